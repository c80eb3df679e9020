"""A prison service that draws finished work by chance and reads it again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.tests.results import result
from tilts.casework.people.tests.people import person
from tilts.engines.calendars.months import add_months
from tilts.engines.instruments.schema.items import Scale
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, answer, decide
from tilts.platform.forms.answering import Answer
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.models import Sheet
from tilts.platform.forms.queries import definition
from tilts.platform.gatherings.models import Attendance, Outcome, Session
from tilts.platform.gatherings.tests.groups import Groups
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import LONG_AGO, House, build_house
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act
from tilts.platform.record.tests.flushing import flushable_record
from tilts.workforce.quality.actions import (
    begin_reading,
    draw_month,
    finish_reading,
    set_plan,
)
from tilts.workforce.quality.models import Draw, Drawn, Reading

__all__ = ["flushable_record"]
TODAY = timezone.localdate()
MONTH = add_months(TODAY.replace(day=1), -1)
MIDDLE = MONTH + timedelta(days=14)
USED = Decision("use", "The director, order 14", "Tried in ten files.", date(2020, 1, 1))
FORMS = ("assessment-reading", "facilitator-observation")


@dataclass
class Service:
    """Staff of the prison in Riga, their finished work, and what is drawn of it."""

    house: House
    lead: Staff
    head: Staff
    assessor: Staff
    reader: Staff
    second: Staff
    groups: Groups
    made: int = field(default=0)

    def actor(self, staff: Staff) -> Actor:
        """Somebody as they act today."""
        return actor_for(staff, TODAY)

    def assessed(self, unit: str = "riga", on: date = MIDDLE, **values: Any) -> Assessment:
        """A final assessment with its answers, by the assessor."""
        self.made += 1
        whom = person(f"Ozols{self.made}", at=self.house.units[unit], country="LV")
        (rvn,) = versions("rvn-demo")
        sheet = Sheet(
            subject_id=whom.pk,
            agency=self.house.units[unit].agency,
            instrument=rvn.id,
            version=rvn.version,
            digest=rvn.digest,
            opened_at=timezone.now(),
        )
        with act("test.open_sheet", by=SERVICE):
            sheet.save(force_insert=True)
        return result(whom, "high", on, **{"assessor": self.assessor, "sheet": sheet, **values})

    def held(self, day: date = MIDDLE, came: str = Outcome.COMPLIED, **values: Any) -> Session:
        """A session of that day in Riga, to which somebody came or not."""
        series = self.groups.series()
        began = self.groups.enrolled(series)
        hours = (timezone.now() - _at_noon(day)) // timedelta(hours=1)
        session = self.groups.past(series, hours, **values)
        row = Attendance(session=session, enrolment=began, outcome=came)
        row.said_at, row.key = session.ends_at, session.pk
        with act("test.mark", by=SERVICE):
            row.save(force_insert=True)
        return session

    def plan(self, wanted: int = 2, unit: str = "", **values: Any) -> None:
        """A plan since long ago, of assessments in the whole agency if nothing else is said."""
        said = {"material": "assessments", "since": LONG_AGO, **values}
        place = self.house.units[unit] if unit else None
        set_plan(by=SERVICE, agency=self.house.agencies["ievp"], unit=place, wanted=wanted, **said)

    def draw(self, seed: str = "") -> list[Draw]:
        """What is drawn of last month."""
        agency = self.house.agencies["ievp"]
        return draw_month(by=SERVICE, agency=agency, month=MONTH, seed=seed)

    def drawn(self) -> Drawn:
        """One assessment that was drawn, to be read."""
        self.assessed()
        self.plan()
        self.draw()
        return Drawn.objects.select_related("stratum__draw", "unit__agency").get()

    def begun(self, drawn: Drawn, reader: Staff, value: int = 3) -> Reading:
        """A reading with every question answered alike."""
        reading = begin_reading(by=self.actor(reader), drawn=drawn)
        for item in definition(reading.sheet).items.values():
            given = Answer(value if isinstance(item, Scale) else "Name the sources.")
            answer(by=self.actor(reader), sheet=reading.sheet, item=item.id, given=given)
        return reading

    def read(
        self, drawn: Drawn, reader: Staff, value: int = 3, *, sure: bool = True, why: str = ""
    ) -> Reading:
        """Read it and finish."""
        reading = self.begun(drawn, reader, value)
        finish_reading(by=self.actor(reader), reading=reading, sure=sure, why=why)
        drawn.refresh_from_db()
        return reading


def _at_noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


@pytest.fixture
def house(db: None) -> House:
    """Two Latvian agencies and a Lithuanian one."""
    return build_house()


@pytest.fixture
def service(house: House) -> Service:
    """The quality manager leads; officers and a psychologist read."""
    for name in FORMS:
        (of,) = versions(name)
        decide(by=SERVICE, agency="ievp", of=of, decision=USED)
    return Service(
        house,
        lead=house.member("quality_manager"),
        head=house.member("head_of_unit"),
        assessor=house.member("prison_officer"),
        reader=house.member("prison_officer"),
        second=house.member("psychologist"),
        groups=Groups(house),
    )


@pytest.fixture
def all_seen(db: None) -> Iterator[None]:
    """Reads of the test itself see everybody."""
    with seen_by(SERVICE):
        yield
