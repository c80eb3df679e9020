"""Makers for the tests of gatherings. Days are in 2031, whose first of March is a Saturday."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.platform.access.reasons import Refused
from tilts.platform.access.tests.people import person
from tilts.platform.gatherings.actions import (
    NewTemplate,
    Timetable,
    add_place,
    add_template,
    enrol,
    open_series,
    schedule,
)
from tilts.platform.gatherings.models import (
    Enrolment,
    Leading,
    Place,
    Series,
    Session,
    Template,
)
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import LONG_AGO, House
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

MONDAY = date(2031, 3, 3)
AT_TEN = Weekly(0, time(10))
MODULES: list[dict[str, Any]] = [
    {
        "code": "one",
        "names": {"en": "Beginning"},
        "sessions": [
            {"code": "first", "names": {"en": "First"}, "minutes": 90},
            {"code": "second", "names": {"en": "Second"}, "minutes": 90},
            {"code": "talk", "names": {"en": "Talk"}, "form": "one-to-one", "minutes": 45},
        ],
    },
    {
        "code": "two",
        "names": {"en": "End"},
        "sessions": [{"code": "third", "names": {"en": "Third"}, "minutes": 90}],
    },
]


def told(do: Any) -> list[str]:
    """The codes of the reasons for which something is refused; empty when it is done."""
    try:
        do()
    except Refused as refused:
        return [reason.code for reason in refused.reasons]
    return []


def read(do: Any) -> list[str]:
    """The texts of the reasons for which something is refused; empty when it is done."""
    try:
        do()
    except Refused as refused:
        return [str(reason.text) for reason in refused.reasons]
    return []


@dataclass
class Groups:
    """Makes templates, rooms, groups and people of the prison in Riga."""

    house: House
    made: int = field(default=0)

    def _next(self) -> int:
        self.made += 1
        return self.made

    @cached_property
    def leaders(self) -> list[Staff]:
        """Two who lead every group that names no others."""
        return [self.house.member("facilitator") for _ in range(2)]

    @cached_property
    def _template(self) -> Template:
        return self.template()

    def template(self, **other: Any) -> Template:
        """A template, "calm" in version 1 unless something else is said."""
        values: dict[str, Any] = {
            "code": "calm",
            "version": "1",
            "kind": "programme",
            "names": {"en": "Calm", "lv": "Miers"},
            "modules": MODULES,
            "capacity": 10,
            "leaders": 2,
            "since": LONG_AGO,
        }
        agency = self.house.agencies["ievp"]
        made = add_template(by=SERVICE, agency=agency, of=NewTemplate(**{**values, **other}))
        self.__dict__.setdefault("_template", made)
        return made

    def place(self, name: str = "Room 1", seats: int | None = 14) -> Place:
        """A room in Riga."""
        unit = self.house.units["riga"]
        return add_place(by=SERVICE, unit=unit, name=name, seats=seats, since=LONG_AGO)

    def series(self, unit: str = "riga", leaders: list[Staff] | None = None) -> Series:
        """A group, opened long ago."""
        return open_series(
            by=SERVICE,
            template=self._template,
            unit=self.house.units[unit],
            name=f"Group {self._next()}",
            on=LONG_AGO,
            leaders=[one.pk for one in (self.leaders if leaders is None else leaders)],
        )

    def somebody(self, family: str = "") -> UUID:
        """A person of Riga."""
        return person(self.house.units["riga"], family or f"kalns{self._next()}").pk

    def enrolled(self, series: Series, party: UUID | None = None, **other: Any) -> Enrolment:
        """A person enrolled long ago."""
        values: dict[str, Any] = {"kind": "custody", "since": LONG_AGO, **other}
        return enrol(by=SERVICE, series=series, party=party or self.somebody(), **values)

    def scheduled(
        self, series: Series, *places: Place, weekly: Weekly = AT_TEN, since: date = MONDAY
    ) -> list[Session]:
        """The group sessions of a series, weekly from the first Monday of March 2031."""
        timetable = Timetable(weekly=[weekly], since=since, places=places)
        schedule(by=SERVICE, series=series, timetable=timetable)
        return list(series.sessions.filter(starts_at__gte=at(MONDAY, 0)).order_by("starts_at"))

    def past(self, series: Series, hours: int = 24, code: str = "first", **other: Any) -> Session:
        """A session of 90 minutes that began some hours ago, as the record would have it."""
        starts_at = timezone.now() - timedelta(hours=hours)
        codes = [one.code for one in series.template.contents.sessions]
        session = Session(
            series=series,
            number=codes.index(code) + 1,
            code=code,
            form="group",
            online=True,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=90),
            **other,
        )
        with act("test.past", by=SERVICE):
            session.save(force_insert=True)
            for leader in series.leaders.all():
                Leading(session=session, party_id=leader.party_id).save(force_insert=True)
        return session


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment by the clock of Riga."""
    zone = timezone.get_current_timezone()
    return datetime.combine(day, time(hour, minute), zone).astimezone(UTC)
