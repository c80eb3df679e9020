"""What the tests of visits share: who visits whom, and visits at each stage."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, make_responsible
from tilts.casework.people.models import Person
from tilts.casework.people.tests.desk import browser
from tilts.casework.people.tests.people import person
from tilts.casework.visits.actions import check_visit, plan_visit, raise_alarms, start_visit
from tilts.casework.visits.choices import Decision
from tilts.casework.visits.content import Checked, Planned
from tilts.casework.visits.models import CheckIn, HomeVisit
from tilts.platform.notices.models import Notice
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE, Actor

TODAY = timezone.localdate()
SAFE = {"violence": "no", "weapons": "no", "dogs": "no", "addiction": "no", "asked_for": "no",
        "address": "yes", "signal": "yes", "last_visit": "yes"}  # fmt: skip
ALONE = Checked(answers=SAFE, decision=Decision.ALONE)


def planned() -> Planned:
    at = timezone.now() + timedelta(hours=1)
    return Planned(at=at, minutes=60, address="Upes iela 3, Jelgava", aim="Does he live there?")


@dataclass
class Desk:
    """Probation in Jelgava: Ilze visits Anna, a colleague may come along, the head answers."""

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
    def officer(self) -> Actor:
        return actor_for(self.staff, TODAY)

    @property
    def head(self) -> Actor:
        return actor_for(self.head_staff, TODAY)

    @cached_property
    def anna(self) -> Person:
        whom = person("Ozola", at=self.house.units["jelgava"], country="LV", languages=["ru"])
        how = Handover(on=TODAY, reason="arrived")
        make_responsible(by=SERVICE, person=whom.pk, to=self.staff, how=how)
        return whom

    def planned(self) -> HomeVisit:
        return plan_visit(by=self.officer, person=self.anna, what=planned())

    def checked(self) -> HomeVisit:
        return check_visit(by=self.officer, visit=self.planned(), what=ALONE)

    def with_colleague(self) -> HomeVisit:
        with_whom = self.colleague_staff.pk
        what = Checked(answers=SAFE, decision=Decision.COLLEAGUE, colleague=with_whom)
        return check_visit(by=self.officer, visit=self.planned(), what=what)

    def under_way(self, visit: HomeVisit | None = None) -> HomeVisit:
        return start_visit(by=self.officer, visit=visit or self.checked()).visit

    def alarmed(self, visit: HomeVisit | None = None) -> HomeVisit:
        """A visit whose time passed a minute ago."""
        out = self.under_way(visit)
        row = CheckIn.objects.get(visit=out)
        raise_alarms(by=SERVICE, now=row.ends_at + timedelta(minutes=1))
        out.refresh_from_db()
        return out

    @cached_property
    def browser(self) -> Client:
        return browser(self.staff)

    @cached_property
    def heads_browser(self) -> Client:
        client = browser(self.head_staff)
        session = client.session
        session["purposes"] = {str(self.anna.pk): ["cover", "answers an alarm"]}
        session.save()
        return client


def check_in(visit: HomeVisit) -> CheckIn:
    row: CheckIn = CheckIn.objects.get(visit=visit)
    return row


def told(visit: HomeVisit) -> list[tuple[str, str]]:
    """Who was told and what: e-mail address and code, sorted."""
    rows = Notice.objects.filter(person=visit.person_id).select_related("to")
    return sorted((row.to.email, row.code) for row in rows)


def codes(refused: Any) -> list[str]:
    """Codes of the reasons of a refusal."""
    return [reason.code for reason in refused.value.reasons]


def url(name: str, *args: Any) -> str:
    return reverse(f"visits:{name}", args=[getattr(arg, "pk", arg) for arg in args])
