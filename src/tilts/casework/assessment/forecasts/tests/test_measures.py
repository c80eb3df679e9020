"""Measures with their intervals: as they are written, read, and checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.assessment.forecasts.measures import (
    BOUNDS,
    NAMES,
    Measure,
    read_measure,
    why_not_measure,
)
from tilts.engines.forecast.validation.bootstrap import Interval

numbers = st.floats(-30, 30)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0.71 (0.68 to 0.74)", Measure(0.71, 0.68, 0.74)),
        (" 0.7100  ( 0.6800 – 0.7400 ) ", Measure(0.71, 0.68, 0.74)),
        ("0,71 (0,68 līdz 0,74)", Measure(0.71, 0.68, 0.74)),
        ("-0.1 (−0.2 to 0)", Measure(-0.1, -0.2, 0.0)),
        ("1e-05 (1E-6 to 1e-04)", Measure(1e-05, 1e-06, 1e-04)),
        ("0.71", None),
        ("0.71 (0.68, 0.74)", None),
        ("0.71 (0.68 to 0.74) or so", None),
        ("nan (nan to nan)", None),
        ("inf (0 to 1)", None),
        ("", None),
    ],
)
def test_how_it_is_read(text: str, read: Measure | None):
    assert read_measure(text) == read


@given(numbers, numbers, numbers)
def test_what_is_written_is_read_again(value: float, low: float, high: float):
    measure = Measure(value, low, high)
    assert read_measure(measure.written()) == measure


def test_it_is_read_as_the_command_prints_it():
    assert read_measure(str(Interval(0.71234, 0.68, 0.74, 1000))) == Measure(0.7123, 0.68, 0.74)


def test_in_words():
    assert str(Measure(0.71234, 0.68, 0.7)) == "0.712 (0.680 to 0.700)"


@pytest.mark.parametrize(
    ("name", "measure", "codes"),
    [
        ("auc", Measure(0.7, 0.6, 0.8), []),
        ("auc", Measure(1, 0, 1), []),
        ("auc", Measure(0.7, 0.6, 1.2), ["out-of-bounds"]),
        ("auc", Measure(0.7, -0.1, 0.8), ["out-of-bounds"]),
        ("brier", Measure(1.5, 0.1, 0.2), ["out-of-bounds"]),
        ("brier", Measure(float("nan"), 0.1, 0.2), ["out-of-bounds"]),
        ("slope", Measure(0.9, 0.8, float("inf")), ["out-of-bounds"]),
        ("slope", Measure(-2, -30, 30), []),
        ("intercept", Measure(31, 0, 1), ["out-of-bounds"]),
        ("intercept", Measure(0.3, 0.1, 0.2), ["outside-interval"]),
        ("intercept", Measure(0.1, 0.2, 0.3), ["outside-interval"]),
        ("auc", Measure(0.7, 0.8, 0.6), ["outside-interval"]),
    ],
)
def test_what_a_measure_can_be(name: str, measure: Measure, codes: list[str]):
    assert [one.code for one in why_not_measure(name, measure)] == codes


def test_a_refusal_names_the_measure_and_its_bounds():
    (reason,) = why_not_measure("auc", Measure(2, 0, 1))
    assert reason.text == (
        "Area under the curve (AUC): each number lies between 0 and 1. Check them."
    )
    (reason,) = why_not_measure("slope", Measure(1, 2, 3))
    assert reason.text == (
        "Calibration slope: the number lies outside its own interval. Check them."
    )


def test_every_measure_has_its_name_and_bounds():
    assert (list(NAMES), BOUNDS) == (
        ["auc", "brier", "slope", "intercept"],
        {"auc": (0, 1), "brier": (0, 1), "slope": (-30, 30), "intercept": (-30, 30)},
    )
