"""Models of time to an event: on Rossi's released prisoners, and by hand."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.forecast.survival import (
    concordance,
    fit_cox,
    fit_discrete,
    horizon_brier,
    integrated_brier,
    kaplan_meier,
)
from tilts.engines.forecast.survival.discrete import person_periods
from tilts.engines.forecast.validation import brier
from tilts.engines.forecast.validation.tests.near import near

from .people import FEATURES, arrays, released

# lifelines' documentation, Survival Regression, prints the summary of its CoxPHFitter on these
# data: coefficients and standard errors, here to the two digits in which its versions agree.
PUBLISHED = {
    "fin": (-0.38, 0.19),
    "age": (-0.06, 0.02),
    "race": (0.31, 0.31),
    "wexp": (-0.15, 0.21),
    "mar": (-0.43, 0.38),
    "paro": (-0.08, 0.20),
    "prio": (0.09, 0.03),
}
PEOPLE = st.lists(st.tuples(st.integers(1, 12), st.sampled_from([0, 1])), min_size=1, max_size=40)


@pytest.fixture(scope="module")
def rossi():
    return released()


def test_cox_of_rossi_is_the_published_one(rossi):
    cox = fit_cox(*rossi)
    found = {
        name: (round(value, 2), round(cox.errors[name], 2))
        for name, value in cox.coefficients.items()
    }
    assert found == PUBLISHED
    risk = cox.hazard(rossi[0])
    assert round(concordance(rossi[1], rossi[2], risk), 2) == 0.64


def test_discrete_of_rossi_is_near_to_cox(rossi):
    frame, times, events = rossi
    cox = fit_cox(frame, times, events)
    discrete = fit_discrete(frame, times, events, width=13, horizon=52)
    for name in FEATURES:
        assert discrete.coefficients[name] == near(cox.coefficients[name], abs=0.06), name
    both = [model.probability_by(frame, 52) for model in (cox, discrete)]
    assert np.abs(both[0] - both[1]).mean() < 0.01
    assert both[1].mean() == near(events.mean(), abs=0.005)
    scores = [horizon_brier(times, events, one, horizon=52) for one in both]
    assert scores[0] == near(scores[1], abs=0.001)
    assert max(scores) < events.mean() * (1 - events.mean())


def test_kaplan_meier_by_hand():
    """Five people: events at 1 and 3, follow-up ends at 2, 3 and 5."""
    steps = kaplan_meier(*arrays([(1, 1), (2, 0), (3, 1), (3, 0), (5, 0)]))
    assert steps.at(np.array([0.5, 1, 2, 3, 9])).tolist() == near(
        [1, 0.8, 0.8, 0.8 * 2 / 3, 0.8 * 2 / 3]
    )
    assert steps.at(np.array([1.0, 3.0]), before=True).tolist() == near([1, 0.8])


@given(PEOPLE)
def test_a_stretch_counts_whom_it_saw_through(people):
    """The hazards of single stretches are a life table, and their product Kaplan and Meier's."""
    times, events = arrays(people)
    person, stretch, happened = person_periods(times, events, width=1, horizon=12)
    assert len(person) == int(times.sum())
    assert int(happened.sum()) == int(events.sum())
    at_risk = np.bincount(stretch, minlength=12)
    hazards = np.bincount(stretch, weights=happened, minlength=12) / np.maximum(at_risk, 1)
    expected = kaplan_meier(times, events).at(times.max())
    assert np.prod(1 - hazards) == near(float(expected))


def test_who_leaves_within_a_stretch_does_not_count_in_it():
    found = person_periods(*arrays([(5, 0), (5, 1), (20, 1), (4, 0)]), width=4, horizon=8)
    assert [one.tolist() for one in found] == [
        [0, 1, 1, 2, 2, 3],
        [0, 0, 1, 0, 1, 0],
        [0, 0, 1, 0, 0, 0],
    ]


