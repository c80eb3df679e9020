"""Logistic regression against formulas and against another programme."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from tilts.engines.forecast.models.fitting import log_loss, logistic


def crossed(yes_yes: int, yes_no: int, no_yes: int, no_no: int) -> tuple[np.ndarray, np.ndarray]:
    """A 2 × 2 table as rows: exposed or not, with the outcome or without."""
    counts = [yes_yes, yes_no, no_yes, no_no]
    exposed = np.repeat([1.0, 1.0, 0.0, 0.0], counts).reshape(-1, 1)
    return exposed, np.repeat([1, 0, 1, 0], counts).astype(np.int8)


def drawn(rows: int = 300, columns: int = 4) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(4)
    answers = (draw.random((rows, columns)) < 0.4).astype(float)
    logit = answers @ np.array([1.0, -1.0, 0.5, 0.0])[:columns] - 0.2
    return answers, (draw.random(rows) < 1 / (1 + np.exp(-logit))).astype(np.int8)


def test_without_columns_it_is_the_base_rate():
    outcome = np.array([1, 0, 0, 0], dtype=np.int8)
    assert logistic(np.empty((4, 0)), outcome, 1.0) == pytest.approx([np.log(1 / 3)])


def test_one_question_gives_the_log_odds_ratio():
    answers, outcome = crossed(30, 10, 20, 40)
    expected = [np.log(20 / 40), np.log((30 * 40) / (10 * 20))]
    assert logistic(answers, outcome, 0.0) == pytest.approx(expected, abs=1e-6)


@settings(deadline=None, max_examples=30)
@given(*[st.integers(1, 40)] * 4)
def test_every_two_by_two_table(a: int, b: int, c: int, d: int):
    answers, outcome = crossed(a, b, c, d)
    expected = [np.log(c / d), np.log(a * d / (b * c))]
    np.testing.assert_allclose(logistic(answers, outcome, 0.0), expected, atol=1e-5)


@pytest.mark.parametrize("penalty", [0.5, 3.0, 100.0])
def test_the_penalty_is_that_of_scikit_learn(penalty: float):
    answers, outcome = drawn()
    other = LogisticRegression(C=1 / penalty, tol=1e-10, max_iter=1000).fit(answers, outcome)
    expected = [*other.intercept_, *other.coef_[0]]
    np.testing.assert_allclose(logistic(answers, outcome, penalty), expected, atol=1e-5)


def test_a_harder_penalty_shrinks():
    answers, outcome = drawn()
    sizes = [np.abs(logistic(answers, outcome, one)[1:]).sum() for one in (0.0, 1.0, 30.0, 1e6)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == pytest.approx(0.0, abs=1e-3)


def test_a_wrong_sign_is_held_at_nothing():
    answers, outcome = crossed(30, 10, 20, 40)
    found = logistic(answers, outcome, 0.0, signs=[-1])
    assert found == pytest.approx([0.0, 0.0], abs=1e-6)  # 50 of 100 returned


@pytest.mark.parametrize("signs", [[1, 1, 1, 1], [-1, -1, -1, -1], [1, -1, 0, -1]])
def test_signs_are_kept_and_the_rest_is_the_best_without_the_held(signs: list[int]):
    answers, outcome = drawn()
    found = logistic(answers, outcome, 1.0, signs)
    assert (np.array(signs) * found[1:] >= 0).all()
    free = np.flatnonzero(found[1:] != 0)
    again = logistic(answers[:, free], outcome, 1.0)
    np.testing.assert_allclose(found[[0, *(free + 1)]], again, atol=1e-4)


def test_signs_that_the_data_agree_with_change_nothing():
    answers, outcome = drawn(columns=3)
    signed = logistic(answers, outcome, 1.0, [1, -1, 1])
    np.testing.assert_allclose(signed, logistic(answers, outcome, 1.0), atol=1e-5)


def test_a_start_elsewhere_ends_in_the_same_place():
    answers, outcome = drawn()
    other = logistic(answers, outcome, 1.0, start=np.array([0.5, -0.5, 0.5, -0.5, 0.5]))
    np.testing.assert_allclose(other, logistic(answers, outcome, 1.0), atol=1e-5)


def test_a_column_that_tells_everything_stays_finite():
    answers, outcome = crossed(20, 0, 0, 20)
    found = logistic(answers, outcome, 1.0)
    assert np.isfinite(found).all()
    assert found[1] > 2


def test_a_column_twice_shares_its_weight():
    answers, outcome = crossed(30, 10, 20, 40)
    found = logistic(np.hstack([answers, answers]), outcome, 1.0)
    assert found[1] == pytest.approx(found[2], abs=1e-6)


def test_log_loss_by_hand():
    logits, outcome = np.log([3.0, 1.0, 1 / 3]), np.array([1, 0, 1], dtype=np.int8)
    assert log_loss(logits, outcome) == pytest.approx(-np.log([0.75, 0.5, 0.25]).mean())
    assert log_loss(np.array([1e4, -1e4]), np.array([1, 0], dtype=np.int8)) == 0.0
    assert log_loss(np.array([-1e4]), np.array([1], dtype=np.int8)) == 1e4
