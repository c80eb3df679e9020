"""Kaplan and Meier on published data, and scores of forecasts that it must agree with."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from tilts.engines.forecast.survival import (
    concordance,
    horizon_brier,
    integrated_brier,
    kaplan_meier,
)
from tilts.engines.forecast.validation import auc
from tilts.engines.forecast.validation.tests.near import near

from .people import arrays, released

# Freireich et al. (1963): weeks in remission of the 21 patients on 6-mercaptopurine, a worked
# example of most textbooks of survival analysis; minus: follow-up ended then.
WEEKS = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35]
REMISSION = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
PEOPLE = st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0, 1])), min_size=1, max_size=40)


def test_kaplan_meier_of_freireich():
    times, events = arrays([(abs(week), int(week > 0)) for week in WEEKS])
    steps = kaplan_meier(times, events)
    assert {week: round(float(steps.at(week)), 3) for week in REMISSION} == REMISSION
    assert steps.at(np.array([0.0, 5.9, 99.0])).tolist() == [1, 1, steps.shares[-1]]


def test_kaplan_meier_of_rossi_is_that_of_lifelines():
    _, times, events = released()
    theirs = KaplanMeierFitter().fit(times, events).survival_function_.iloc[:, 0]
    ours = kaplan_meier(times, events)
    assert ours.at(theirs.index.to_numpy()).tolist() == near(theirs.tolist())
    assert round(float(ours.at(52)), 4) == round(1 - 114 / 432, 4)


@settings(max_examples=50)
@given(PEOPLE)
def test_shares_fall_and_only_where_an_event_came(people):
    times, events = arrays(people)
    steps = kaplan_meier(times, events)
    before, after = steps.at(steps.times, before=True), steps.at(steps.times)
    came = np.isin(steps.times, times[events == 1])
    assert (after < before).tolist() == came.tolist()
    assert (after >= 0).all()
    assert (before <= 1).all()


@settings(max_examples=50)
@given(PEOPLE, st.integers(0, 9))
def test_the_brier_of_never_is_what_kaplan_and_meier_count(people, horizon):
    """Weighted for who left, those with the event are as many as the curve says; and the rest too.

    The identity of Satten & Datta (2001), ties of events and leaving included.
    """
    times, events = arrays(people)
    share = float(kaplan_meier(times, events).at(float(horizon)))
    never, surely = np.zeros(len(times)), np.ones(len(times))
    assert horizon_brier(times, events, never, horizon=horizon) == near(1 - share, abs=1e-9)
    known = (times > horizon) | ((times == horizon) & (events == 0))
    if known.any():
        assert horizon_brier(times, events, surely, horizon=horizon) == near(share, abs=1e-9)


def test_who_leaves_at_the_time_of_an_event_leaves_after_it():
    """At 1 one has it, then one of the two others leaves: the last person counts for both."""
    times, events = arrays([(1, 1), (1, 0), (4, 0)])
    forecast = np.array([0.7, 0.5, 0.2])
    expected = (0.3**2 + 2 * 0.2**2) / 3
    assert horizon_brier(times, events, forecast, horizon=2) == near(expected)


def test_integrated_by_unequal_steps():
    """Brier of never: 0, 1/4 and 1/2 at 1, 2 and 6; the mean of the straight lines between."""
    times, events = arrays([(2, 1), (5, 1), (7, 0), (7, 0)])
    by = {6.0: np.zeros(4), 1.0: np.zeros(4), 2.0: np.zeros(4)}
    expected = (1 * (0 + 1 / 4) / 2 + 4 * (1 / 4 + 1 / 2) / 2) / 5
    assert integrated_brier(times, events, by) == near(expected)


@pytest.mark.parametrize("number", [0, 1])
def test_fewer_than_two_horizons_are_refused(number):
    by = dict.fromkeys([2.0][:number], np.zeros(1))
    with pytest.raises(ValueError, match=r"^Give the probabilities by at least two horizons\.$"):
        integrated_brier(np.ones(1), np.ones(1, np.int8), by)


@pytest.mark.parametrize(
    ("people", "risk", "found"),
    [
        ([(1, 1), (2, 1), (3, 1)], [3, 2, 1], 1),
        ([(1, 1), (2, 1), (3, 1)], [1, 2, 3], 0),
        ([(1, 1), (2, 1), (3, 1)], [2, 2, 2], 1 / 2),
        ([(1, 1), (2, 1), (3, 1)], [2, 2, 1], 2.5 / 3),
        # Who left at 1 may have had it before or after: only the other pair counts.
        ([(1, 0), (2, 1), (3, 0)], [0, 1, 2], 0),
        # Who left at the time of an event had it later.
        ([(2, 1), (2, 0)], [2, 1], 1),
    ],
)
def test_concordance_by_hand(people, risk, found):
    times, events = arrays(people)
    assert concordance(times, events, np.array(risk, dtype=float)) == near(found)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=30))
def test_concordance_of_events_at_one_time_is_the_auc(people):
    """All events at 1, all others followed to 2: pairs are those of having and not having it."""
    had, risk = (np.array(one) for one in zip(*people, strict=True))
    times, events = np.where(had, 1.0, 2.0), had.astype(np.int8)
    expected = auc(events, risk.astype(float))
    if np.isfinite(expected):
        assert concordance(times, events, risk.astype(float)) == near(expected)


@pytest.mark.parametrize("judge", [concordance, lambda *one: horizon_brier(*one, horizon=2)])
def test_times_and_events_are_checked_first(judge):
    with pytest.raises(ValueError, match="give one of each a row"):
        judge(np.ones(2), np.ones(3, np.int8), np.ones(2))
    with pytest.raises(ValueError, match="A time is a number of 0 or more"):
        judge(-np.ones(2), np.ones(2, np.int8), np.ones(2))
