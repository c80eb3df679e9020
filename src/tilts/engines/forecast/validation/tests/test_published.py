"""Figures that others have published, from the numbers that they printed.

Larson, Mattu, Kirchner & Angwin (ProPublica, 2016), How we analyzed the COMPAS recidivism
algorithm: 7,214 people of Broward County, a score of medium or high, recidivism in two years.
"""

import numpy as np
import pytest

from tilts.engines.forecast.validation import (
    At,
    Benefit,
    Decomposition,
    at_threshold,
    auc,
    brier,
    calibration_curve,
    decision_curve,
    decompose,
    false_positive_rate,
    nij_fairness,
    outcomes,
)

from .near import near

EVERYBODY, BLACK, WHITE = (2035, 1282, 1216, 2681), (1369, 805, 532, 990), (505, 349, 461, 1139)


def people(flagged_with, flagged_without, missed, left):
    """Outcome of each, and 1 for whoever was flagged."""
    counts = [flagged_with, flagged_without, missed, left]
    return outcomes(np.repeat([1, 0, 1, 0], counts)), np.repeat([1.0, 1.0, 0.0, 0.0], counts)


@pytest.mark.parametrize(
    ("counts", "false_positives", "false_negatives"),
    [(EVERYBODY, 32.35, 37.40), (BLACK, 44.85, 27.99), (WHITE, 23.45, 47.72)],
)
def test_error_rates_of_propublica(counts, false_positives, false_negatives):
    outcome, score = people(*counts)
    missed = false_positive_rate(outcomes(1 - outcome), score < 0.5)
    found = [false_positive_rate(outcome, score >= 0.5), missed]
    assert [round(100 * rate, 2) for rate in found] == [false_positives, false_negatives]


@pytest.mark.parametrize(
    ("counts", "value"),
    [(EVERYBODY, 0.61), (BLACK, 0.63), (WHITE, 0.59)],
)
def test_predictive_values_of_propublica(counts, value):
    """The upper of two bins: how many of the flagged came back."""
    lower, upper = calibration_curve(*people(*counts), bins=2)
    assert (round(upper.rate, 2), upper.people) == (value, counts[0] + counts[1])
    assert (lower.events, lower.people) == (counts[2], counts[2] + counts[3])


@pytest.mark.parametrize("counts", [EVERYBODY, BLACK, WHITE])
def test_the_auc_of_one_cut_is_the_mean_of_what_it_gets_right(counts):
    """Half of sensitivity and specificity together: the line through one point of the curve."""
    with_, without, missed, left = counts
    expected = (with_ / (with_ + missed) + left / (left + without)) / 2
    assert auc(*people(*counts)) == near(expected)


def test_propublica_in_1000_people():
    """282.1, 177.7, 168.6 and 371.6: the two that are nearest to the next whole are rounded up."""
    outcome, score = people(*EVERYBODY)
    found = at_threshold(outcome, score, 0.5)
    assert found == At(0.5, 282, 178, 168, 372)
    assert str(found) == (
        "Of 1,000 people 460 are at 50% or above: 282 of them have the outcome and 178 do not. "
        "Of the 540 below, 168 have the outcome all the same."
    )


def test_the_benefit_of_propublicas_flags():
    """Vickers & Elkin: at even weights right less wrong; where a miss weighs four times, all."""
    outcome, score = people(*EVERYBODY)
    found = decision_curve(outcome, score, [0.2, 0.5])
    assert found == (
        Benefit(0.2, near((2035 - 1282 / 4) / 7214), near((3251 - 3963 / 4) / 7214)),
        Benefit(0.5, near((2035 - 1282) / 7214), near((3251 - 3963) / 7214)),
    )
    assert [one.useful for one in found] == [False, True]


def test_the_fairness_score_of_propublicas_flags():
    """The NIJ's formula on the two groups: 45 % against 23 % false positives cost a fifth."""
    pairs = [people(*BLACK), people(*WHITE)]
    outcome = np.concatenate([one for one, _ in pairs])
    score = np.concatenate([one for _, one in pairs])
    black = np.arange(len(outcome)) < sum(BLACK)
    wrong = (805 + 532 + 349 + 461) / len(outcome)
    expected = (1 - wrong) * (1 - (805 / 1795 - 349 / 1488))
    assert nij_fairness(outcome, score, black) == near(expected)
    assert nij_fairness(outcome, score, ~black) == near(expected)
    assert nij_fairness(outcome, score, black, threshold=1.1) == near(1 - wrong)


def test_flags_taken_for_certainties_are_badly_calibrated():
    """Murphy's parts by the four counts alone."""
    outcome, score = people(*EVERYBODY)
    high, low, base = 2035 / 3317, 1216 / 3897, 3251 / 7214
    parts = decompose(outcome, score)
    assert parts == Decomposition(
        reliability=near((3317 * (1 - high) ** 2 + 3897 * low**2) / 7214),
        resolution=near((3317 * (high - base) ** 2 + 3897 * (low - base) ** 2) / 7214),
        uncertainty=near(base * (1 - base)),
        within=near(0),
    )
    assert brier(outcome, score) == near((1282 + 1216) / 7214) == parts.brier


def test_the_auc_of_hanley_and_mcneil_does_not_ask_what_a_step_is_worth():
    """Their five readings, or any other rising numbers for them."""
    normal, abnormal = [33, 6, 6, 11, 2], [3, 2, 2, 11, 33]
    outcome = outcomes([0] * 58 + [1] * 51)
    for steps in ([1, 2, 3, 4, 5], [-9, -2.5, 0, 0.1, 1000]):
        score = np.repeat(np.tile(np.array(steps, dtype=float), 2), normal + abnormal)
        assert round(auc(outcome, score), 4) == 0.8932
