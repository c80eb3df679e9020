"""Who may do what: each action refuses whoever has no role for it, and then nothing is written."""

from collections.abc import Callable
from typing import Any

import pytest

from tilts.casework.programmes import actions
from tilts.casework.programmes.models import Accreditation, Meeting, Opinion, Part, Seat
from tilts.platform.access.reasons import Refused
from tilts.platform.access.roles import roles
from tilts.platform.parties.actors import Actor
from tilts.platform.record.models import Act

from .board import PDF, TODAY, Board

Try = Callable[[Board, Actor], Any]
APPLICANTS = {"facilitator", "head_of_unit", "training_officer"}
LEADS = {"quality_manager"}
CALLED = {
    "psychologist",
    "head_of_unit",
    "training_officer",
    "staff_supervisor",
    "quality_manager",
    "analyst",
}


def test_the_table_of_roles():
    def held(capability: str) -> set[str]:
        return {role.code for role in roles().values() if capability in role.may}

    assert held("programmes.apply") == APPLICANTS
    assert held("programmes.accredit") == LEADS
    assert held("programmes.called") == CALLED
    assert held("programmes.see") == set(roles())


def apply(board: Board, by: Actor) -> None:
    actions.apply(by=by, unit=board.house.units["riga"], programme="equip")


def hand_in(board: Board, by: Actor) -> None:
    actions.hand_in(by=by, case=board.draft(), kind="text", title="a.pdf", content=PDF)


def submit(board: Board, by: Actor) -> None:
    actions.advance(by=by, case=board.whole(), code="submit")


def accept(board: Board, by: Actor) -> None:
    actions.advance(by=by, case=board.submitted(), code="accept")


def return_it(board: Board, by: Actor) -> None:
    actions.return_application(by=by, case=board.submitted(), lacking="x")


def invite(board: Board, by: Actor) -> None:
    board.use_form()
    actions.invite_expert(by=by, case=board.with_experts(), expert=board.expert_staff)


def give(board: Board, by: Actor) -> None:
    opinion = board.asked()
    board.answer_all(opinion)
    actions.give_opinion(by=by, opinion=opinion, summary="x")


def call(board: Board, by: Actor) -> None:
    actions.call_commission(by=by, case=board.judged(), held_on=TODAY, members=board.members)


def vote(board: Board, by: Actor) -> None:
    seat = Seat.objects.filter(meeting=board.called())[0]
    actions.vote(by=by, seat=seat, choice="license", because="x")


def declare(board: Board, by: Actor) -> None:
    seat = Seat.objects.filter(meeting=board.called())[0]
    actions.declare_conflict(by=by, seat=seat, what="x")


def decide(board: Board, by: Actor) -> None:
    meeting = board.called()
    board.vote(meeting, "license", "license", "license")
    actions.decide(by=by, meeting=meeting, because="x", minutes="")


def minutes(board: Board, by: Actor) -> None:
    meeting = board.called()
    board.decide(meeting, "license", "license", "license")
    actions.make_minutes(by=by, meeting=meeting, language="en")


def suspend(board: Board, by: Actor) -> None:
    actions.advance(by=by, case=board.licensed(), code="suspend", reason="x")


def revoke(board: Board, by: Actor) -> None:
    actions.advance(by=by, case=board.licensed(), code="revoke", reason="x")


def ask_extension(board: Board, by: Actor) -> None:
    actions.advance(by=by, case=board.licensed(), code="ask_extension")


@pytest.mark.parametrize(
    "step",
    [
        apply,
        hand_in,
        submit,
        accept,
        return_it,
        invite,
        give,
        call,
        vote,
        declare,
        decide,
        minutes,
        suspend,
        revoke,
        ask_extension,
    ],
)
def test_who_has_no_role_for_it_is_refused(board: Board, step: Try):
    clerk = board.house.actor("clerk", "olaine")
    with pytest.raises(Refused) as refused:
        step(board, clerk)
    assert [one.code for one in refused.value.reasons] == ["no-role"]
    assert not Act.objects.filter(actor_id=clerk.party).exists()


def test_the_role_is_one_of_today(board: Board):
    case, actor = board.submitted(), board.secretary
    gone = Actor(party=actor.party, kind=actor.kind, name=actor.name, agency="ievp", country="LV")
    with pytest.raises(Refused) as refused:
        actions.advance(by=gone, case=case, code="accept")
    assert [one.code for one in refused.value.reasons] == ["no-role"]


@pytest.mark.parametrize(
    ("step", "model", "left"),
    [(apply, Accreditation, 0), (hand_in, Part, 0), (invite, Opinion, 0), (call, Meeting, 0)],
)
def test_what_is_refused_leaves_no_row(board: Board, step: Try, model: Any, left: int):
    with pytest.raises(Refused):
        step(board, board.house.actor("clerk", "olaine"))
    assert model.objects.count() == left
