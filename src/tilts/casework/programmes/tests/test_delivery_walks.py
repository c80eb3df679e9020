"""Random ways through programmes: whatever order things come in, the same holds at each step.

Two people, two programmes, two groups of each: nobody is on two programmes, no group is too full,
whoever has a place is enrolled once, and nobody loses a day of waiting or a session.
"""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tilts.casework.programmes.actions import (
    Judgement,
    advance_participation,
    give_place,
    judge,
    put_off,
)
from tilts.casework.programmes.choices import PLACED_IN
from tilts.casework.programmes.delivery.progress import doses, running
from tilts.casework.programmes.models import Participation
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.actions import end_enrolment, transfer
from tilts.platform.gatherings.models import Ended, Enrolment
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import person_event
from tilts.platform.workflow.state_check import state_faults

from .delivery import PROGRAMME, SUITS, TODAY, Delivery, now

OTHER = "substances"
PEOPLE, PROGRAMMES = st.integers(0, 1), st.sampled_from([PROGRAMME, OTHER])
CODES = st.sampled_from(["take_out", "exclude", "finish", "take_up", "reopen"])
ENDS = st.sampled_from([Ended.LEFT, Ended.WITHDREW, Ended.EXCLUDED, Ended.COMPLETED])
OUTCOMES = st.sampled_from(["complied", "not-brought", "unacceptable"])


class Walk(RuleBasedStateMachine):
    """Whatever anybody does, done or refused."""

    def __init__(self) -> None:
        super().__init__()
        self.scope = seen_by(SERVICE)
        self.scope.__enter__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.since: dict[Any, Any] = {}
        self.done: Counter[Any] = Counter()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        self.scope.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.delivery = Delivery(build_house())
        self.people = [self.delivery.somebody() for _ in range(2)]
        self.groups = {}
        for programme in (PROGRAMME, OTHER):
            self.delivery.licensed(programme)
            self.groups[programme] = [self.delivery.group(programme, capacity=1) for _ in range(2)]

    def latest(self, person: int, programme: str) -> Participation | None:
        rows = Participation.objects.filter(person=self.people[person], programme=programme)
        found = rows.order_by("-pk").first()
        return now(found) if found else None

    def tried(self, do: Any) -> None:
        """It is done, or refused and nothing changed."""
        with suppress(Refused), transaction.atomic():
            do()

    @rule(person=PEOPLE, programme=PROGRAMMES)
    def somebody_is_referred(self, person: int, programme: str) -> None:
        self.tried(lambda: self.delivery.referred(self.people[person], programme))

    @rule(person=PEOPLE, programme=PROGRAMMES, suits=st.booleans())
    def it_is_judged(self, person: int, programme: str, suits: bool) -> None:
        what = SUITS if suits else Judgement(suits=False, because="Not now.")
        if case := self.latest(person, programme):
            self.tried(lambda: judge(by=SERVICE, case=case, what=what))

    @rule(person=PEOPLE, programme=PROGRAMMES, group=st.integers(0, 1))
    def a_place_is_given(self, person: int, programme: str, group: int) -> None:
        series = self.groups[programme][group]
        since = TODAY
        if case := self.latest(person, programme):
            self.tried(lambda: give_place(by=SERVICE, case=case, series=series, since=since))

    @rule(person=PEOPLE, programme=PROGRAMMES, number=st.integers(1, 3), outcome=OUTCOMES)
    def a_session_is_marked(self, person: int, programme: str, number: int, outcome: str) -> None:
        case = self.latest(person, programme)
        enrolment = running(case) if case else None
        if case and enrolment and enrolment.is_on(TODAY):
            session = self.delivery.past(enrolment.series, number)
            self.tried(lambda: self.delivery.mark(session, case, outcome=outcome))

    @rule(person=PEOPLE, programme=PROGRAMMES, group=st.integers(0, 1))
    def somebody_goes_on_in_another_group(self, person: int, programme: str, group: int) -> None:
        case, to = self.latest(person, programme), self.groups[programme][group]
        if case and (enrolment := running(case)):
            on = max(TODAY, enrolment.since) + timedelta(days=1)
            self.tried(lambda: transfer(by=SERVICE, enrolment=enrolment, to=to, on=on))

    @rule(person=PEOPLE, programme=PROGRAMMES, how=ENDS)
    def an_enrolment_ends(self, person: int, programme: str, how: Ended) -> None:
        case = self.latest(person, programme)
        if case and (enrolment := running(case)):
            on = max(TODAY, enrolment.since) + timedelta(days=1)
            self.tried(lambda: end_enrolment(by=SERVICE, enrolment=enrolment, on=on, how=how))

    @rule(person=PEOPLE, programme=PROGRAMMES)
    def it_is_put_off(self, person: int, programme: str) -> None:
        until = TODAY + timedelta(days=30)
        if case := self.latest(person, programme):
            self.tried(lambda: put_off(by=SERVICE, case=case, until=until, reason="Ill."))

    @rule(person=PEOPLE, programme=PROGRAMMES, code=CODES)
    def it_moves(self, person: int, programme: str, code: str) -> None:
        if case := self.latest(person, programme):
            step: dict[str, Any] = {"by": SERVICE, "case": case, "code": code}
            self.tried(lambda: advance_participation(reason="So it is.", **step))

    @rule(person=PEOPLE, code=st.sampled_from(["person_escaped", "person_returned"]))
    def somebody_escapes_or_is_back(self, person: int, code: str) -> None:
        whom = self.people[person].pk
        self.tried(lambda: person_event(person=whom, code=code, by=SERVICE))

    @invariant()
    def nobody_is_on_two_programmes(self) -> None:
        placed = Participation.plain.filter(state__in=PLACED_IN)
        assert [n for n in Counter(placed.values_list("person", flat=True)).values() if n > 1] == []

    @invariant()
    def no_group_is_too_full(self) -> None:
        rows = Enrolment.plain.filter(ended_how="").values_list("series", flat=True)
        assert [n for n in Counter(rows).values() if n > 1] == []

    @invariant()
    def whoever_is_enrolled_is_on_the_way(self) -> None:
        journeys = set(Enrolment.plain.filter(ended_how="").values_list("journey", flat=True))
        cases = Participation.plain.filter(journey__in=journeys)
        states = dict(cases.values_list("journey", "state"))
        assert set(states) == journeys
        assert set(states.values()) <= {*PLACED_IN, "suspended"}

    @invariant()
    def nothing_that_was_done_or_waited_is_lost(self) -> None:
        cases = list(Participation.plain.select_related("unit__agency"))
        for case in cases:
            assert self.since.setdefault(case.pk, case.waiting_since) == case.waiting_since
        for pk, dose in doses(cases).items():
            assert dose.minutes >= self.done[pk]
            self.done[pk] = dose.minutes

    @invariant()
    def the_record_agrees(self) -> None:
        assert state_faults([Participation]) == []


@pytest.mark.django_db
def test_whatever_happens_the_same_holds():
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=6,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
