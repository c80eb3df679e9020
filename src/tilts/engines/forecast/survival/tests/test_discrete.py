"""Stretches of time and the logistic regression on them, by hand."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.survival import fit_discrete
from tilts.engines.forecast.survival.coding import Coding
from tilts.engines.forecast.survival.discrete import Discrete, person_periods
from tilts.engines.forecast.validation.tests.near import near

from .people import arrays

# Even odds in the first stretch, one to three in the second; `bad` triples both.
MODEL = Discrete(Coding(("bad",), ()), 26.0, np.log([1, 1 / 3]), {"bad": float(np.log(3))})
TWO = pl.DataFrame({"bad": [0, 1]})


@pytest.mark.parametrize(
    ("horizon", "found"),
    [
        (26, [1 / 2, 3 / 4]),
        (52, [1 - 1 / 2 * 3 / 4, 1 - 1 / 4 * 1 / 2]),
        (52 + 1e-10, [1 - 1 / 2 * 3 / 4, 1 - 1 / 4 * 1 / 2]),
    ],
)
def test_hazards_of_stretches_make_a_probability(horizon, found):
    assert MODEL.probability_by(TWO, horizon).tolist() == near(found)


@pytest.mark.parametrize("horizon", [0, -26, 13, 25.9, 78, 12.5])
def test_other_horizons_are_refused(horizon):
    with pytest.raises(ValueError, match=r"^Ask for a multiple of 26 up to 52\.$"):
        MODEL.probability_by(TWO, horizon)


@pytest.mark.parametrize(
    ("one", "stretches", "events"),
    [
        ((0, 1), [0], [1]),  # at once: within the first stretch
        ((0, 0), [], []),
        ((3.9, 0), [], []),  # gone before the first stretch was over
        ((4, 0), [0], [0]),
        ((4, 1), [0], [1]),  # at the very end of a stretch: in it
        ((4.1, 1), [0, 1], [0, 1]),
        ((8, 1), [0, 1], [0, 1]),
        ((8.1, 1), [0, 1], [0, 0]),  # past the horizon: seen through without it
        ((99, 0), [0, 1], [0, 0]),
    ],
)
def test_the_stretches_of_one_person(one, stretches, events):
    found = person_periods(*arrays([one]), width=4, horizon=8)
    assert [part.tolist() for part in found] == [[0] * len(stretches), stretches, events]


def test_one_group_against_another_is_the_odds_ratio():
    """One stretch only: 30 of 40 and 10 of 40, so three to one and one to three."""
    frame = pl.DataFrame({"kind": ["b"] * 40 + ["a"] * 40})
    times, events = arrays([(1, 1)] * 30 + [(1, 0)] * 10 + [(1, 1)] * 10 + [(1, 0)] * 30)
    model = fit_discrete(frame, times, events, width=1, horizon=1, strength=1e6)
    assert model.coefficients == {"kind: b": near(np.log(9), abs=1e-4)}
    assert model.stretches.tolist() == near([np.log(1 / 3)], abs=1e-4)
    asked = pl.DataFrame({"kind": ["a", "b", "new"]})
    assert model.probability_by(asked, 1).tolist() == near([0.25, 0.75, 0.25], abs=1e-4)


def test_the_weaker_the_model_the_nearer_to_even():
    frame = pl.DataFrame({"kind": ["b", "a"] * 20})
    times, events = arrays([(1, 1), (1, 0)] * 18 + [(1, 0), (1, 1)] * 2)
    sizes = [
        fit_discrete(frame, times, events, width=1, horizon=1, strength=one).coefficients["kind: b"]
        for one in (0.001, 0.1, 10, 1e6)
    ]
    assert sizes == sorted(sizes)
    assert sizes[0] < 0.05


def test_words_that_all_share_leave_the_stretches():
    times, events = arrays([(1, 1), (2, 1), (2, 0), (2, 0)])
    frame = pl.DataFrame({"country": ["LV"] * 4})
    model = fit_discrete(frame, times, events, width=1, horizon=2, strength=1e6)
    assert model.coefficients == {}
    assert model.probability_by(frame, 2).tolist() == near([0.5] * 4, abs=1e-4)


@settings(max_examples=25)
@given(st.lists(st.floats(-4, 4), min_size=1, max_size=5), st.floats(-2, 2))
def test_probabilities_rise_with_the_horizon(hazards, effect):
    model = Discrete(Coding(("bad",), ()), 13.0, np.array(hazards), {"bad": effect})
    by = [model.probability_by(TWO, 13 * (one + 1)) for one in range(len(hazards))]
    assert (np.diff(by, axis=0) >= 0).all()
    assert ((np.array(by) > 0) & (np.array(by) < 1)).all()
    assert effect * (by[-1][1] - by[-1][0]) >= 0


def test_an_event_past_the_horizon_teaches_nothing():
    times, events = arrays([(9, 1), (9, 0)])
    with pytest.raises(
        ValueError, match=r"^The event came to nobody: there is nothing to learn\.$"
    ):
        fit_discrete(TWO, times, events, width=4, horizon=8)
