"""Scorecards: rules, points, and the page that is printed."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tilts.engines.forecast.features import Feature
from tilts.engines.forecast.models.indicators import Indicator
from tilts.engines.forecast.models.scorecard import Rule, ScorecardLearner, words
from tilts.engines.forecast.odds import log_odds
from tilts.engines.forecast.tests.cards import AGE, CARD, EMPTY, WORK
from tilts.engines.forecast.tests.made import outcome, people

PEOPLE = pl.DataFrame(
    {"age": [None, 24.0, 25.0, 60.0], "darbs": ["pastāvīgs", "nav", None, "cits"]}
)
PAGE = """\
Points
 -3  darbs is pastāvīgs
 -2  age is 25 or more
 -1  age is 40 or more
 +1  age is missing

Sum   Probability
  -6    1.8 %
  -5    2.9 %
  -4    4.7 %
  -3    7.6 %
  -2   11.9 %
  -1   18.2 %
   0   26.9 %
   1   37.8 %"""


def test_points_are_counted_as_on_paper():
    assert CARD.points(PEOPLE).tolist() == [1 - 3, 0, -2, -2 - 1]


def test_the_sum_means_a_probability():
    found = log_odds(CARD.probabilities(PEOPLE))
    assert found == pytest.approx([-2.0, -1.0, -2.0, -2.5])


def test_contributions_are_points_times_the_scale():
    expected = pl.DataFrame(
        {
            "age": [0.5, 0.0, -1.0, -1.5],
            "darbs": [-1.5, 0.0, 0.0, 0.0],
            "baseline": [-1.0] * 4,
        }
    )
    assert_frame_equal(CARD.contributions(PEOPLE), expected)


def test_the_page():
    assert CARD.page() == PAGE


def test_rules_of_the_same_weight_stand_in_the_order_of_their_words():
    assert replace(CARD, rules=CARD.rules[::-1]).page() == PAGE


def test_a_wide_span_is_shown_by_steps():
    heavy = tuple(Rule(one.question, 10 * one.points, one.words) for one in CARD.rules)
    shown = replace(CARD, rules=heavy, scale=0.05).page().split("\n\n")[1].splitlines()
    assert shown[0] == "Sum   Probability"
    assert [int(line[:4]) for line in shown[1:]] == list(range(-60, 11, 2))


def test_a_card_without_rules():
    assert EMPTY.page() == "Points\n\nSum   Probability\n   0   26.9 %"
    assert EMPTY.points(PEOPLE).tolist() == [0] * 4
    assert log_odds(EMPTY.probabilities(PEOPLE)) == pytest.approx([-1.0] * 4)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Indicator(0, 0, at_least=False), "age is missing"),
        (Indicator(0, 3, at_least=True), "age is 40 or more"),
    ],
)
def test_questions_on_numbers_in_words(question: Indicator, said: str):
    assert words(AGE, question) == said


def test_questions_on_categories_in_words():
    said = [words(WORK, Indicator(1, code, at_least=False)) for code in range(3)]
    assert said == ["darbs is missing", "darbs is nav", "darbs is pastāvīgs"]


def table(yes_yes: int, yes_no: int, no_yes: int, no_no: int) -> tuple[pl.DataFrame, np.ndarray]:
    counts = [yes_yes, yes_no, no_yes, no_no]
    frame = pl.DataFrame({"seen": np.repeat([1, 1, 0, 0], counts)})
    return frame, np.repeat([1, 0, 1, 0], counts).astype(np.int8)


def test_one_rule_learnt_from_a_two_by_two_table():
    card = ScorecardLearner().fit(*table(30, 10, 20, 40), seed=0)
    question = Indicator(0, 2, at_least=True)
    assert card.rules == (Rule(question, 1, "seen is 1 or more"),)
    expected = (np.log(20 / 40), np.log(6))
    assert (card.intercept, card.scale) == pytest.approx(expected, abs=1e-5)


def test_what_chance_would_explain_is_no_rule():
    frame, truth = table(11, 10, 10, 11)
    card = ScorecardLearner().fit(frame, truth, seed=0)
    assert (card.rules, card.bins) == ((), ())
    assert card.probabilities(frame) == pytest.approx([0.5] * 42)


def test_a_rule_against_theory_is_not_learnt():
    feature = Feature("seen", "number", "test", monotone=-1)
    assert ScorecardLearner((feature,)).fit(*table(30, 10, 20, 40), seed=0).rules == ()
    turned = ScorecardLearner((feature,)).fit(*table(10, 30, 40, 20), seed=0)
    assert [rule.points for rule in turned.rules] == [-1]


def test_a_gap_that_tells_is_a_rule():
    frame, truth = table(30, 10, 20, 40)
    gaps = frame.select(pl.when(pl.col("seen") == 0).then(5.0).alias("seen"))
    card = ScorecardLearner().fit(gaps, truth, seed=0)
    assert [rule.words for rule in card.rules] == ["seen is missing"]


@pytest.mark.parametrize("most", [1, 3, 6])
def test_never_more_rules_than_asked_and_points_within_ten(most: int):
    frame = people(400)
    card = ScorecardLearner(rules=most).fit(frame.drop("returned"), outcome(frame), seed=0)
    assert 0 < len(card.rules) <= most
    assert max(abs(rule.points) for rule in card.rules) <= 10
    assert 0 not in [rule.points for rule in card.rules]


def test_the_seed_changes_nothing():
    frame = people(300)
    one, other = (
        ScorecardLearner().fit(frame.drop("returned"), outcome(frame), seed=seed) for seed in (0, 9)
    )
    assert (one.rules, one.bins, one.intercept) == (other.rules, other.bins, other.intercept)
