"""Cox's model against partial likelihoods that are solved on paper."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.survival import fit_cox, kaplan_meier
from tilts.engines.forecast.validation.tests.near import near

from .people import arrays

# Time, event, treated. Treated and not at risk: 2 and 1 at time 1, 1 and 1 at time 2.
THREE = pl.DataFrame({"treated": [1, 0, 1]})
ENDS = arrays([(1, 1), (2, 1), (3, 0)])
U = 2**-0.5  # the hazard ratio, from 1 = 2u/(2u + 1) + u/(1 + u)


@pytest.fixture(scope="module")
def three():
    return fit_cox(THREE, *ENDS)


def test_three_people_on_paper(three):
    information = 2 * U / (2 * U + 1) ** 2 + U / (1 + U) ** 2
    assert three.coefficients == {"treated": near(np.log(U), abs=1e-3)}
    assert three.errors == {"treated": near(information**-0.5, abs=1e-3)}
    assert three.means.tolist() == near([2 / 3])


def test_the_baseline_is_that_of_breslow(three):
    """One event among all hazards that are left, in those of the mean person."""
    centre = U ** (2 / 3)
    first = 1 / ((2 * U + 1) / centre)
    both = first + 1 / ((U + 1) / centre)
    assert three.baseline.times.tolist() == [1, 2, 3]
    assert three.baseline.shares.tolist() == near(np.exp([-first, -both, -both]).tolist(), abs=1e-3)
    assert three.hazard(THREE).tolist() == near([U / centre, 1 / centre, U / centre], abs=1e-3)
    expected = 1 - np.exp(-first * np.array([U, 1, U]) / centre)
    assert three.probability_by(THREE, 1.5).tolist() == near(expected.tolist(), abs=1e-3)


def test_probabilities_rise_with_the_horizon_from_nothing(three):
    by = np.array([three.probability_by(THREE, one) for one in (0.0, 0.99, 1.0, 1.99, 2.0, 3.0)])
    assert by[:2].tolist() == [[0, 0, 0]] * 2
    assert by[2].tolist() == by[3].tolist()
    assert by[4].tolist() == by[5].tolist()
    assert (np.diff(by, axis=0) >= 0).all()


def test_ties_are_efrons():
    """Two of three fail together, one of them treated: u = 6 ** 0.5, where Breslow has u = 2."""
    tied = fit_cox(pl.DataFrame({"treated": [1, 0, 0]}), *arrays([(1, 1), (1, 1), (2, 0)]))
    assert tied.coefficients["treated"] == near(np.log(6) / 2, abs=1e-5)


def test_the_stronger_the_penalty_the_nearer_to_nothing():
    sizes = [
        abs(fit_cox(THREE, *ENDS, penalty=one).coefficients["treated"]) for one in (0, 0.1, 1, 100)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < 0.01


@settings(max_examples=25)
@given(st.permutations(range(12)), st.integers(1, 9))
def test_neither_the_order_of_rows_nor_the_unit_of_time_matters(order, unit):
    random = np.random.default_rng(5)
    frame = pl.DataFrame({"age": random.normal(size=12)})
    times, events = arrays(list(zip(random.permutation(12) + 1, [1, 1, 0] * 4, strict=True)))
    one = fit_cox(frame, times, events)
    other = fit_cox(frame[order], unit * times[order], events[order])
    assert other.coefficients["age"] == near(one.coefficients["age"], abs=1e-5)
    asked = pl.DataFrame({"age": [-1.0, 0.0, 1.0]})
    assert other.probability_by(asked, unit * 6.5).tolist() == near(
        one.probability_by(asked, 6.5).tolist(), abs=1e-5
    )


def test_without_an_effect_it_is_near_to_kaplan_and_meier():
    frame = pl.DataFrame({"side": [0, 1] * 60})
    times, events = np.repeat(np.arange(1.0, 61), 2), np.repeat(np.array([1, 0], np.int8), 60)
    cox = fit_cox(frame, times, events)
    assert cox.coefficients["side"] == near(0, abs=1e-9)
    expected = 1 - float(kaplan_meier(times, events).at(30.0))
    assert cox.probability_by(frame, 30.0).tolist() == near([expected] * 120, abs=0.01)


@pytest.mark.parametrize(
    ("times", "events", "said"),
    [
        ([1, 2], [1, 0, 1], r"^2 times and 3 events: give one of each a row\.$"),
        ([], [], r"^0 times and 0 events: give one of each a row\.$"),
        ([1, -2, 3], [1, 0, 1], r"^A time is a number of 0 or more; leave out the rows that "),
        ([1, np.nan, 3], [1, 0, 1], r"^A time is a number of 0 or more; leave out the rows that "),
        ([1, np.inf, 3], [1, 0, 1], r"^A time is a number of 0 or more; leave out the rows that "),
        ([1, 2, 3], [1, 0, 2], r"^An event is 1 where it came, 0 where follow-up ended without "),
        ([1, 2, 3], [0, 0, 0], r"^The event came to nobody: there is nothing to learn\.$"),
    ],
)
def test_what_cannot_be_learnt_from(times, events, said):
    with pytest.raises(ValueError, match=said):
        fit_cox(THREE, np.array(times, dtype=float), np.array(events, dtype=np.int8))


@pytest.mark.parametrize("penalty", [0.0, 0.1])
def test_a_number_that_all_share_is_refused(penalty):
    same = THREE.with_columns(country=pl.lit(1), year=pl.lit(2024), age=pl.Series([30, 20, 25]))
    with pytest.raises(ValueError, match=r"^Everybody is alike in country, year: leave it out\.$"):
        fit_cox(same, *ENDS, penalty=penalty)


def test_a_word_that_all_share_tells_nobody_apart():
    """It has no level but the first: everybody has the baseline, that of Breslow."""
    cox = fit_cox(pl.DataFrame({"country": ["LV"] * 3}), *ENDS)
    assert (cox.coefficients, cox.errors) == ({}, {})
    expected = 1 - np.exp(-(1 / 3 + 1 / 2))
    assert cox.probability_by(pl.DataFrame({"country": ["LV", "LT"]}), 2.0).tolist() == near(
        [expected] * 2
    )
