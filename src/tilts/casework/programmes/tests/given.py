"""Programmes that were licensed and given, made without walking through them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from uuid_utils.compat import uuid4

from tilts.casework.programmes.models import Accreditation
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.models import (
    Attendance,
    Enrolment,
    Leading,
    Outcome,
    Series,
    Session,
    Template,
)
from tilts.platform.gatherings.tests.groups import MODULES
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act


def licensed(
    unit: Unit, by: Staff, code: str, since: date, until: date, state: str = "licensed"
) -> Accreditation:
    """A licence that a head of a unit holds."""
    with act("test.license", by=SERVICE):
        case = Accreditation(
            unit=unit, programme=code, applicant=by, licensed_on=since, valid_to=until, state=state
        )
        case.save(force_insert=True)
    return case


def group(unit: Unit, code: str = "equip", kind: str = "programme") -> Series:
    """A group of a programme."""
    with act("test.open", by=SERVICE):
        template = Template(
            agency=unit.agency, code=code, version=str(uuid4())[:8], kind=kind, names={"en": code},
            outline={"modules": MODULES}, capacity=10, since=LONG_AGO,
        )  # fmt: skip
        template.save(force_insert=True)
        series = Series(
            agency=unit.agency, unit=unit, template=template, name=f"{code} of {unit.code}",
            capacity=10, opened_on=LONG_AGO,
        )  # fmt: skip
        series.save(force_insert=True)
    return series


def session(
    of: Series,
    on: date,
    *,
    leaders: Sequence[Staff] = (),
    outcome: str = Outcome.COMPLIED,
    cancelled: str = "",
    came: Staff,
) -> Session:
    """A session early in the day to which one came, or did not."""
    starts = datetime.combine(on, time(0, 1), UTC)
    with act("test.hold", by=SERVICE), seen_by(SERVICE):
        held = Session(
            series=of, number=1, code="first", form="group", online=True, starts_at=starts,
            ends_at=starts + timedelta(minutes=90), cancelled_because=cancelled,
        )  # fmt: skip
        held.save(force_insert=True)
        for leader in leaders:
            Leading(session=held, party_id=leader.pk).save(force_insert=True)
        enrolled = Enrolment.plain.filter(series=of, party_id=came.pk).first()
        if enrolled is None:
            enrolled = Enrolment(
                series=of, party_id=came.pk, kind="staff", since=LONG_AGO, waiting_since=LONG_AGO,
                began_on=LONG_AGO,
            )  # fmt: skip
            enrolled.save(force_insert=True)
        Attendance(
            session=held, enrolment=enrolled, outcome=outcome, said_at=starts,
            key=uuid4(), minutes=90 if outcome == Outcome.COMPLIED else 0,
        ).save(force_insert=True)  # fmt: skip
    return held
