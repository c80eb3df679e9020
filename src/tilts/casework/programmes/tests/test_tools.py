"""Programmes as tools, their sessions and the opinions on them as uses."""

from datetime import date, timedelta

import pytest

from tilts.casework.programmes.actions import give_opinion
from tilts.casework.programmes.tests.board import TODAY, Board
from tilts.casework.programmes.tests.given import group, licensed, session
from tilts.casework.programmes.tools import (
    leaders,
    opinions,
    programmes,
    seen_opinions,
    seen_sessions,
    sessions,
    told_of_opinions,
    told_of_sessions,
)
from tilts.platform.organisation.grants import actor_for
from tilts.platform.workflow.tools import Tool, Use

DAY = timedelta(days=1)
START, END = TODAY - 400 * DAY, TODAY + 600 * DAY


def tools(board: Board, agency: str = "ievp") -> dict[str, Tool]:
    return {one.code: one for one in programmes(board.house.agencies[agency], TODAY)}


def license_equip(board: Board, since: date = START, until: date = END, state: str = "licensed"):
    unit = board.house.units["riga"]
    return licensed(unit, board.applicant_staff, "equip", since, until, state)


def test_each_agency_has_what_is_given_where_it_works(board):
    prison, probation = tools(board), tools(board, "vpd")
    assert sorted(set(prison) & set(probation)) == ["equip"]
    assert ("vrp" in prison, "vrp" in probation) == (True, False)
    assert ("motivation" in prison, "motivation" in probation) == (False, True)
    assert tools(board, "lkt") == {}


def test_a_licence_makes_it_usable_in_every_agency(board):
    license_equip(board)
    expected = Tool(
        code="equip",
        title="EQUIP",
        standing="licensed",
        in_force=True,
        since=START,
        until=END,
        taught_by=frozenset({"equip"}),
        page="/programmes/of/equip/",
    )
    assert [tools(board, agency)["equip"] for agency in ("ievp", "vpd")] == [expected] * 2


@pytest.mark.parametrize(
    ("state", "until", "standing"),
    [
        ("suspended", END, "suspended"),
        ("revoked", END, "revoked"),
        ("expired", TODAY - DAY, "expired"),
        ("licensed", TODAY - DAY, "licence ended"),
    ],
)
def test_what_may_not_be_given_is_not_in_force(board, state, until, standing):
    license_equip(board, until=until, state=state)
    found = tools(board)["equip"]
    assert (found.standing, found.in_force) == (standing, False)


def test_without_a_licence(board):
    found = tools(board)["equip"]
    assert (found.standing, found.in_force, found.since) == ("no licence", False, None)


def test_a_licence_that_followed_at_once_goes_on(board):
    license_equip(board, TODAY - 900 * DAY, START - DAY, "expired")
    license_equip(board)
    assert tools(board)["equip"].since == TODAY - 900 * DAY


def test_after_a_break_it_begins_anew(board):
    license_equip(board, TODAY - 900 * DAY, START - 2 * DAY, "expired")
    license_equip(board)
    assert tools(board)["equip"].since == START


@pytest.fixture
def riga(board):
    return group(board.house.units["riga"])


def held(board: Board, of, on: date = TODAY - DAY, **other):
    return session(of, on, came=board.expert_staff, **other)


def test_a_session_that_somebody_attended_is_a_use(board, riga):
    held(board, riga)
    unit = board.house.units["riga"]
    for agency in ("ievp", "vpd"):  # a licence holds in the whole country
        rows = sessions(board.house.agencies[agency])
        fields = ("tool", "used_on", "used_in", "used_in_path")
        assert list(rows.values_list(*fields)) == [("equip", TODAY - DAY, unit.pk, "ievp.riga.")]
    assert list(sessions(board.house.agencies["lkt"])) == []


@pytest.mark.parametrize(
    "other",
    [{"outcome": "unacceptable"}, {"cancelled": "The leader is ill."}, {"on": TODAY + DAY}],
)
def test_what_did_not_take_place_is_none(board, riga, other):
    held(board, riga, **other)
    assert list(sessions(board.house.agencies["ievp"])) == []


def test_a_course_for_staff_is_no_programme(board):
    held(board, group(board.house.units["riga"], kind="training"))
    assert list(sessions(board.house.agencies["ievp"])) == []


def test_whoever_led_used_it(board, riga):
    one, other = board.members[:2]
    held(board, riga, leaders=[one, other])
    rows = leaders(board.house.agencies["ievp"]).order_by("pk")
    assert list(rows.values_list("tool", "used_on", "used_by")) == [
        ("equip", TODAY - DAY, one.pk),
        ("equip", TODAY - DAY, other.pk),
    ]


def test_sessions_are_seen_with_their_groups(board, riga):
    one = held(board, riga)
    agency = board.house.agencies["ievp"]
    near, far = (
        actor_for(board.house.member("head_of_unit", unit), TODAY) for unit in ("riga", "olaine")
    )
    found = [told_of_sessions(list(seen_sessions(actor, agency))) for actor in (near, far)]
    assert found == [[Use("equip of riga, 1", f"/gatherings/sessions/{one.pk}/")], []]


def test_an_opinion_is_a_use_of_its_form_once_it_is_given(board):
    agency = board.house.agencies["ievp"]
    asked = board.asked()
    assert list(opinions(agency)) == []
    board.answer_all(asked)
    give_opinion(by=board.expert, opinion=asked, summary="Sound.")
    fields = ("tool", "used_on", "used_in_path", "used_by")
    assert list(opinions(agency).values_list(*fields)) == [
        ("programme-evaluation", TODAY, "ievp.riga.", board.expert_staff.pk)
    ]
    assert told_of_opinions(list(seen_opinions(board.secretary, agency))) == [
        Use("EQUIP", f"/programmes/applications/{asked.accreditation_id}/")
    ]
