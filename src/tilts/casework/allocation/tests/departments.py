"""Two probation departments between which somebody moves."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tilts.casework.allocation.actions import (
    Handover,
    Wish,
    accept_transfer,
    advance_transfer,
    allocate,
    ask_transfer,
)
from tilts.casework.allocation.models import Allocation, Transfer
from tilts.casework.people.models import Person
from tilts.casework.people.tests.people import person
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import open_unit
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Unit
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.models import WorkItem

TODAY = timezone.localdate()
AHEAD = TODAY + timedelta(days=14)


class Both:
    """Two probation departments with their heads and officers, and somebody who moves."""

    def __init__(self, house: Any) -> None:
        self.house = house
        house.units["tukums"] = open_unit(
            by=SERVICE,
            agency=house.agencies["vpd"],
            code="tukums",
            kind="probation_department",
            names={"en": "Tukums"},
            since=LONG_AGO,
            parent=house.units["zemgale"],
        )
        self.here, self.there = house.units["jelgava"], house.units["tukums"]
        self.ilze = house.member("probation_officer", "jelgava")
        self.anna = house.member("probation_officer", "tukums")
        self.sender = house.member("head_of_unit", "jelgava")
        self.receiver = house.member("head_of_unit", "tukums")
        self.whom: Person = person("Ozols", at=self.here, country="LV")
        with seen_by(SERVICE):
            how = Handover(on=TODAY - timedelta(days=90), reason="first")
            allocate(by=SERVICE, person=self.whom.pk, to=self.ilze, how=how)

    def by(self, staff):
        return actor_for(staff, TODAY)

    def ask(self, to: Unit | None = None, on=TODAY, by=None, whom=None) -> Transfer:
        wish = Wish(to=to or self.there, on=on, why="Moved to Tukums", note="Works nights.")
        actor = by or self.by(self.ilze)
        with seen_by(actor):
            return ask_transfer(by=actor, person=whom or self.whom, wish=wish)

    def accept(self, case, on=TODAY, by=None, officer=None) -> Transfer:
        actor = self.by(by or self.receiver)
        with seen_by(actor):
            return accept_transfer(by=actor, case=case, officer=officer or self.anna, on=on)

    def advance(self, case, code, staff, reason="so it is") -> Transfer:
        actor = self.by(staff)
        with seen_by(actor):
            return advance_transfer(by=actor, case=case, code=code, reason=reason)

    def officer_on(self, day):
        rows = Allocation.plain.on(day).filter(person=self.whom)
        return [row.staff_id for row in rows]

    def work(self) -> list[tuple[str, Any, Any, Any]]:
        with seen_by(SERVICE):
            rows = WorkItem.objects.filter(person_id=self.whom.pk, closed_at=None).order_by("pk")
            return [(row.kind, row.owner_id, row.unit_id, row.due) for row in rows]


def why(verb, *args, **values) -> list[str]:
    try:
        verb(*args, **values)
    except Refused as refused:
        return [reason.code for reason in refused.reasons]
    return []
