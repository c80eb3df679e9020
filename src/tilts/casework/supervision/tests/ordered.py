"""Probation in Jelgava, where orders are carried out: people, their measures, and an officer."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from typing import Any

from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.casework.proceedings.models import Measure
from tilts.casework.proceedings.tests.world import again, codes, sentenced
from tilts.casework.supervision.actions.orders import (
    Explained,
    advance_supervision,
    explain,
    receive,
    register,
)
from tilts.casework.supervision.models import Identity, Signed, Supervision
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import react
from tilts.platform.workflow.models import Status, WorkItem

__all__ = ["TODAY", "Orders", "again", "codes", "day", "stages", "text", "work"]
TODAY = timezone.localdate()
EXPLAINED = Explained(on=TODAY, language="lv", signed=Signed.SIGNED)


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


@dataclass
class Orders:
    """Makes orders at each stage for people of an officer's caseload."""

    caseload: Any

    @property
    def unit(self) -> Unit:
        unit: Unit = self.caseload.house.units["jelgava"]
        return unit

    @property
    def by(self) -> Any:
        return self.caseload.actor

    def measure(self, whom: Person | None = None, **what: Any) -> Measure:
        """Supervision of three years, imposed in March 2025, unless told otherwise."""
        whom = whom or self.caseload.add("Bērziņš")
        usual = {"kind": "probation_supervision", "years": 3, "unit": self.unit}
        return sentenced(whom, self.unit, **{**usual, **what})

    def received(self, measure: Measure | None = None, ago: int = 5) -> Supervision:
        measure = measure or self.measure()
        return receive(by=self.by, measure=measure, unit=self.unit, received_on=day(ago))

    def registered(self, measure: Measure | None = None) -> Supervision:
        case = self.received(measure)
        return register(by=self.by, case=case, on=TODAY, identity=Identity.PASSPORT)

    def explained(self, measure: Measure | None = None) -> Supervision:
        return explain(by=self.by, case=self.registered(measure), what=EXPLAINED)

    def active(self, measure: Measure | None = None) -> Supervision:
        case = self.explained(measure)
        react(case=case, code="follow_assessment", by=SERVICE)
        react(case=case, code="follow_plan", by=SERVICE)
        return advance_supervision(by=self.by, case=case, code="activate")


def stages(case: Any) -> list[str]:
    """Where a case has been, in order."""
    rows = Status.objects.filter(case=case.case_ref()).order_by("number")
    return list(rows.values_list("to_state", flat=True))


def work(case: Any) -> list[tuple[str, date | None]]:
    """Kinds and days of the open work of a case."""
    rows = WorkItem.objects.filter(case=case.case_ref(), closed_at=None).order_by("pk")
    return [(row.kind, row.due) for row in rows]


def text(answer: Any) -> str:
    """The words of a page, without its marks."""
    body = re.sub(r"<(script|style)[^>]*>.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())
