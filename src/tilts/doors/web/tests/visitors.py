"""Staff in their browsers, and what they look at."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.people.actions import Identity, register_person
from tilts.casework.people.models import Person
from tilts.doors.api.tests.callers import BORN, browser
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE, Actor


@dataclass
class Visitor:
    """A member of staff who is signed in."""

    staff: Staff
    client: Client

    @property
    def actor(self) -> Actor:
        """The same as an actor."""
        return actor_for(self.staff, timezone.localdate())

    def has_said_why(self, person: Person) -> None:
        """As if they had answered why they look at somebody."""
        session = self.client.session
        session["purposes"] = {**session.get("purposes", {}), str(person.pk): ["check", ""]}
        session.save()

    def get(self, path: str, **data: Any) -> Any:
        """A page."""
        return self.client.get(path, data)

    def queries(self, path: str, **data: Any) -> int:
        """How many queries a page takes once what it caches is there."""
        self.get(path, **data)
        with CaptureQueriesContext(connection) as asked:
            assert self.get(path, **data).status_code == 200
        return len(asked)


def visitor(house: House, role: str = "clerk", unit: str = "riga") -> Visitor:
    """Somebody new with a role in a unit, signed in."""
    staff = house.member(role, unit)
    return Visitor(staff, browser(staff).client)


def somebody(house: House, family: str = "Ozols", unit: str = "riga", **who: Any) -> Person:
    """A person registered in a unit by the service."""
    told: dict[str, Any] = {"birth_date": BORN, "category": "convicted", **who}
    with seen_by(SERVICE):
        identity = Identity(family=family, given="Jānis", **told)
        return register_person(by=SERVICE, unit=house.units[unit], who=identity)


def all_seen() -> AbstractContextManager[None]:
    """Everything may be read inside."""
    return seen_by(SERVICE)


def reasons(answer: Any) -> tuple[int, list[str]]:
    """Status of a refusal and the codes of its reasons."""
    return answer.status_code, [reason.code for reason in answer.context["reasons"]]
