"""What the tests of reports share: who writes, reads and signs, and reports at each stage."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tilts.casework.court_reports.actions import (
    Interview,
    Invitation,
    Remarks,
    Request,
    Said,
    add_paragraph,
    advance,
    assign,
    give_up,
    hold_interview,
    invite_victim,
    note_attempt,
    request_report,
    review,
    send,
    sign,
)
from tilts.casework.court_reports.models import Report, VictimVoice
from tilts.casework.people.models import Person
from tilts.casework.people.tests.desk import browser
from tilts.casework.people.tests.people import person
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.models import WorkItem

TODAY = timezone.localdate()
ASKED = TODAY - timedelta(days=7)
FACT = Said(text="He lives with his wife.", nature="fact", source="interview", reliability="said")
JUDGED = Said(text="This supports him.", nature="judgement")
VICTIM = Invitation(name="Ilga Straume", contact="20000009", by="letter", invited_on=TODAY)
FINE = Remarks(
    passed=True,
    checks=dict.fromkeys(("sources", "apart", "both", "words", "innocence", "needless"), True),
)


def asked(**more: Any) -> Request:
    """A request of a court."""
    told: dict[str, Any] = {
        "asker": "court",
        "authority": "Zemgales rajona tiesa",
        "reference": "K15-0001",
        "purpose": "sentence",
        "wished": "lv",
        "requested_on": ASKED,
        **more,
    }
    return Request(**told)


@dataclass
class Desk:
    """Ilze writes, a colleague reads, the head assigns; Anna is registered in Jelgava."""

    house: House

    @cached_property
    def staff(self) -> Staff:
        return self.house.member("probation_officer", "jelgava")

    @cached_property
    def colleague_staff(self) -> Staff:
        return self.house.member("probation_officer", "jelgava")

    @cached_property
    def head_staff(self) -> Staff:
        return self.house.member("head_of_unit", "jelgava")

    @property
    def writer(self) -> Actor:
        return actor_for(self.staff, TODAY)

    @property
    def colleague(self) -> Actor:
        return actor_for(self.colleague_staff, TODAY)

    @property
    def head(self) -> Actor:
        return actor_for(self.head_staff, TODAY)

    @cached_property
    def anna(self) -> Person:
        return self.add("Ozola", "Anna")

    def add(self, family: str, given: str = "Anna") -> Person:
        """Somebody registered in Jelgava."""
        told: dict[str, Any] = {"country": "LV", "languages": ["lv"], "sex": "female"}
        return person(family, given, at=self.house.units["jelgava"], **told)

    def requested(self, whom: Person | None = None, **more: Any) -> Report:
        unit = self.house.units["jelgava"]
        return request_report(by=self.head, person=whom or self.anna, unit=unit, what=asked(**more))

    def assigned(self, whom: Person | None = None, **more: Any) -> Report:
        return assign(by=self.head, case=self.requested(whom, **more), to=self.staff)

    def interviewed(self, whom: Person | None = None) -> Report:
        what = Interview(on=TODAY, note="With an interpreter.")
        return hold_interview(by=self.writer, case=self.assigned(whom), what=what)

    def invited(self, whom: Person | None = None) -> tuple[Report, VictimVoice]:
        case = self.interviewed(whom)
        return case, invite_victim(by=self.writer, case=case, what=VICTIM)

    def drafting(self, whom: Person | None = None) -> Report:
        case, _voice = self.invited(whom)
        return advance(by=self.writer, case=case, code="draft")

    def written(self, whom: Person | None = None) -> Report:
        case = self.drafting(whom)
        for number, section in enumerate(case.form.sections):
            what = FACT if number % 2 == 0 else JUDGED
            add_paragraph(by=self.writer, case=case, section=section.code, what=what)
        return case

    def handed_in(self, whom: Person | None = None) -> Report:
        return advance(by=self.writer, case=self.written(whom), code="hand_in")

    def passed(self, whom: Person | None = None) -> Report:
        case = self.handed_in(whom)
        review(by=self.colleague, case=case, what=FINE)
        return case

    def signed(self, whom: Person | None = None) -> Report:
        return sign(by=self.writer, case=self.passed(whom), language="lv")

    def sent(self, whom: Person | None = None) -> Report:
        return send(by=self.writer, case=self.signed(whom), on=TODAY, how="e-address")

    def refused(self, whom: Person | None = None) -> Report:
        """The person did not wish to be interviewed."""
        case = self.assigned(whom)
        note_attempt(by=self.writer, case=case, on=TODAY, how="phone", came_of="Said no.")
        return give_up(by=self.writer, case=case, why="refused")

    @cached_property
    def browser(self) -> Client:
        return browser(self.staff)

    @cached_property
    def colleagues_browser(self) -> Client:
        return browser(self.colleague_staff)

    @cached_property
    def heads_browser(self) -> Client:
        return browser(self.head_staff)

    def house_browser(self, role: str, unit: str) -> Client:
        """The browser of somebody else in the house."""
        return browser(self.house.member(role, unit))


def because(client: Client, whom: Person) -> Client:
    """The same browser, after its reader said once why they look at somebody."""
    session = client.session
    session["purposes"] = {str(whom.pk): ["request", ""]}
    session.save()
    return client


def now(row: Any) -> Any:
    """The row as the database has it now."""
    rows = type(row).objects
    if isinstance(row, Report):
        rows = rows.select_related("unit__agency", "person", "author", "proceeding")
    return rows.get(pk=row.pk)


def work_of(case: Report) -> list[tuple[str, Any, date | None]]:
    """Open work about a report: what, whose, by when."""
    rows = WorkItem.objects.filter(case=case.case_ref(), closed_at=None).order_by("kind")
    return [(row.kind.partition(".")[2], row.owner_id, row.due) for row in rows]


def codes(refused: Any) -> list[str]:
    """Codes of the reasons of a refusal."""
    return [reason.code for reason in refused.value.reasons]


def url(name: str, *args: Any) -> str:
    return reverse(f"court_reports:{name}", args=[getattr(arg, "pk", arg) for arg in args])
