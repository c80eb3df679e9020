"""An officer, their people, and their browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.people.models import Person
from tilts.casework.people.tests.desk import browser
from tilts.casework.people.tests.people import person
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE, Actor

from .ordered import Orders


@dataclass
class Caseload:
    """An officer of the probation department in Jelgava."""

    house: House
    officer: Staff

    @property
    def actor(self) -> Actor:
        """The officer today."""
        return actor_for(self.officer, timezone.localdate())

    def add(self, family: str, since: date | None = None) -> Person:
        """Somebody for whom the officer is responsible."""
        whom = person(family, at=self.house.units["jelgava"], country="LV")
        how = Handover(on=since or timezone.localdate(), reason="arrived")
        with seen_by(SERVICE):
            allocate(by=SERVICE, person=whom.pk, to=self.officer, how=how)
        return whom


@pytest.fixture
def house(db: None) -> House:
    """Two Latvian agencies and a Lithuanian one."""
    return build_house()


@pytest.fixture
def caseload(house: House) -> Caseload:
    return Caseload(house, house.member("probation_officer", "jelgava"))


@pytest.fixture
def anna(caseload: Caseload) -> Person:
    """One of the officer's people."""
    return caseload.add("Ozola")


@pytest.fixture
def desk(caseload: Caseload) -> Client:
    """The officer's browser."""
    return browser(caseload.officer)


@pytest.fixture
def orders(caseload: Caseload, all_seen: None) -> Orders:
    """Orders at every stage, for people of the officer."""
    return Orders(caseload)


@pytest.fixture
def all_seen(db: None) -> Iterator[None]:
    """Reads of the test itself see everybody."""
    with seen_by(SERVICE):
        yield
