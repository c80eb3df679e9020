"""The same measures as scikit-learn's, on anything."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, confusion_matrix, roc_auc_score
from sklearn.metrics import log_loss as sklearn_log_loss

from tilts.engines.forecast.validation import (
    auc,
    brier,
    calibration_curve,
    false_positive_rate,
    nij_fairness,
    outcomes,
)
from tilts.engines.forecast.validation.decisions import net_benefit
from tilts.engines.forecast.validation.measures import log_loss

from .near import near

COARSE = st.integers(0, 10).map(lambda tenth: tenth / 10)  # ties, 0 and 1
PEOPLE = st.lists(
    st.tuples(st.integers(0, 1), st.one_of(COARSE, st.floats(0, 1, allow_subnormal=False))),
    min_size=2,
    max_size=80,
).filter(lambda people: len({one for one, _ in people}) == 2)
MANY = settings(max_examples=40, deadline=None)


def arrays(people):
    return outcomes(one for one, _ in people), np.array([number for _, number in people])


@MANY
@given(PEOPLE)
def test_auc_with_any_ties(people):
    outcome, score = arrays(people)
    assert auc(outcome, score) == near(roc_auc_score(outcome, score))


@MANY
@given(PEOPLE)
def test_auc_counts_pairs(people):
    """By its definition: each person with the outcome against each without."""
    outcome, score = arrays(people)
    apart = score[outcome == 1][:, None] - score[outcome == 0][None, :]
    assert auc(outcome, score) == near(((apart > 0) + (apart == 0) / 2).mean())


@MANY
@given(PEOPLE)
def test_brier_and_log_loss(people):
    outcome, probability = arrays(people)
    assert brier(outcome, probability) == near(brier_score_loss(outcome, probability))
    kept = np.clip(probability, 1e-12, 1 - 1e-12)
    assert log_loss(outcome, probability) == near(sklearn_log_loss(outcome, kept))


@MANY
@given(PEOPLE, COARSE.filter(lambda one: 0 < one < 1))
def test_counts_at_a_threshold(people, threshold):
    outcome, probability = arrays(people)
    flagged = probability >= threshold
    left, without, _, with_ = confusion_matrix(outcome, flagged, labels=[0, 1]).ravel().tolist()
    assert false_positive_rate(outcome, flagged) == near(without / (without + left))
    weighed = with_ - without * threshold / (1 - threshold)
    assert net_benefit(outcome, probability, threshold) == near(weighed / len(people))


@MANY
@given(PEOPLE, st.randoms())
def test_the_order_of_people_says_nothing(people, random):
    turned = list(people)
    random.shuffle(turned)
    for measure in (auc, brier, log_loss):
        assert measure(*arrays(people)) == near(measure(*arrays(turned)))
    assert calibration_curve(*arrays(turned)) == tuple(
        near_bin(one) for one in calibration_curve(*arrays(people))
    )


def near_bin(one):
    """The same bin; the mean forecast to rounding, as sums of another order are."""
    return type(one)(**{**vars(one), "forecast": near(one.forecast)})


@MANY
@given(PEOPLE, st.integers(2, 4))
def test_everybody_twice_changes_nothing(people, times):
    for measure in (auc, brier, log_loss):
        assert measure(*arrays(people * times)) == near(measure(*arrays(people)))


@MANY
@given(PEOPLE)
def test_a_group_compared_with_its_copy_is_treated_the_same(people):
    outcome, probability = arrays(people * 2)
    one = np.arange(len(outcome)) < len(people)
    assert nij_fairness(outcome, probability, one) == near(1 - brier(outcome, probability))


@MANY
@given(PEOPLE, st.integers(1, 12))
def test_a_curve_counts_everybody_once_from_the_lowest_up(people, bins):
    outcome, probability = arrays(people)
    found = calibration_curve(outcome, probability, bins=bins)
    assert sum(one.people for one in found) == len(people)
    assert sum(one.events for one in found) == int(outcome.sum())
    assert len(found) <= bins
    assert [one.forecast for one in found] == sorted(one.forecast for one in found)
    assert all(0 <= one.low <= one.rate <= one.high <= 1 for one in found)
    assert sum(one.people * one.forecast for one in found) == near(probability.sum())
