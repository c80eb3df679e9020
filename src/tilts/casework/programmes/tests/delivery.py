"""What the tests of delivery share: a licensed programme, who refers, who leads, and whom."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.people.models import Person
from tilts.casework.people.tests.desk import browser
from tilts.casework.people.tests.people import person
from tilts.casework.plans.models import Goal, Plan, Step
from tilts.casework.proceedings.actions import place
from tilts.casework.programmes.actions import Judgement, Referral, give_place, judge, refer
from tilts.casework.programmes.actions.grouping import Group, open_group
from tilts.casework.programmes.licences import last_day
from tilts.casework.programmes.models import Accreditation, Participation
from tilts.platform.gatherings.actions import Mark, mark
from tilts.platform.gatherings.models import Enrolment, Leading, Outcome, Series, Session
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.organisation.actions import qualify
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import LONG_AGO, House
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import Past, enter_all
from tilts.platform.workflow.actions import Step as Moved

TODAY = timezone.localdate()
PROGRAMME = "motivation"  # twelve sessions of ninety minutes, in the community
LICENSED = TODAY - timedelta(days=100)
WAY = (("submit", "submitted"), ("accept", "expert_opinion"), ("call_commission", "commission"))
FITS = {"group": True, "willing": True, "acute_illness": False, "withdrawal": False}
SUITS = Judgement(suits=True, found=FITS, because="The record is not complete yet.")


@dataclass
class Delivery:
    """Probation in Jelgava: an officer refers, two certified facilitators lead, a head oversees."""

    house: House
    made: int = field(default=0)

    @cached_property
    def staff(self) -> Staff:
        return self.house.member("probation_officer", "jelgava")

    @property
    def officer(self) -> Actor:
        return actor_for(self.staff, TODAY)

    @cached_property
    def leaders(self) -> list[Staff]:
        """Two facilitators with the certificate."""
        found = [self.house.member("facilitator", "jelgava") for _ in range(2)]
        for one in found:
            qualify(by=SERVICE, staff=one, code="programme_facilitator", since=LONG_AGO)
        return found

    @property
    def leader(self) -> Actor:
        """The first of them."""
        return actor_for(self.leaders[0], TODAY)

    def licensed(self, programme: str = PROGRAMME, since: date = LICENSED) -> Accreditation:
        """A licence from a day on, as the record would have it."""
        unit = self.house.units["zemgale"]
        applicant = self.house.hire("vpd")
        case = Accreditation(
            unit=unit,
            programme=programme,
            applicant=applicant,
            licensed_on=since,
            valid_to=last_day("LV", since),
        )
        at = timezone.now() - timedelta(days=200)
        steps = [Moved(code, state, at) for code, state in (*WAY, ("license", "licensed"))]
        enter_all(cases=[case], pasts=[Past(at, tuple(steps))], by=SERVICE)
        return case

    def somebody(self, family: str = "", **values: Any) -> Person:
        """Somebody for whom the officer is responsible."""
        self.made += 1
        given: dict[str, Any] = {"country": "LV", "languages": ["lv"], **values}
        whom = person(family or f"Ozols{self.made}", at=self.house.units["jelgava"], **given)
        allocate(
            by=SERVICE, person=whom.pk, to=self.staff, how=Handover(on=TODAY, reason="arrived")
        )
        return whom

    def goal(self, whom: Person) -> Goal:
        """A goal of a plan in force, with one step."""
        plan = Plan(person=whom, unit=self.house.units["jelgava"])
        steps = (
            ("propose", "with_person"),
            ("record_answer", "answered"),
            ("countersign", "active"),
        )
        past = Past(timezone.now(), tuple(Moved(*one, timezone.now()) for one in steps))
        enter_all(cases=[plan], pasts=[past], by=SERVICE)
        goal = Goal(person=whom, plan=plan, need="attitudes", text="To keep my word.")
        with act("test.plan", by=SERVICE):
            goal.save()
            Step(person=whom, goal=goal, what="Take part in the programme", who="staff").save()
        return goal

    def referred(
        self, whom: Person | None = None, programme: str = PROGRAMME, *, with_step: bool = True
    ) -> Participation:
        """Somebody who was referred from a goal, and its step."""
        whom = whom or self.somebody()
        goal = Goal.objects.filter(person=whom).first() or self.goal(whom)
        step = goal.steps.get().pk if with_step else None
        what = Referral(programme=programme, goal=goal.pk, step=step, why="To begin at all.")
        unit = self.house.units["jelgava"]
        return refer(by=self.officer, person=whom, unit=unit, what=what)

    def waiting(self, whom: Person | None = None, programme: str = PROGRAMME) -> Participation:
        """Somebody who waits for a place."""
        return judge(by=self.officer, case=self.referred(whom, programme), what=SUITS)

    def group(self, programme: str = PROGRAMME, since: date | None = None, **more: Any) -> Series:
        """A group that meets from next week on, each week, online."""
        self.made += 1
        day = since or TODAY + timedelta(days=7)
        values: dict[str, Any] = {
            "name": f"Group {self.made}",
            "leaders": [one.pk for one in self.leaders],
            "since": day,
            "weekly": Weekly(self.made % 5, time(10 + self.made % 8)),
            **more,
        }
        unit = self.house.units["jelgava"]
        return open_group(by=self.officer, unit=unit, programme=programme, what=Group(**values))

    def placed(self, series: Series, case: Participation | None = None) -> Participation:
        """Somebody with a place in a group from today on."""
        case = case or self.waiting()
        give_place(by=self.officer, case=case, series=series, since=TODAY)
        return now(case)

    def past(self, series: Series, number: int, **more: Any) -> Session:
        """A session of the programme that began today, as the record would have it."""
        outlined = series.template.contents.sessions[number - 1]
        starts_at = timezone.make_aware(datetime.combine(TODAY, time(0))) + timedelta(
            seconds=number
        )
        session = Session(
            series=series,
            number=number,
            code=outlined.code,
            form="group",
            online=True,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=outlined.minutes),
            **more,
        )
        with act("test.past", by=SERVICE):
            session.save(force_insert=True)
            for leader in series.leaders.all():
                Leading(session=session, party_id=leader.party_id).save(force_insert=True)
        return session

    def mark(
        self, session: Session, *cases: Participation, outcome: str = "complied", **more: Any
    ) -> None:
        """Say what became of the coming of each of these."""
        excuse = {"excused": "medical"}.get(outcome, "")
        rows = Enrolment.plain.filter(journey__in=[one.journey for one in cases], ended_how="")
        marks = [
            Mark(enrolment=row.pk, outcome=Outcome(outcome), excuse=excuse, **more) for row in rows
        ]
        mark(by=self.leader, session=session, marks=marks)

    def attended(self, series: Series, case: Participation, numbers: Any) -> Participation:
        """Somebody who attended these sessions."""
        for number in numbers:
            session = series.sessions.filter(number=number, starts_at__lt=timezone.now()).first()
            self.mark(session or self.past(series, number), case)
        return now(case)

    def in_prison(self, whom: Person) -> None:
        """They are in prison since yesterday."""
        day = TODAY - timedelta(days=1)
        place(by=SERVICE, person_id=whom.pk, unit=self.house.units["riga"], since=day)

    @cached_property
    def browser(self) -> Client:
        return browser(self.staff)


def now(row: Any) -> Any:
    """The row as the database has it now."""
    return type(row).objects.select_related("unit__agency", "person").get(pk=row.pk)


def url(name: str, *args: Any) -> str:
    return reverse(f"programmes:{name}", args=[getattr(arg, "pk", arg) for arg in args])


def codes(refused: Any) -> list[str]:
    """Codes of the reasons of a refusal."""
    return [reason.code for reason in refused.value.reasons]
