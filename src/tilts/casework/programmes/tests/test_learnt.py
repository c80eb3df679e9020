"""The fictional staff has learnt programmes: who leads them, and some who do not."""

from datetime import timedelta
from random import Random

import pytest

from tilts.casework.programmes.demo.learnt import BEFORE, make_learnt
from tilts.casework.programmes.tests.board import TODAY, Board
from tilts.casework.programmes.tests.given import group, licensed, session
from tilts.platform.organisation.demo import Batch
from tilts.platform.organisation.models import Qualification, Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

DAY = timedelta(days=1)
START, FIRST = TODAY - 500 * DAY, TODAY - 90 * DAY


@pytest.fixture
def staff(board: Board) -> list[Staff]:
    """Three who could lead a programme in the prison service."""
    return [board.house.member(role) for role in ("facilitator", "psychologist", "social_worker")]


def made(*codes: str) -> dict[str, dict[Staff, object]]:
    """Who learnt these programmes, and since when; the maker runs with each batch."""
    batch = Batch(Random(1), TODAY, [], [])
    for _time in range(2):
        with act("demo.load", by=SERVICE):
            make_learnt(batch)
    rows = Qualification.objects.filter(code__in=codes).select_related("staff")
    found: dict[str, dict[Staff, object]] = {code: {} for code in codes}
    for row in rows:
        found[row.code][row.staff] = row.since
    return found


def hold(board: Board, code: str, state: str = "licensed") -> None:
    unit = board.house.units["riga"]
    licensed(unit, board.applicant_staff, code, START, TODAY + 300 * DAY, state)


def test_what_nobody_led_was_learnt_by_everybody_who_could(board, staff):
    hold(board, "vrp")
    assert made("vrp") == {"vrp": dict.fromkeys(staff, START)}


def test_of_what_is_led_its_leaders_and_one_more(board, staff):
    hold(board, "pathfinder")
    leader, one_more, _other = staff
    of = group(board.house.units["riga"], "pathfinder")
    for on in (FIRST, FIRST + 7 * DAY):
        session(of, on, leaders=[leader], came=board.expert_staff)
    assert made("pathfinder") == {"pathfinder": {leader: FIRST - BEFORE, one_more: START}}


def test_nobody_learns_what_may_not_be_given(board, staff):
    hold(board, "vrp", "suspended")
    assert made("vrp", "pathfinder") == {"vrp": {}, "pathfinder": {}}


def test_each_agency_learns_what_is_given_where_it_works(board, staff):
    hold(board, "vrp")
    probation = board.house.member("facilitator", "jelgava")
    hold(board, "motivation")
    assert made("vrp", "motivation") == {
        "vrp": dict.fromkeys(staff, START),
        "motivation": {probation: START},
    }
