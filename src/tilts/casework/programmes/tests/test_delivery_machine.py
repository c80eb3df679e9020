"""The machine of a programme of a person: every stage, where it leads, and by whom."""

import pytest

from tilts.casework.programmes.capabilities import DELIVER, REFER
from tilts.casework.programmes.choices import PLACED_IN, TAKEN_IN, WAITS_IN
from tilts.casework.programmes.delivery.cases import ParticipationMachine
from tilts.platform.workflow.common import COMMON
from tilts.platform.workflow.machines import closed_states, initial, moves_from, targets

MOVES = ParticipationMachine.moves
WAYS = {
    "referred": {
        "judge": ["waiting"],
        "decline": ["unsuitable"],
        "take_out": ["withdrawn"],
    },
    "waiting": {
        "place": ["scheduled"],
        "defer": ["deferred"],
        "take_out": ["withdrawn"],
    },
    "deferred": {
        "take_up": ["waiting"],
        "take_out": ["withdrawn"],
    },
    "scheduled": {
        "start": ["on_programme"],
        "complete": ["completed"],
        "lose_place": ["waiting"],
        "left": ["withdrawn"],
        "sent_off": ["excluded"],
        "defer": ["deferred"],
        "take_out": ["withdrawn"],
        "exclude": ["excluded"],
    },
    "on_programme": {
        "complete": ["completed"],
        "lose_place": ["waiting"],
        "left": ["withdrawn"],
        "sent_off": ["excluded"],
        "finish": ["completed"],
        "defer": ["deferred"],
        "take_out": ["withdrawn"],
        "exclude": ["excluded"],
    },
    "completed": {},
    "unsuitable": {},
    "withdrawn": {},
    "excluded": {},
}
NEEDS = {
    "judge": REFER,
    "decline": REFER,
    "finish": DELIVER,
    "defer": DELIVER,
    "take_up": DELIVER,
    "take_out": DELIVER,
    "exclude": DELIVER,
}
BY_ITSELF = {
    "place",
    "start",
    "complete",
    "lose_place",
    "left",
    "sent_off",
}
REASONED = {
    "decline",
    "finish",
    "take_out",
    "exclude",
}
FORMS = {
    "judge": "programmes:judge",
    "decline": "programmes:judge",
    "defer": "programmes:defer",
}


@pytest.mark.parametrize("state", WAYS)
def test_each_stage_leads_where_the_field_says(state):
    found = {
        code: targets(ParticipationMachine, code, state)
        for code in moves_from(ParticipationMachine, state)
        if code not in COMMON
    }
    assert found == WAYS[state]


def test_there_are_no_other_stages():
    common = {
        "suspended",
        "ended_by_death",
        "entered_in_error",
        "wrong_person",
    }
    assert set(ParticipationMachine.states_map) == {*WAYS, *common}


def test_it_begins_with_the_referral():
    assert initial(ParticipationMachine) == "referred"


def test_what_is_over():
    assert sorted(closed_states(ParticipationMachine)) == [
        "completed",
        "ended_by_death",
        "entered_in_error",
        "excluded",
        "unsuitable",
        "withdrawn",
        "wrong_person",
    ]


def test_who_may_make_each_move():
    own = {code: move for code, move in MOVES.items() if code not in COMMON}
    assert {code: move.needs for code, move in own.items() if move.needs} == NEEDS
    assert {code for code, move in own.items() if move.is_system} == BY_ITSELF


def test_what_ends_a_way_says_why():
    own = {code: move for code, move in MOVES.items() if code not in COMMON}
    assert {code for code, move in own.items() if move.needs_reason} == REASONED


def test_which_steps_have_a_page_of_their_own():
    assert {code: move.form for code, move in MOVES.items() if move.form} == FORMS


def test_one_step_at_most_is_suggested_in_each_stage():
    likely = {
        state: [code for code in ways if MOVES[code].likely]
        for state, ways in WAYS.items()
        if any(MOVES[code].likely for code in ways)
    }
    assert likely == {
        "referred": ["judge"],
        "deferred": ["take_up"],
    }


def test_work_opens_and_closes_with_the_moves():
    assert [kind.code for kind in ParticipationMachine.opens] == ["programmes.judge"]
    closing = {
        code: [kind.code for kind in move.closes] for code, move in MOVES.items() if move.closes
    }
    assert closing == {
        "judge": ["programmes.judge"],
        "decline": ["programmes.judge"],
        "take_up": ["programmes.take_up"],
    }


def test_what_a_reopening_asks_for():
    assert [str(guard.asks) for guard in MOVES["reopen"].guards] == [
        "no other referral to this programme is open",
        "the person is on no other programme",
    ]


def test_the_lists_of_stages_name_stages():
    known = set(ParticipationMachine.states_map)
    assert {*WAITS_IN, *PLACED_IN, *TAKEN_IN} <= known
    assert set(PLACED_IN) < set(TAKEN_IN)
    assert set(TAKEN_IN) - set(PLACED_IN) == {"suspended"}
