"""A group in which somebody takes part, with a session that is over."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.actions import (
    Mark,
    NewTemplate,
    add_place,
    add_template,
    enrol,
    keep_apart,
    mark,
    open_series,
)
from tilts.platform.gatherings.models import Apart, Leading, Outcome, Session
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

LONG_AGO = timezone.localdate() - timedelta(days=60)
MODULES = [
    {
        "code": "whole",
        "names": {"en": "Whole", "lv": "Viss"},
        "sessions": [
            {"code": "first", "names": {"en": "First", "lv": "Pirmā"}, "minutes": 90},
            {"code": "second", "names": {"en": "Second", "lv": "Otrā"}, "minutes": 90},
        ],
    }
]


def group(unit: Unit, leader: Staff) -> Session:
    """A group with another one beside it, and its session of two days ago."""
    names = {"en": "Walks", "lv": "Pastaigas"}
    of = NewTemplate(
        code="walks", version="1", kind="programme", names=names, modules=MODULES, capacity=10,
        since=LONG_AGO,
    )  # fmt: skip
    template = add_template(by=SERVICE, agency=unit.agency, of=of)
    room = add_place(by=SERVICE, unit=unit, name="Room 7", seats=14, since=LONG_AGO)
    both: dict[str, Any] = {"template": template, "unit": unit, "on": LONG_AGO}
    series = open_series(by=SERVICE, name="Morning group", leaders=[leader.pk], **both)
    open_series(by=SERVICE, name="Evening group", leaders=[leader.pk], **both)
    session = Session(series=series, number=1, code="first", form="group", place=room)
    session.starts_at = timezone.now() - timedelta(days=2)
    session.ends_at = session.starts_at + timedelta(minutes=90)
    with act("tests.past", by=SERVICE):
        session.save(force_insert=True)
        Leading(session=session, party_id=leader.pk).save(force_insert=True)
    return session


def ids_of(session: Session) -> dict[str, Any]:
    """The group and the session, by the names that routes give them."""
    return {"series_id": session.series_id, "session_id": session.pk}


def gathered(person: UUID, unit: Unit, leader: Staff) -> dict[str, Any]:
    """Somebody takes part in the group of the unit, which is made unless it is there; the ids."""
    there = Session.objects.filter(series__unit=unit, series__name="Morning group").first()
    session = there or group(unit, leader)
    since = LONG_AGO + timedelta(days=3)
    row = enrol(by=SERVICE, series=session.series, party=person, kind="custody", since=since)
    absent = Mark(
        enrolment=row.pk, outcome=Outcome.UNACCEPTABLE, note="stayed with the sister in Ogre"
    )
    mark(by=SERVICE, session=session, marks=[absent])
    return {**ids_of(session), "enrolment_id": row.pk}


def apart(one: UUID, other: UUID) -> Apart:
    """The two must not meet."""
    with seen_by(SERVICE):
        return keep_apart(by=SERVICE, one=one, other=other, since=LONG_AGO, because="a fight")
