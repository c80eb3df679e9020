"""A unit in which an officer is on leave, and what the page of a proposal says of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.allocation.models import Allocation
from tilts.casework.people.tests.desk import browser
from tilts.casework.people.tests.people import person
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.parties.actors import SERVICE

TODAY = timezone.localdate()
PROPOSAL = "/allocation/proposal/"


class Unit:
    """An absent officer with three people, and two colleagues."""

    def __init__(self, house: Any) -> None:
        self.house = house
        members = [house.member("probation_officer", "jelgava") for _ in range(3)]
        self.away, self.one, self.two = members
        back = TODAY + timedelta(days=9)
        plan_absence(by=SERVICE, staff=self.away, since=TODAY, until=back, substitute=None)
        self.people = [self.add(name, self.away) for name in ("Avots", "Bite", "Celms")]
        self.head = house.member("head_of_unit", "jelgava")
        self.desk = browser(self.head)

    def add(self, family: str, officer: Any, **values: Any) -> Any:
        whom = person(family, at=self.house.units["jelgava"], country="LV", **values)
        with seen_by(SERVICE):
            how = Handover(on=TODAY, reason="first")
            allocate(by=SERVICE, person=whom.pk, to=officer, how=how)
        return whom

    def send(self, *people: Any, **more: Any) -> Any:
        told = {
            "people": [one.pk for one in people or self.people],
            "on": TODAY,
            "reason": "On leave",
            **more,
        }
        return self.desk.post(PROPOSAL, told)


def lines(answer: Any) -> list[tuple[str, str, str]]:
    """Who, to whom, and why."""
    return [
        (
            line["person"].family,
            next((str(o["value"]) for o in line["options"] if o["chosen"]), ""),
            line["why"],
        )
        for line in answer.context["lines"]
    ]


def loads(answer: Any) -> dict[UUID, tuple[int, ...]]:
    return {
        row["after"].load.staff.pk: (
            row["after"].load.points,
            row["after"].gets,
            row["after"].gives,
            row["after"].points,
            row["after"].left,
        )
        for row in answer.context["rows"]
    }


def officers_now() -> set[UUID]:
    return set(Allocation.plain.filter(until=None).values_list("staff_id", flat=True))
