"""What one piece of data has beyond another, and putting it back."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.instruments.exchange.difference import difference, has, merged

WORDS = st.integers(0, 3) | st.sampled_from(["x", "y"])
LISTED = st.builds(
    lambda key, more: {"id": key, **more},
    st.sampled_from("pqr"),
    st.dictionaries(st.sampled_from("ab"), WORDS, max_size=2),
)
DATA = st.recursive(
    st.fixed_dictionaries({}, optional={"word": WORDS, "list": st.lists(LISTED | WORDS)}),
    lambda inner: st.fixed_dictionaries({}, optional={"one": inner, "other": inner, "word": WORDS}),
    max_leaves=6,
)


@given(DATA, DATA)
def test_the_rest_makes_a_part_whole(whole: dict[str, Any], part: dict[str, Any]):
    rest = json.loads(json.dumps(difference(whole, part)))
    assert merged(part, rest) == whole


WHOLE = {"id": "f", "items": [{"id": "a", "kind": "x", "n": 1}, {"id": "b", "n": 2}]}
SEEN = {"id": "f", "items": [{"id": "a", "n": 1}, {"id": "b", "n": 2, "m": 3}], "more": 1}
REST = {"items": {"a": {"kind": "x"}, "b": {"m": None}}, "more": None}


def test_parts_of_lists_are_told_apart_by_their_ids():
    assert difference(WHOLE, SEEN) == REST
    moved = {"id": "f", "items": [{"id": "c"}, {"id": "b", "n": 5}, {"id": "a", "n": 1}]}
    assert merged(moved, REST) == {
        "id": "f",
        "items": [{"id": "c"}, {"id": "b", "n": 5}, {"id": "a", "n": 1, "kind": "x"}],
    }


def test_other_lists_are_given_whole():
    assert difference({"a": [1, 2]}, {"a": [1]}) == {"a": [1, 2]}
    assert difference({"a": [{"id": "x"}]}, {"a": [{"id": "y"}]}) == {"a": [{"id": "x"}]}
    assert merged({"a": [1]}, {"a": [1, 2]}) == {"a": [1, 2]}


@pytest.mark.parametrize(
    ("place", "there"),
    [
        ((), True),
        (("items", 1, "n"), True),
        (("items", 1, "kind"), False),
        (("items", 2), False),
        (("items", "a"), False),
        (("id", "x"), False),
    ],
)
def test_whether_there_is_anything_at_a_place(place: tuple[str | int, ...], there: bool):
    assert has(WHOLE, place) is there
