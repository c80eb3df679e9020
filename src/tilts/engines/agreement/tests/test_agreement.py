"""What holds for any two raters, and what cannot be said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.agreement import Alike, alike, icc, weighted_kappa

FOUR = (1, 2, 3, 4)
RATED = st.lists(st.tuples(st.sampled_from(FOUR), st.sampled_from(FOUR)), min_size=2, max_size=30)


@given(RATED)
def test_kappa_is_that_of_its_definition(pairs):
    """One less the distance that was seen, over the distance between everybody and everybody."""
    chance = sum(abs(one - other) for one, _ in pairs for _, other in pairs) / len(pairs)
    seen = sum(abs(one - other) for one, other in pairs)
    found = weighted_kappa(pairs, FOUR)
    if len({number for pair in pairs for number in pair}) < 2:
        assert found is None
    else:
        assert found == pytest.approx(1 - seen / chance)


@given(RATED)
def test_kappa_does_not_mind_who_is_first(pairs):
    turned = [(other, one) for one, other in pairs]
    assert weighted_kappa(turned, FOUR) == pytest.approx(weighted_kappa(pairs, FOUR))


@given(st.lists(st.sampled_from(FOUR), min_size=2, max_size=30))
def test_the_same_answers_agree_fully_or_say_nothing(numbers):
    same = [(number, number) for number in numbers]
    expected = None if len(set(numbers)) < 2 else pytest.approx(1)
    assert (weighted_kappa(same, FOUR), icc(same)) == (expected, expected)


def test_a_step_apart_is_less_than_three():
    near, far = [(1, 2), (4, 3), (2, 2), (3, 3)], [(1, 4), (4, 1), (2, 2), (3, 3)]
    assert weighted_kappa(near, FOUR) == pytest.approx(0.5)
    assert weighted_kappa(far, FOUR) == pytest.approx(-0.2)


def test_absolute_agreement_counts_who_is_always_stricter():
    assert icc([(1, 2), (2, 3), (3, 4)]) == pytest.approx(2 / 3)


@pytest.mark.parametrize("pairs", [[], [(3, 3)], [(3, 3), (3, 3)]])
def test_too_little_says_nothing(pairs):
    assert (weighted_kappa(pairs, FOUR), icc(pairs)) == (None, None)


@pytest.mark.parametrize("rows", [[(1,), (2,)], [(1, 2)]])
def test_icc_wants_two_things_and_two_raters(rows):
    assert icc(rows) is None


def test_alike():
    one, other = {"a": 1, "b": 2, "c": None}, {"a": 1, "b": 3, "d": 4}
    found = alike(one, other, ["a", "b", "c", "d", "e"])
    assert found == Alike(compared=("a", "b", "c", "d"), differing=("b", "d"))
    assert (found.same, found.percent) == (2, 50)
    assert alike({}, {}, ["a"]).percent == 0
