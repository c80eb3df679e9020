"""A service with assessed people: Rīga has 14 of them, its wing 6, and Olaine 3."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.test import Client

from tilts.casework.assessment.tests.results import result
from tilts.casework.people.models import Person
from tilts.casework.people.tests.people import person
from tilts.doors.api.tests.callers import browser
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.catalogue import versions
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE, Actor

SPRING, AUTUMN, WINTER = date(2025, 4, 30), date(2025, 10, 1), date(2026, 1, 15)
FAMILIES = ("Bērzs", "Ozols", "Kļava", "Liepa", "Egle", "Priede", "Osis", "Alksnis")


@dataclass
class Service:
    """The house, with who was assessed in each of its units."""

    house: House
    head: Staff
    analyst: Staff

    def __post_init__(self) -> None:
        self.numbers = count()
        self.people: dict[str, list[Person]] = {}

    def add(self, unit: str, levels: Sequence[str], on: date = WINTER, **values: Any) -> None:
        """People of a unit, each assessed once."""
        for level in levels:
            family = FAMILIES[next(self.numbers) % len(FAMILIES)]
            who = person(family, f"N{next(self.numbers)}", at=self.house.units[unit], **values)
            result(who, level, on, assessor=self.head)
            self.people.setdefault(unit, []).append(who)

    def actor(self, staff: Staff) -> Actor:
        """A member of staff today."""
        return actor_for(staff, date(2026, 11, 1))


@pytest.fixture
def empty(db: None) -> Service:
    """Nobody was assessed yet; the demonstration instrument is in use."""
    house = build_house()
    (rvn,) = versions("rvn-demo")
    used = Decision("use", "The director, order 14", "A trial with 60 people.", date(2020, 1, 1))
    decide(by=SERVICE, agency="ievp", of=rvn, decision=used)
    return Service(house, house.member("head_of_unit"), house.member("analyst"))


@pytest.fixture
def service(empty: Service) -> Service:
    """Three units with people."""
    empty.add("riga", ["low"] * 5 + ["high"] * 7, sex="male", birth_date=date(1990, 1, 1))
    empty.add("riga", ["medium"] * 2, sex="female", birth_date=date(1960, 1, 1))
    empty.add("riga_w1", ["high"] * 6, on=AUTUMN, sex="male", birth_date=date(2000, 1, 1))
    empty.add("olaine", ["very_high"] * 3, sex="unknown")
    return empty


@pytest.fixture
def head(service: Service) -> Client:
    """The head of Rīga, signed in."""
    return browser(service.head).client


@pytest.fixture
def analyst(service: Service) -> Client:
    """The analyst of the agency, signed in."""
    return browser(service.analyst).client