def test_discrete_without_features_is_the_life_table():
    times, events = arrays([(1, 1), (1, 0), (2, 1), (2, 1), (2, 0), (2, 0), (1, 1), (2, 1)])
    alike = pl.DataFrame({"same": np.zeros(8)})
    model = fit_discrete(alike, times, events, width=1, horizon=2, strength=1e6)
    expected = 1 - kaplan_meier(times, events).at(2.0)
    assert model.probability_by(alike, 2)[0] == near(float(expected), abs=1e-4)


@given(PEOPLE, st.floats(0, 1))
def test_brier_of_a_horizon_without_early_leavers_is_the_plain_one(people, probability):
    times, events = arrays(people)
    times[events == 0] = 12
    forecast = np.full(len(times), probability)
    known = ((times <= 6) & (events == 1)).astype(np.int8)
    assert horizon_brier(times, events, forecast, horizon=6) == near(brier(known, forecast))


def test_brier_with_an_early_leaver_by_hand():
    """Four people; one leaves at 2, so those known later count for 1/(2/3) each."""
    times, events = arrays([(1, 1), (2, 0), (3, 1), (6, 0)])
    forecast = np.array([0.8, 0.5, 0.4, 0.1])
    expected = (0.2**2 + 1.5 * 0.6**2 + 1.5 * 0.1**2) / 4
    assert horizon_brier(times, events, forecast, horizon=5) == near(expected)


def test_integrated_brier_is_the_mean_over_time():
    times, events = arrays([(1, 1), (3, 1), (6, 0), (6, 0)])
    by = {one: np.full(4, 0.5) for one in (2.0, 4.0, 6.0)}
    assert integrated_brier(times, events, by) == near(0.25)
    with pytest.raises(ValueError, match="at least two horizons"):
        integrated_brier(times, events, {2.0: np.full(4, 0.5)})


def test_concordance_by_hand_and_of_nobody():
    times, events = arrays([(1, 1), (2, 1), (3, 0)])
    assert concordance(times, events, np.array([0.9, 0.2, 0.5])) == near(2 / 3)
    assert np.isnan(concordance(times, 0 * events, np.array([0.1, 0.2, 0.3])))


def test_words_are_levels_and_an_unseen_one_is_the_first():
    random = np.random.default_rng(1)
    frame = pl.DataFrame(
        {"kind": random.choice(["a", "b", "c"], 200), "age": random.normal(size=200)}
    )
    times, events = random.exponential(5, 200), random.integers(0, 2, 200).astype(np.int8)
    cox = fit_cox(frame, times, events)
    assert list(cox.coefficients) == ["age", "kind: b", "kind: c"]
    asked = pl.DataFrame({"kind": ["a", "new"], "age": [0.3, 0.3]})
    one, other = cox.probability_by(asked, 4.0)
    assert one == other


def test_what_is_refused():
    frame = pl.DataFrame({"age": [20.0, None, 30.0]})
    times, events = arrays([(1, 1), (2, 0), (3, 1)])
    with pytest.raises(ValueError, match="Values are missing in age: give them a level"):
        fit_cox(frame, times, events)
    whole = frame.fill_null(25.0)
    with pytest.raises(ValueError, match="The event came to nobody"):
        fit_cox(whole, times, 0 * events)
    with pytest.raises(ValueError, match="The event came to nobody"):
        fit_discrete(whole, times, 0 * events, width=1, horizon=3)
    with pytest.raises(ValueError, match="A time is a number of 0 or more"):
        kaplan_meier(-times, events)
    with pytest.raises(ValueError, match="3 times and 2 events"):
        kaplan_meier(times, events[:2])
    with pytest.raises(ValueError, match="An event is 1 where it came"):
        kaplan_meier(times, 2 * events)


def test_nothing_is_said_past_follow_up(rossi):
    frame, times, events = rossi
    with pytest.raises(ValueError, match="Nobody was followed for 60; the longest was 52"):
        fit_cox(frame, times, events).probability_by(frame, 60)
    discrete = fit_discrete(frame, times, events, width=13, horizon=52)
    for horizon in (65, 20, 0):
        with pytest.raises(ValueError, match="Ask for a multiple of 13 up to 52"):
            discrete.probability_by(frame, horizon)
