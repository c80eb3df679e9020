"""What the tests of protocols share: who acts, and occurrences at each stage."""

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
from tilts.casework.protocols.actions import Taken, advance, start_protocol, take_step
from tilts.casework.protocols.models import Occurrence, OccurrenceStep, Taking
from tilts.platform.notices.models import Notice
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.models import WorkItem

TODAY = timezone.localdate()


@dataclass
class Desk:
    """The prison in Riga: Ilze is responsible for Anna, and has a head and a colleague."""

    house: House

    @cached_property
    def staff(self) -> Staff:
        return self.house.member("prison_officer")

    @cached_property
    def head_staff(self) -> Staff:
        return self.house.member("head_of_unit")

    @cached_property
    def colleague_staff(self) -> Staff:
        return self.house.member("prison_officer")

    @property
    def officer(self) -> Actor:
        return actor_for(self.staff, TODAY)

    @property
    def head(self) -> Actor:
        return actor_for(self.head_staff, TODAY)

    @property
    def colleague(self) -> Actor:
        return actor_for(self.colleague_staff, TODAY)

    @cached_property
    def anna(self) -> Person:
        return self.add("Ozola")

    def add(self, family: str) -> Person:
        """Somebody for whom the officer is responsible."""
        whom = person(family, at=self.house.units["riga"], country="LV", languages=["ru"])
        how = Handover(on=TODAY, reason="arrived")
        make_responsible(by=SERVICE, person=whom.pk, to=self.staff, how=how)
        return whom

    def opened(self, code: str = "violence", whom: Person | None = None) -> Occurrence:
        return start_protocol(by=self.officer, person=whom or self.anna, code=code)

    def all_taken(self, code: str = "violence") -> Occurrence:
        """An occurrence each of whose steps was taken."""
        case = self.opened(code)
        for step in steps(case):
            take_step(by=self.officer, step=step, what=Taken())
        return case

    def handled(self, code: str = "violence") -> Occurrence:
        case = self.all_taken(code)
        return advance(by=self.officer, case=case, code="handle", words="Both are calm.")

    @cached_property
    def browser(self) -> Client:
        return browser(self.staff)


def steps(case: Occurrence) -> list[OccurrenceStep]:
    rows = OccurrenceStep.objects.filter(occurrence=case).order_by("number")
    return list(rows.select_related("occurrence__unit"))


def takings(case: Occurrence) -> list[tuple[int, bool, bool]]:
    """What was recorded: number of the step, done, taken back."""
    rows = Taking.objects.filter(step__occurrence=case).order_by("pk")
    return [(row.step.number, row.done, row.undone_at is not None) for row in rows]


def told(case: Occurrence) -> list[tuple[str, str]]:
    """Who was told of the person, and what: name and code, in the order of sending."""
    rows = Notice.objects.filter(person=case.person_id).select_related("to").order_by("pk")
    return [(row.to.email, row.code) for row in rows]


def work_of(case: Occurrence) -> list[tuple[str, Any, Any, str]]:
    """Work about an occurrence: kind, owner, due day, and how it ended."""
    rows = WorkItem.objects.filter(case=case.case_ref()).order_by("pk")
    return list(rows.values_list("kind", "owner_id", "due", "outcome"))


def codes(refused: Any) -> list[str]:
    """Codes of the reasons of a refusal."""
    return [reason.code for reason in refused.value.reasons]


def url(name: str, *args: Any) -> str:
    return reverse(f"protocols:{name}", args=[getattr(arg, "pk", arg) for arg in args])
