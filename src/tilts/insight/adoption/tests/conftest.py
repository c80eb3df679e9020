"""A prison service with tools: one instrument, one programme, and who learnt them."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.assessment.tests.results import result
from tilts.casework.people.models import Person
from tilts.casework.people.tests.people import person
from tilts.casework.programmes.tests.given import group, licensed, session
from tilts.engines.calendars.months import add_months
from tilts.insight.adoption.queries import Adopted, adopted
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.catalogue import versions
from tilts.platform.gatherings.models import Series
from tilts.platform.organisation.actions import qualify
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE, Actor

TODAY = timezone.localdate()
THIS = TODAY.replace(day=1)
DAY = timedelta(days=1)
LICENCE = 36  # months


def ago(months: int) -> date:
    """The first day of a month so many months ago."""
    return add_months(THIS, -months)


TWO_YEARS, LONG = ago(24), ago(60)


@dataclass
class Service:
    """The house, and what is done with its tools."""

    house: House
    head: Staff
    analyst: Staff
    quality: Staff

    def __post_init__(self) -> None:
        self.numbers = count()
        self.groups: dict[str, Series] = {}

    def use(self, level: str = "use", since: date = LONG, **other: Any) -> None:
        """The prison service decides about the demonstration instrument."""
        (rvn,) = versions("rvn-demo")
        decision = Decision(level, "The director", "A trial.", since, **other)
        decide(by=SERVICE, agency="ievp", of=rvn, decision=decision)

    def license(self, code: str = "equip", since: date = TWO_YEARS, **other: Any) -> None:
        """A programme is licensed for three years, if nothing else is said."""
        until = other.pop("until", add_months(since, LICENCE) - DAY)
        licensed(self.house.units["riga"], self.head, code, since, until, **other)

    def assess(self, unit: str, on: date, times: int = 1, by: Staff | None = None) -> list[Person]:
        """So many people of a unit are assessed on a day."""
        found = []
        for _time in range(times):
            who = person(f"Ozols{next(self.numbers)}", "Jānis", at=self.house.units[unit])
            result(who, "low", on, assessor=by or self.head)
            found.append(who)
        return found

    def give(self, on: date, code: str = "equip", unit: str = "riga", *leaders: Staff) -> None:
        """A session of a programme takes place."""
        name = f"{code} {unit}"
        if name not in self.groups:
            self.groups[name] = group(self.house.units[unit], code)
        session(self.groups[name], on, leaders=leaders, came=self.analyst)

    def learnt(self, code: str, role: str = "facilitator", unit: str = "riga") -> Staff:
        """Somebody who learnt a tool."""
        staff = self.house.member(role, unit)
        qualify(by=SERVICE, staff=staff, code=code, since=ago(30))
        return staff


def acting(staff: Staff) -> Actor:
    """A member of staff today."""
    return actor_for(staff, TODAY)


def one(staff: Staff, code: str) -> Adopted:
    """A tool as somebody reads it."""
    with seen_by(None):
        (found,) = [row for row in adopted(acting(staff)) if row.tool.code == code]
    return found


def shelf(staff: Staff) -> list[str]:
    """What lies on the shelf for somebody."""
    return [row.tool.code for row in adopted(acting(staff)) if row.shelved]


@pytest.fixture
def service(db: None) -> Service:
    """Nothing was decided, licensed or used yet."""
    house = build_house()
    roles = ("head_of_unit", "analyst", "quality_manager")
    return Service(house, *(house.member(role) for role in roles))
