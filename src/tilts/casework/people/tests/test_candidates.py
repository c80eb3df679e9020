"""Tokens near a searched part, and the best way to give each part a token of its own."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.people.indexing import token_ids
from tilts.casework.people.models.index import PAIR, pair_key
from tilts.casework.people.search.candidates import (
    MOST,
    candidates,
    fewest_edits,
    further,
    near_tokens,
    pairs,
)

NAMES = ["berzins", "berzina", "berzin", "berzons", "ozols", "ozola", "jo", "jon", "janis",
         "marija", "mariya", "zukovs", "zhukov"]  # fmt: skip
COSTS = st.dictionaries(st.integers(1, 6), st.integers(0, 2))


@pytest.fixture
def ids(db):
    return token_ids(NAMES)


def named(ids: dict[str, int], near: dict[int, int]) -> dict[str, int]:
    texts = {token: text for text, token in ids.items()}
    return {texts[token]: edits for token, edits in near.items()}


@pytest.mark.parametrize(("part", "expected"), [
    ("berzins", {"berzins": 0, "berzina": 1, "berzin": 1, "berzons": 1}),
    ("ebrzins", {"berzins": 1}),
    ("ozols", {"ozols": 0, "ozola": 1}),
    ("jo", {"jo": 0}), ("jon", {"jon": 0}), ("joon", {"jon": 1}),
    ("maria", {"marija": 1, "mariya": 1}),
    ("zukov", {"zukovs": 1, "zhukov": 1}),
    ("brzns", {}), ("", {}),
])  # fmt: skip
def test_what_is_within_one_edit(ids, part, expected):
    assert named(ids, near_tokens([part])[part]) == expected


@pytest.mark.parametrize(("part", "expected"), [
    ("brzns", {"berzins": 2, "berzons": 2}),  # two letters lost
    ("bertims", {"berzins": 2}),  # two others
    ("berzinssk", {"berzins": 2}),  # two too many
    ("ebrzinn", {"berzins": 2, "berzina": 2, "berzin": 2}),
    ("xy", {}), ("jx", {}), ("qqqqqq", {}),
])  # fmt: skip
def test_what_is_within_two(ids, part, expected):
    found = further((part,))
    assert (named(ids, found[0]) if found else {}) == expected


def test_nothing_when_one_part_has_nothing(ids):
    assert (candidates(("berzins", "qqqqqq")), further(("berzins", "qqqqqq"))) == ([], [])
    assert [named(ids, near) for near in candidates(("jo", "jon"))] == [{"jo": 0}, {"jon": 0}]


def test_further_away_only_the_nearest_are_looked_for(db):
    many = token_ids([f"aaaa{a}{b}" for a in "bcdefghijkl" for b in "bcdefghijkl"])
    near = token_ids(["aaaazz", "aaaaza"])
    (found,) = further(("aaaaz",))
    assert len(found) <= MOST + len(near)
    assert {found[token] for token in near.values()} == {1}
    assert set(found) <= {*many.values(), *near.values()}


def test_pairs_cost_both_and_never_one_token_twice():
    assert pairs({1: 0, 2: 1}, {2: 0, 3: 2}) == {
        pair_key(1, 2): 0, pair_key(1, 3): 2, pair_key(2, 3): 3,
    }  # fmt: skip
    assert pairs({1: 0}, {1: 0}) == {}
    assert pairs({1: 1, 2: 0}, {1: 0, 2: 1}) == {pair_key(1, 2): 0}  # the cheaper way round


@given(st.integers(1, PAIR - 1), st.integers(1, PAIR - 1), st.integers(1, PAIR - 1))
def test_a_pair_has_one_key_and_no_token_has_it(one, other, third):
    assert pair_key(one, other) == pair_key(other, one) >= PAIR
    assert (pair_key(one, other) == pair_key(one, third)) == (other == third)


@given(st.lists(COSTS, max_size=3), st.sets(st.integers(1, 6)))
def test_the_best_way_is_the_best_of_all_ways(parts, tokens):
    costs = [
        [part.get(token) for part, token in zip(parts, chosen, strict=True)]
        for chosen in permutations(sorted(tokens), len(parts))
    ]
    sums = [sum(c for c in cost if c is not None) for cost in costs if None not in cost]
    assert fewest_edits(parts, tokens) == min(sums, default=None)
