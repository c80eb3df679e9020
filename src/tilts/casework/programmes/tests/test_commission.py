"""Experts and members: who may be called, how they answer and vote, and what it comes to."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.programmes import actions
from tilts.casework.programmes.choices import Question, Vote
from tilts.casework.programmes.models import Meeting, Opinion, Seat
from tilts.casework.programmes.paper import total_of
from tilts.casework.programmes.quorum import choices_at, outcome, too_few
from tilts.platform.access.reasons import Refused
from tilts.platform.forms.actions import answer
from tilts.platform.forms.answering import Answer
from tilts.platform.organisation.actions import give_role
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.models import WorkItem

from .board import TODAY, Board


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def call(board: Board, opinion_case: object, members: list[Staff]) -> list[str]:
    """Why these members cannot be called; empty when they were."""
    try:
        actions.call_commission(
            by=board.secretary,
            case=opinion_case,  # type: ignore[arg-type] # the tests hand a case on
            held_on=TODAY,
            members=members,
        )
    except Refused as refused:
        return [reason.code for reason in refused.reasons]
    return []


def test_an_expert_answers_ten_criteria_with_evidence(board: Board):
    opinion = board.asked()
    with pytest.raises(Refused) as refused:
        actions.give_opinion(by=board.expert, opinion=opinion, summary="Good.")
    (reason,) = refused.value.reasons
    numbers = ", ".join(map(str, range(1, 21)))
    assert str(reason.text) == f"Questions {numbers} are not answered."
    board.answer_all(opinion, 1)
    actions.give_opinion(by=board.expert, opinion=opinion, summary="Half of it is there.")
    assert (opinion.given_on, opinion.sheet.thing) == (TODAY, f"programmes.opinion:{opinion.pk}")
    assert total_of(opinion) == "10 of 20 – Promising, to be revised"
    assert WorkItem.objects.filter(kind="programmes.opine", closed_at=None).count() == 0


def test_not_known_is_no_opinion(board: Board):
    opinion = board.asked()
    board.answer_all(opinion)
    answer(by=board.expert, sheet=opinion.sheet, item="need", given=Answer(saved=1))
    with pytest.raises(Refused) as refused:
        actions.give_opinion(by=board.expert, opinion=opinion, summary="Good.")
    assert [str(one.text) for one in refused.value.reasons] == ["Question 1 is not answered."]


def test_nobody_else_gives_the_opinion_and_nobody_twice(board: Board):
    opinion = board.asked()
    board.answer_all(opinion)
    with pytest.raises(Refused) as refused:
        actions.give_opinion(by=board.secretary, opinion=opinion, summary="Good.")
    assert codes(refused) == ["not-the-expert"]
    actions.give_opinion(by=board.expert, opinion=opinion, summary="Good.")
    with pytest.raises(Refused) as refused:
        actions.give_opinion(by=board.expert, opinion=opinion, summary="Better.")
    assert codes(refused) == ["opinion-given"]


def test_the_form_must_be_in_use(board: Board):
    case = board.with_experts()
    with pytest.raises(Refused) as refused:
        actions.invite_expert(by=board.secretary, case=case, expert=board.expert_staff)
    assert codes(refused) == ["not-in-use"]
    assert Opinion.objects.count() == 0


def test_a_conflict_bars_an_expert(board: Board):
    board.use_form()
    case = board.with_experts()
    colleague = board.house.member("psychologist", "riga")
    officer = board.house.member("prison_officer", "olaine")
    wanted = {
        board.applicant_staff: ["applicant"],
        colleague: ["own-unit"],
        officer: ["not-callable"],
    }
    for staff, why in wanted.items():
        with pytest.raises(Refused) as refused:
            actions.invite_expert(by=board.secretary, case=case, expert=staff)
        assert codes(refused) == why
    actions.invite_expert(by=board.secretary, case=case, expert=board.expert_staff)
    with pytest.raises(Refused) as refused:
        actions.invite_expert(by=board.secretary, case=case, expert=board.expert_staff)
    assert codes(refused) == ["asked-already"]


def test_experts_are_asked_while_it_is_their_turn(board: Board):
    with pytest.raises(Refused) as refused:
        actions.invite_expert(by=board.secretary, case=board.submitted(), expert=board.expert_staff)
    assert codes(refused) == ["not-with-experts"]


def test_the_commission_waits_for_the_opinions(board: Board):
    board.use_form()
    case = board.with_experts()
    assert call(board, case, board.members) == ["no-opinion"]
    actions.invite_expert(by=board.secretary, case=case, expert=board.expert_staff)
    assert call(board, case, board.members) == ["opinion-open"]
    assert (case.state, Meeting.objects.count()) == ("expert_opinion", 0)


def test_conflicts_bar_members(board: Board):
    case = board.judged()
    near = board.house.member("psychologist", "riga")
    barred = [board.applicant_staff, near, board.expert_staff]
    assert call(board, case, [*board.members, *barred]) == ["applicant", "own-unit", "expert"]
    assert call(board, case, board.members[:2]) == ["no-quorum"]
    assert call(board, case, board.members) == []
    assert call(board, case, board.members) == ["no-question"]


def test_who_moves_into_the_unit_before_the_vote_does_not_vote(board: Board):
    meeting, member = board.called(), board.members[0]
    unit = board.house.units["riga"]
    give_role(by=SERVICE, staff=member, role="psychologist", unit=unit, since=TODAY)
    seat = Seat.objects.get(meeting=meeting, member=member)
    with pytest.raises(Refused) as refused:
        actions.vote(by=actor_for(member, TODAY), seat=seat, choice="license", because="Good.")
    assert codes(refused) == ["own-unit"]


def test_a_declared_conflict_takes_the_vote_away(board: Board):
    meeting, member = board.called(), board.members[0]
    by, seat = actor_for(member, TODAY), Seat.objects.get(meeting=meeting, member=member)
    actions.vote(by=by, seat=seat, choice="license", because="Good.")
    actions.declare_conflict(by=by, seat=seat, what="The author is my brother.")
    assert (seat.vote, seat.because, seat.conflict) == ("", "", "The author is my brother.")
    with pytest.raises(Refused) as refused:
        actions.vote(by=by, seat=seat, choice="license", because="Good.")
    assert codes(refused) == ["conflict"]
    board.members.pop(0)
    with pytest.raises(Refused) as refused:
        board.decide(meeting, "license", "license")
    assert codes(refused) == ["no-quorum"]


def test_a_decision_waits_for_every_vote_and_for_most(board: Board):
    meeting = board.called()
    with pytest.raises(Refused) as refused:
        board.decide(meeting)
    assert codes(refused) == ["vote-open", "vote-open", "vote-open", "no-quorum"]
    with pytest.raises(Refused) as refused:
        board.decide(meeting, "license", "refuse", "abstain")
    assert codes(refused) == ["tie"]
    assert board.decide(meeting, "license", "license", "abstain").state == "licensed"


def test_votes_stand_once_it_is_decided(board: Board):
    meeting = board.called()
    board.decide(meeting, "license", "license", "license")
    with pytest.raises(Refused) as refused:
        board.vote(meeting, "refuse")
    assert codes(refused) == ["decided"]
    with pytest.raises(Refused) as refused:
        board.decide(meeting)
    assert codes(refused) == ["decided"]


def test_nobody_votes_for_another(board: Board):
    seat = Seat.objects.filter(meeting=board.called())[0]
    for act in (
        lambda: actions.vote(by=board.secretary, seat=seat, choice="license", because="x"),
        lambda: actions.declare_conflict(by=board.secretary, seat=seat, what="x"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["not-your-seat"]


@given(st.lists(st.sampled_from(Vote), max_size=9))
def test_what_is_ahead_is_ahead_of_every_other(votes: list[Vote]):
    decided = outcome(Seat(vote=vote) for vote in votes)
    counts = {vote: votes.count(vote) for vote in Vote if vote != Vote.ABSTAIN}
    ahead = [
        one
        for one in counts
        if all(counts[one] > counts[other] for other in counts if other != one)
    ]
    assert decided == (ahead[0] if ahead else None)


def test_who_abstains_chooses_nothing():
    every = [Vote(vote) for vote in Vote]
    for votes in product(every, repeat=2):
        with_one = outcome([*(Seat(vote=vote) for vote in votes), Seat(vote=Vote.ABSTAIN)])
        assert with_one == outcome(Seat(vote=vote) for vote in votes)


@given(st.integers(0, 9), st.integers(1, 9))
def test_the_quorum_is_reached_or_it_is_said(members: int, wanted: int):
    assert [one.code for one in too_few(members, wanted)] == (
        [] if members >= wanted else ["no-quorum"]
    )


def test_an_extension_is_granted_or_not():
    both = [Meeting(question=question) for question in (Question.LICENCE, Question.EXTENSION)]
    assert [[code for code, _ in choices_at(one)] for one in both] == [
        ["license", "revise", "refuse", "abstain"],
        ["license", "refuse", "abstain"],
    ]
