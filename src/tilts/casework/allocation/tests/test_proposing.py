"""A proposal balances what weighs, minds languages, and never gives anybody wrongly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.allocation.proposing import Proposed, Who, Whom, propose

LV, RU = frozenset({"lv"}), frozenset({"ru"})


def to(people, officers, barred=()) -> dict[str, str | None]:
    return {key: one.to for key, one in propose(people, officers, barred).items()}


def test_the_heaviest_is_given_first_to_whoever_is_least_full():
    people = [Whom("a", 4), Whom("b", 22), Whom("c", 8)]
    officers = [Who("ilze", 100, 600), Who("anna", 110, 600)]
    assert to(people, officers) == {"b": "ilze", "c": "anna", "a": "anna"}


def test_full_is_measured_against_what_each_can_carry():
    officers = [Who("half", 90, 300), Who("whole", 120, 600)]
    assert to([Whom("a", 4)], officers) == {"a": "whole"}


@pytest.mark.parametrize(
    ("officers", "expected"),
    [
        # who speaks their language comes first, as long as there is room
        (
            [Who("ilze", 0, 600, LV), Who("olga", 500, 600, RU)],
            Proposed("olga", ("language", "room")),
        ),
        (
            [Who("ilze", 0, 600, LV), Who("olga", 595, 600, RU)],
            Proposed("ilze", ("room", "least_full")),
        ),
        (
            [Who("ilze", 700, 600, LV), Who("olga", 900, 600, RU)],
            Proposed("ilze", ("least_full", "over_full")),
        ),
        ([Who("away", 0, 0, RU)], Proposed(None, ("nobody",))),
        ([], Proposed(None, ("nobody",))),
    ],
)
def test_why_somebody_is_proposed(officers, expected):
    assert propose([Whom("a", 8, RU)], officers) == {"a": expected}


def test_nobody_gets_a_case_from_which_they_are_barred():
    officers = [Who("ilze", 0, 600, RU), Who("anna", 500, 600)]
    barred = {("ilze", "a")}
    assert to([Whom("a", 8, RU), Whom("b", 4)], officers, barred) == {"a": "anna", "b": "ilze"}
    assert to([Whom("a", 8)], officers[:1], barred) == {"a": None}


people_of = st.lists(
    st.builds(Whom, st.integers(0, 40), st.integers(0, 30), st.sampled_from([LV, RU, LV | RU])),
    unique_by=lambda one: one.key,
    max_size=12,
)
officers_of = st.lists(
    st.builds(
        Who,
        st.sampled_from("abcdef"),
        st.integers(0, 700),
        st.sampled_from([0, 300, 600]),
        st.sampled_from([LV, RU]),
    ),
    unique_by=lambda one: one.key,
    max_size=5,
)
pairs = st.sets(st.tuples(st.sampled_from("abcdef"), st.integers(0, 40)), max_size=10)


@given(people_of, officers_of, pairs)
def test_everybody_has_a_line_and_every_line_may_be(people, officers, barred):
    found = propose(people, officers, barred)
    assert found.keys() == {one.key for one in people}
    able = {one.key for one in officers if one.available}
    for person, line in found.items():
        allowed = {key for key in able if (key, person) not in barred}
        assert line.to in allowed if allowed else line.to is None
        assert line.reasons


@given(people_of, officers_of)
def test_nobody_is_overloaded_while_another_has_room_for_the_person(people, officers):
    """Whoever is given over their week was given so because nobody had room for that person."""
    found = propose(people, officers)
    loads = {one.key: one.points for one in officers}
    for whom in sorted(people, key=lambda one: -one.points):
        line = found[whom.key]
        room = [
            one
            for one in officers
            if one.available and loads[one.key] + whom.points <= one.available
        ]
        assert bool(room) == ("room" in line.reasons)
        if line.to is not None:
            loads[line.to] += whom.points
