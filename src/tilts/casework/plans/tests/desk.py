"""What the tests of plans share: who works with whom, and plans at each stage."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, make_responsible
from tilts.casework.people.models import Person
from tilts.casework.people.tests.desk import browser
from tilts.casework.people.tests.people import person
from tilts.casework.plans.actions import (
    add_goal,
    advance,
    begin_plan,
    countersign,
    record_answer,
)
from tilts.casework.plans.content import Answer, GoalContent, StepContent
from tilts.casework.plans.models import Goal, Plan, Step
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.models import WorkItem

TODAY = timezone.localdate()
WORK = GoalContent(
    need="work",
    text="I want a job.",
    steps=(
        StepContent(what="Write a CV", who="person", how="in the class"),
        StepContent(what="Help to find work", who="partner", name="Labour office"),
    ),
)
SAID = Answer(answer="agrees", words="It suits me.", explained_in="lv", answered_on=TODAY)


@dataclass
class Desk:
    """The prison in Riga: Ilze writes plans, her head countersigns, Anna is in her caseload."""

    house: House

    @cached_property
    def staff(self) -> Staff:
        return self.house.member("prison_officer")

    @cached_property
    def head_staff(self) -> Staff:
        return self.house.member("head_of_unit")

    @property
    def officer(self) -> Actor:
        return actor_for(self.staff, TODAY)

    @property
    def head(self) -> Actor:
        return actor_for(self.head_staff, TODAY)

    @cached_property
    def anna(self) -> Person:
        return self.add("Ozola")

    def add(self, family: str) -> Person:
        """Somebody for whom the officer is responsible."""
        whom = person(family, at=self.house.units["riga"], country="LV", languages=["ru"])
        self.hand_to(self.staff, whom)
        return whom

    def hand_to(self, to: Staff, whom: Person) -> None:
        """From today another member of staff is responsible."""
        how = Handover(on=TODAY, reason="arrived")
        make_responsible(by=SERVICE, person=whom.pk, to=to, how=how)

    def draft(self, whom: Person | None = None) -> Plan:
        """A plan that is being written, without goals."""
        unit = self.house.units["riga"]
        return begin_plan(by=self.officer, person=whom or self.anna, unit=unit)

    def written(self, whom: Person | None = None) -> Plan:
        """A plan with one goal and two steps."""
        plan = self.draft(whom)
        add_goal(by=self.officer, plan=plan, what=WORK)
        return plan

    def proposed(self, whom: Person | None = None) -> Plan:
        return advance(by=self.officer, plan=self.written(whom), code="propose")

    def answered(self, whom: Person | None = None) -> Plan:
        return record_answer(by=self.officer, plan=self.proposed(whom), said=SAID)

    def in_force(self, whom: Person | None = None) -> Plan:
        return countersign(by=self.head, plan=self.answered(whom))

    def finish(self, plan: Plan) -> Plan:
        """Bring a plan that is being written into force."""
        advance(by=self.officer, plan=plan, code="propose")
        record_answer(by=self.officer, plan=plan, said=SAID)
        return countersign(by=self.head, plan=plan)

    @cached_property
    def browser(self) -> Client:
        return browser(self.staff)

    @cached_property
    def heads_browser(self) -> Client:
        return browser(self.head_staff)


def goals(plan: Plan) -> list[tuple[str, str, str]]:
    """Goals of a plan: what about, in which words, how far."""
    return list(Goal.objects.filter(plan=plan).order_by("pk").values_list("need", "text", "state"))


def steps(plan: Plan) -> list[tuple[str, str, str, Any, str, str]]:
    """Steps of a plan, goal by goal."""
    rows = Step.objects.filter(goal__plan=plan).order_by("goal", "pk")
    return list(rows.values_list("what", "who", "name", "due", "how", "state"))


def goal_of(plan: Plan) -> Goal:
    """The only goal of a plan."""
    goal: Goal = Goal.objects.select_related("plan").get(plan=plan)
    return goal


def now(row: Any) -> Any:
    """The row as the database has it now."""
    return type(row).objects.get(pk=row.pk)


def work_of(plan: Plan) -> list[tuple[str, Any, str]]:
    """Work about a plan: kind, owner, and how it ended ("" while it is open)."""
    rows = WorkItem.objects.filter(case=plan.case_ref()).order_by("pk")
    return list(rows.values_list("kind", "owner_id", "outcome"))


def codes(refused: Any) -> list[str]:
    """Codes of the reasons of a refusal."""
    return [reason.code for reason in refused.value.reasons]


def url(name: str, *args: Any) -> str:
    return reverse(f"plans:{name}", args=[getattr(arg, "pk", arg) for arg in args])
