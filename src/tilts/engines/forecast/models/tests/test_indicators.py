"""Questions with the answer yes or no, and their way back to a table."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.models.indicators import Indicator, indicators, levels, matrix, tables
from tilts.engines.forecast.tests.cards import AGE, WORK

CODES = [np.array([0, 1, 2, 3]), np.array([1, 1, 2, 0])]
QUESTIONS = (
    Indicator(0, 0, at_least=False),
    Indicator(0, 2, at_least=True, sign=-1),
    Indicator(0, 3, at_least=True, sign=-1),
    Indicator(1, 0, at_least=False),
    Indicator(1, 1, at_least=False),
    Indicator(1, 2, at_least=False),
)


def test_numbers_are_asked_by_steps_and_categories_one_by_one():
    assert indicators([AGE, WORK], CODES) == QUESTIONS


def test_what_all_or_nobody_answers_with_yes_is_not_asked():
    codes = [np.array([2, 2, 3, 3]), np.array([1, 1, 1, 1])]
    assert indicators([AGE, WORK], codes) == (Indicator(0, 3, at_least=True, sign=-1),)


def test_the_answers_of_four_people():
    assert matrix(QUESTIONS, CODES).tolist() == [
        [1, 0, 0, 0, 1, 0],
        [0, 0, 0, 0, 1, 0],
        [0, 1, 0, 0, 0, 1],
        [0, 1, 1, 1, 0, 0],
    ]
    assert matrix((), CODES).shape == (4, 0)


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        (Indicator(0, 2, at_least=True), [False, False, True, True, True]),
        (Indicator(0, 2, at_least=False), [False, False, True, False, False]),
        (Indicator(0, 0, at_least=False), [True, False, False, False, False]),
    ],
)
def test_one_question(question: Indicator, answers: list[bool]):
    assert question.answers(np.arange(5)).tolist() == answers


def test_the_codes_of_the_bins_proper():
    assert (list(levels(AGE)), list(levels(WORK))) == ([1, 2, 3], [1, 2])


def test_weights_come_back_as_tables():
    found = tables([AGE, WORK], QUESTIONS, [0.5, -1.0, -2.0, 0.25, 1.0, 4.0])
    assert [one.tolist() for one in found] == [
        [0.5, 0.0, -1.0, -3.0, -3.0],
        [0.25, 1.0, 4.0, 0.0],
    ]
    assert [one.tolist() for one in tables([WORK], [], [])] == [[0.0] * 4]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=30),
    st.lists(st.floats(-3, 3), min_size=6, max_size=6),
)
def test_tables_say_what_the_questions_say(people: list[tuple[int, int]], weights: list[float]):
    codes = [np.array(column) for column in zip(*people, strict=True)]
    found = tables([AGE, WORK], QUESTIONS, weights)
    total = sum(table[rows] for table, rows in zip(found, codes, strict=True))
    np.testing.assert_allclose(total, matrix(QUESTIONS, codes) @ weights, atol=1e-9)
