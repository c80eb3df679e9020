"""The machine as a table: where each move leads, who makes it, what work it opens."""

import pytest

from tilts.casework.community_service.actions.moving import OWN as BY_OWN_STEP
from tilts.casework.community_service.capabilities import RUN
from tilts.casework.community_service.cases import ServiceMachine
from tilts.casework.community_service.presenting import RARE, TONES
from tilts.casework.community_service.verbs import OWN
from tilts.platform.workflow.common import COMMON
from tilts.platform.workflow.machines import closed_states, initial, moves_from, targets, work_at

OPEN = ("received", "registered", "placed", "working", "postponed", "evaded")
ROOM = {code: move for code, move in ServiceMachine.moves.items() if code not in COMMON}
BEGUN = ("registered", "placed", "working")
WAYS = {
    "register": {"received": ["registered"]},
    "place": {"registered": ["placed"]},
    "start": {"placed": ["working"]},
    "leave_place": {state: ["registered"] for state in ("placed", "working")},
    "lose_place": {state: ["registered"] for state in ("placed", "working")},
    "complete": {state: ["completed"] for state in BEGUN},
    "postpone": {state: ["postponed"] for state in BEGUN},
    "take_up": {"postponed": list(BEGUN)},
    "send_motion": {state: ["evaded"] for state in BEGUN},
    "go_on": {"evaded": list(BEGUN)},
    "replace": {state: ["replaced"] for state in OPEN if state != "received"},
    "cancel": {state: ["cancelled"] for state in OPEN},
    "follow_served": {state: ["completed"] for state in OPEN},
    "follow_end": {state: ["ended"] for state in OPEN},
}
WORK = {
    "received": "register",
    "registered": "place",
    "placed": "begin",
    "working": "finish",
    "postponed": "take_up",
    "evaded": "decision",
}


def test_every_move_of_the_room_is_in_the_table():
    assert ROOM.keys() == WAYS.keys()


@pytest.mark.parametrize("code", WAYS)
def test_where_a_move_leads(code):
    found = {
        state: to
        for state in ServiceMachine.states_map
        if (to := targets(ServiceMachine, code, state))
    }
    assert found == WAYS[code]


def test_it_begins_with_the_judgment_and_ends_in_four_ways_of_its_own():
    assert initial(ServiceMachine) == "received"
    assert set(closed_states(ServiceMachine)) == {
        "completed",
        "replaced",
        "cancelled",
        "ended",
        "ended_by_death",
        "entered_in_error",
        "wrong_person",
    }


def test_hours_begin_and_complete_it_and_what_is_recorded_elsewhere_ends_it():
    by_itself = {code for code, move in ROOM.items() if move.is_system}
    assert by_itself == {"start", "complete", "lose_place", "follow_served", "follow_end"}
    assert {move.needs for code, move in ROOM.items() if code not in by_itself} == {RUN}


def test_every_stage_that_goes_on_has_one_kind_of_work_and_a_way_out():
    found = {state: work_at(ServiceMachine, state) for state in ServiceMachine.states_map}
    told = {state: [kind.code for kind in kinds] for state, kinds in found.items() if kinds}
    assert told == {state: [f"community_service.{code}"] for state, code in WORK.items()}
    assert {kind.page for kinds in found.values() for kind in kinds} == {"community_service:case"}
    assert all(moves_from(ServiceMachine, state) for state in OPEN)


def test_a_move_that_asks_more_has_its_own_page_and_action():
    asking = {code for code, move in ROOM.items() if move.form}
    assert asking == OWN == set(BY_OWN_STEP)


def test_what_is_shown_is_known_to_the_machine():
    assert TONES.keys() <= ServiceMachine.states_map.keys()
    assert set(RARE) <= ServiceMachine.moves.keys()
