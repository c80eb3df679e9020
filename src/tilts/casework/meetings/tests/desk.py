"""What the tests of meetings share: who calls them about whom, and meetings at each stage."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.meetings import actions
from tilts.casework.meetings.content import Guest, Plan, Record, Resolution
from tilts.casework.meetings.models import Decision, Invitee, Meeting
from tilts.casework.people.models import Person
from tilts.casework.people.tests.desk import browser
from tilts.casework.people.tests.people import person
from tilts.platform.access.reasons import Refused
from tilts.platform.notices.models import Notice
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.models import WorkItem

TODAY = timezone.localdate()
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
POLICE = {"sector": "police", "organisation": "State Police", "name": "J. Vanags"}
AGREED = "They agreed."


def police(**told: Any) -> Guest:
    """Somebody of the police."""
    return Guest(**{**POLICE, **told})


def plan(**told: Any) -> Plan:
    """A meeting in a week, unless it is told otherwise."""
    usual = {"about": "Housing", "basis": "Regulation", "shareable": "The plan", "place": "Room 3"}
    return Plan(**{**usual, "starts_at": timezone.now() + WEEK, **told})


@dataclass
class Desk:
    """What an officer does about meetings."""

    house: House = field(default_factory=build_house)

    @cached_property
    def officer(self) -> Staff:
        return self.house.member("prison_officer")

    @cached_property
    def colleague(self) -> Staff:
        return self.house.member("prison_officer")

    @property
    def by(self) -> Actor:
        return actor_for(self.officer, TODAY)

    @property
    def other(self) -> Actor:
        return actor_for(self.colleague, TODAY)

    @cached_property
    def anna(self) -> Person:
        whom = person("Ozola", "Anna", at=self.house.units["riga"], country="LV")
        how = Handover(on=TODAY, reason="arrived")
        allocate(by=SERVICE, person=whom.pk, to=self.officer, how=how)
        return whom

    @cached_property
    def browser(self) -> Client:
        return browser(self.officer)

    def planned(self, **told: Any) -> Meeting:
        return actions.plan_meeting(by=self.by, person=self.anna, what=plan(**told))

    def add(self, meeting: Meeting, who: Guest) -> Invitee:
        return actions.add_invitee(by=self.by, meeting=meeting, who=who)

    def move(self, meeting: Meeting, code: str, reason: str = "") -> Meeting:
        """A move by the officer, who has read what is approved."""
        seen = meeting.minutes_version
        return actions.advance(by=self.by, meeting=meeting, code=code, reason=reason, seen=seen)

    def invited(self) -> Meeting:
        """One to which a colleague and the police are invited."""
        meeting = self.planned()
        self.add(meeting, Guest(sector="own", staff=self.colleague))
        self.add(meeting, police(duty="what they saw", may_know="the plan"))
        return self.move(meeting, "invite")

    def begun(self) -> Meeting:
        """One whose hour has come."""
        return at_hour(self.invited(), -2 * HOUR)

    def held(self) -> Meeting:
        """One to which the police came."""
        meeting = self.begun()
        came = {meeting.invitees.get(staff=None).pk}
        record = Record(minutes=AGREED, attended=came)
        return actions.hold_meeting(by=self.by, meeting=meeting, what=record)

    def approved(self) -> Meeting:
        return self.move(self.held(), "approve")

    def write(self, meeting: Meeting, minutes: str = AGREED, **told: Any) -> Meeting:
        record = Record(**{"minutes": minutes, "seen": meeting.minutes_version, **told})
        return actions.write_minutes(by=self.by, meeting=meeting, what=record)

    def resolution(self, **told: Any) -> Resolution:
        usual = {"what": "Find a room", "responsible": self.colleague}
        return Resolution(**{**usual, "due": TODAY + WEEK, **told})

    def decide(self, meeting: Meeting, **told: Any) -> Decision:
        return actions.decide(by=self.by, meeting=meeting, what=self.resolution(**told))


def at_hour(meeting: Meeting, away: timedelta) -> Meeting:
    """The same, as if it had been called for another time."""
    meeting.starts_at = timezone.now() + away
    meeting.ends_at = meeting.starts_at + HOUR
    with act("test.time_goes_by", by=SERVICE):
        meeting.save()
    return meeting


def refused(call: Callable[[], Any]) -> list[str]:
    """Codes of the reasons; fails when it was not refused."""
    with pytest.raises(Refused) as told, transaction.atomic():
        call()
    return [reason.code for reason in told.value.reasons]


def work() -> list[tuple[str, Any, Any, bool]]:
    """All work: what, whose, by when, and whether it is open."""
    rows = WorkItem.objects.order_by("opened_at", "pk")
    return [(row.title, row.owner, row.due, row.closed_at is None) for row in rows]


def open_work() -> list[tuple[str, Any]]:
    """The work that is still to be done, and its day."""
    return [(title, due) for title, _owner, due, is_open in work() if is_open]


def told() -> list[tuple[str, Any, Any, bool]]:
    """Notices: of which kind, to whom, of when, and whether it is called off."""
    rows = Notice.objects.order_by("sent_at", "pk")
    return [(row.code, row.to, row.starts_at, row.called_off) for row in rows]


def url(name: str, row: Any, *more: str) -> str:
    return reverse(f"meetings:{name}", args=[row.pk, *more])


def html(answer: Any) -> str:
    """What the reader sees."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
