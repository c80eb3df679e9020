"""Measures on numbers that can be computed by hand, and what holds for any."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.forecast.validation import (
    Decomposition,
    auc,
    brier,
    decompose,
    false_positive_rate,
    nij_fairness,
    outcomes,
)
from tilts.engines.forecast.validation.measures import log_loss

from .near import near

PEOPLE = st.lists(
    st.tuples(st.sampled_from([0, 1]), st.floats(0, 1, allow_subnormal=False)),
    min_size=2,
    max_size=60,
)


def arrays(people):
    return outcomes(one for one, _ in people), np.array([number for _, number in people])


def test_brier_by_hand():
    assert brier(outcomes([1, 0, 1]), np.array([0.8, 0.4, 0.5])) == near(0.15)


def test_auc_by_hand_with_ties():
    """Of six pairs four are in order, one is tied, one is turned: 4.5 of 6."""
    score = np.array([0.9, 0.5, 0.5, 0.1, 0.6])
    assert auc(outcomes([1, 1, 0, 0, 0]), score) == near(4.5 / 6)


def test_auc_of_hanley_and_mcneil():
    """Hanley & McNeil (1982), Radiology 143, table I: 58 normal, 51 abnormal, area 0.893."""
    normal, abnormal = [33, 6, 6, 11, 2], [3, 2, 2, 11, 33]
    score = np.repeat(np.tile(np.arange(5.0), 2), normal + abnormal)
    outcome = outcomes([0] * 58 + [1] * 51)
    assert round(auc(outcome, score), 3) == 0.893


@given(PEOPLE)
def test_auc_is_turned_by_turning_the_score(people):
    outcome, score = arrays(people)
    if len(set(outcome.tolist())) < 2:
        assert np.isnan(auc(outcome, score))
    else:
        assert auc(outcome, -score) == near(1 - auc(outcome, score))


def test_log_loss_of_a_coin_and_of_a_certainty_that_failed():
    assert log_loss(outcomes([0, 1]), np.array([0.5, 0.5])) == near(np.log(2))
    assert log_loss(outcomes([1]), np.array([0.0])) == near(12 * np.log(10))


def test_false_positives_are_of_those_without_the_outcome():
    flagged = np.array([True, True, False, False])
    assert false_positive_rate(outcomes([1, 0, 0, 0]), flagged) == near(1 / 3)
    assert np.isnan(false_positive_rate(outcomes([1, 1, 1, 1]), flagged))


def test_nij_fairness_by_hand():
    """Brier 0.25 of all; false positives 1 of 1 in one group and 0 of 1 in the other."""
    outcome, one = outcomes([0, 1, 0, 1]), np.array([True, True, False, False])
    same, apart = np.full(4, 0.5), np.array([0.5, 0.5, 0.4, 0.4])
    assert nij_fairness(outcome, same, one) == near(0.75)
    assert nij_fairness(outcome, apart, one) == near(0)


def test_murphy_by_hand():
    """Two bins of one probability each: 0.2 (one of four) and 0.6 (three of four)."""
    outcome = outcomes([1, 0, 0, 0, 1, 1, 1, 0])
    probability = np.repeat([0.2, 0.6], 4)
    expected = Decomposition(
        reliability=near((0.05**2 + 0.15**2) / 2),
        resolution=near(0.25**2),
        uncertainty=0.25,
        within=near(0),
    )
    assert decompose(outcome, probability, bins=None) == expected
    assert decompose(outcome, probability, bins=2) == expected


@given(PEOPLE, st.one_of(st.none(), st.integers(1, 12)))
def test_the_parts_of_a_brier_score_are_the_whole_of_it(people, bins):
    outcome, probability = arrays(people)
    parts = decompose(outcome, probability, bins=bins)
    assert parts.brier == near(brier(outcome, probability))
    assert min(parts.reliability, parts.resolution, parts.uncertainty) >= 0


@given(PEOPLE)
def test_a_bin_for_each_probability_hides_nothing(people):
    assert decompose(*arrays(people), bins=None).within == near(0)


def test_outcomes_are_0_or_1():
    with pytest.raises(ValueError, match="An outcome is 0 or 1; leave out the rows"):
        outcomes([0, 2])
