"""Walks of random steps over applications: whatever is tried, what must hold holds."""

from collections.abc import Callable
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

from tilts.casework.programmes import actions
from tilts.casework.programmes.choices import HELD, PartKind
from tilts.casework.programmes.licences import why_not_given
from tilts.casework.programmes.models import Accreditation, Meeting, Opinion, Seat
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

from .board import TODAY, Board

MOVES = ["submit", "accept", "ask_extension", "suspend", "lift", "revoke", "withdraw"]
CHOICES = ["license", "revise", "refuse", "abstain"]


class Walk(RuleBasedStateMachine):
    """Applications for one programme, tried in every order."""

    board: Board

    def __init__(self) -> None:
        super().__init__()
        self.scope, self.block = seen_by(SERVICE), transaction.atomic()
        self.scope.__enter__()
        self.block.__enter__()
        self.day = TODAY

    @initialize()
    def begin(self) -> None:
        self.board = Board(build_house())
        self.board.use_form()
        self.case = self.board.whole()

    def trying(self, step: Callable[[], Any]) -> None:
        """A step that may be refused; then nothing of it is written."""
        before, rows = self.case.state, history(self.case).count()
        try:
            step()
        except Refused:
            self.case = Accreditation.objects.select_related("unit__agency", "applicant").get(
                pk=self.case.pk
            )
            assert (self.case.state, history(self.case).count()) == (before, rows)

    @rule(code=st.sampled_from(MOVES), as_applicant=st.booleans())
    def move(self, code: str, as_applicant: bool) -> None:
        by = self.board.applicant if as_applicant else self.board.secretary
        reason = "It must be." if code in ("suspend", "lift", "revoke") else ""
        self.trying(lambda: actions.advance(by=by, case=self.case, code=code, reason=reason))

    @rule()
    def return_it(self) -> None:
        self.trying(
            lambda: actions.return_application(
                by=self.board.secretary, case=self.case, lacking="More."
            )
        )

    @rule()
    def invite_and_answer(self) -> None:
        self.trying(self._opinion)

    def _opinion(self) -> None:
        board, case = self.board, self.case
        opinion = actions.invite_expert(by=board.secretary, case=case, expert=board.expert_staff)
        board.answer_all(opinion)
        actions.give_opinion(by=board.expert, opinion=opinion, summary="Sound.")

    @rule()
    def call(self) -> None:
        self.trying(lambda: self.board.call(self.case))

    @rule(choices=st.lists(st.sampled_from(CHOICES), min_size=3, max_size=3))
    def vote_and_decide(self, choices: list[str]) -> None:
        meeting = self.case.meetings.filter(decision="").first()
        if meeting is None:
            return
        meeting.accreditation = self.case
        for member, choice in zip(self.board.members, choices, strict=True):
            seat = Seat.objects.get(meeting=meeting, member=member)
            by = actor_for(member, TODAY)
            actions.vote(by=by, seat=seat, choice=choice, because="So I see it.")
        self.trying(
            lambda: actions.decide(
                by=self.board.secretary, meeting=meeting, because="Most.", minutes=""
            )
        )

    @rule(years=st.integers(1, 4))
    def time_passes(self, years: int) -> None:
        self.day += timedelta(days=365 * years)
        actions.expire_licences(by=SERVICE, day=self.day)
        self.case.refresh_from_db()

    @invariant()
    def what_is_held_has_its_days(self) -> None:
        if hasattr(self, "case") and self.case.state in HELD:
            assert self.case.licensed_on is not None
            assert self.case.valid_to is not None
            assert self.case.valid_to >= self.day

    @invariant()
    def a_licence_follows_from_a_vote(self) -> None:
        if hasattr(self, "case") and self.case.licensed_on is not None:
            won = Meeting.objects.filter(accreditation=self.case, decision="license")
            assert won.exists()
            assert Opinion.objects.filter(accreditation=self.case, given_on=None).count() == 0

    @invariant()
    def the_guard_tells_the_same_as_the_case(self) -> None:
        if hasattr(self, "case"):
            self.case.refresh_from_db()
            held = self.case.holds_on(TODAY)
            assert (why_not_given("LV", "equip", TODAY) == []) == held

    @invariant()
    def what_is_over_leaves_no_work(self) -> None:
        if hasattr(self, "case") and self.case.is_over:
            left = WorkItem.objects.filter(case=self.case.case_ref(), closed_at=None)
            assert left.count() == 0

    @invariant()
    def it_stands_where_its_last_status_says(self) -> None:
        if hasattr(self, "case"):
            assert state_faults([Accreditation]) == []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        self.scope.__exit__(None, None, None)


@pytest.mark.django_db
def test_walks():
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=6,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_every_part_has_a_name():
    assert [str(kind.label) for kind in PartKind] == [
        "text of the programme",
        "self-evaluation",
        "description",
        "research that it rests on",
        "materials that it needs",
    ]
