"""What changed between periods: told where it is more than chance, and never of a few."""

from collections.abc import Sequence
from datetime import date
from math import log

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.contract import Asked
from tilts.engines.forecast.periods import (
    Drift,
    Period,
    drifts,
    named,
    periods,
)
from tilts.engines.forecast.sheet import Sheet, described

from .made import people, ready

SINCE = Asked("returned", start="since")
PEOPLE = people(900)
OUTCOME = PEOPLE["returned"].to_numpy()


def begun(*days: date) -> pl.DataFrame:
    """The same number of people for each of these days, in the order of the table."""
    each = PEOPLE.height // len(days)
    return PEOPLE.with_columns(since=pl.Series([day for day in days for _ in range(each)]))


def sheet(frame: pl.DataFrame) -> Sheet:
    return described(frame, SINCE, ready(frame, SINCE))


def told(frame: pl.DataFrame) -> list[tuple[str, str, str]]:
    return [(one.column, one.before, one.now) for one in sheet(frame).drift]


YEARS = begun(date(2022, 3, 1), date(2023, 6, 30), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("days", "names"),
    [
        ((date(2022, 12, 31), date(2023, 1, 1)), ("2022", "2023")),
        ((date(2023, 1, 1), date(2023, 3, 31)), ("2023-Q1", "2023-Q1")),
        ((date(2023, 3, 31), date(2023, 4, 1)), ("2023-Q1", "2023-Q2")),
        ((date(2022, 1, 1), None, date(2024, 1, 1)), ("2022", "unknown", "2024")),
        ((date(2022, 1, 1), None), ("2022-Q1", "unknown")),
        ((None, None), ("unknown", "unknown")),
    ],
)
def test_a_period_is_a_year_or_a_quarter_of_one_year(
    days: Sequence[date | None], names: Sequence[str]
):
    assert named(pl.Series(days, dtype=pl.Date)).to_list() == list(names)


def test_moments_have_periods_too():
    moments = pl.Series([date(2022, 5, 1), date(2023, 5, 1)]).cast(pl.Datetime)
    assert named(moments).to_list() == ["2022", "2023"]


def test_each_period_counts_its_people():
    assert sheet(YEARS).periods == tuple(
        Period(name, 300, int(OUTCOME[300 * n : 300 * n + 300].sum()), small=False)
        for n, name in enumerate(("2022", "2023", "2024"))
    )


def test_people_who_do_not_change_do_not_drift():
    assert sheet(YEARS).drift == ()


def test_without_a_start_nothing_is_said_of_periods():
    plain = described(PEOPLE, Asked("returned"), ready(PEOPLE))
    assert (plain.periods, plain.drift) == ((), ())


def test_a_number_that_moves_is_told_with_its_index():
    older = pl.when(pl.col("since").dt.year() == 2024).then(pl.col("age") + 12)
    frame = YEARS.with_columns(age=older.otherwise(pl.col("age")))
    (drift,) = sheet(frame).drift
    before, now = (frame.filter(pl.col("since").dt.year() == year)["age"] for year in (2023, 2024))
    edges = np.unique(np.quantile(before.to_numpy(), np.linspace(0, 1, 11)[1:-1]))
    counts = [
        np.append(np.bincount(np.searchsorted(edges, one.to_numpy()), minlength=10), 0) + 0.5
        for one in (before, now)
    ]
    first, second = (one / one.sum() for one in counts)
    index = sum((b - a) * log(b / a) for a, b in zip(first, second, strict=True))
    assert drift == Drift("age", "2023", "2024", drift.value)
    assert drift.value == pytest.approx(index)


def test_a_category_and_what_is_missing_move_too():
    late = pl.col("since").dt.year() == 2023
    frame = YEARS.with_columns(
        work=pl.when(late).then(pl.lit("none")).otherwise(pl.col("work")),
        priors=pl.when(late & (pl.col("age") < 45)).then(None).otherwise(pl.col("priors")),
    )
    assert told(frame) == [
        ("priors", "2022", "2023"),
        ("work", "2022", "2023"),
        ("priors", "2023", "2024"),
        ("work", "2023", "2024"),
    ]


def test_a_small_period_is_counted_and_skipped():
    days = [date(2022, 1, 1)] * 430 + [date(2023, 1, 1)] * 40 + [date(2024, 1, 1)] * 430
    frame = PEOPLE.with_columns(
        since=pl.Series(days), age=pl.Series([30 + n % 9 if n < 470 else 60 for n in range(900)])
    )
    prepared = ready(frame, SINCE)
    names = named(frame["since"])
    assert [(one.name, one.rows, one.small) for one in periods(names, prepared)] == [
        ("2022", 430, False),
        ("2023", 40, True),
        ("2024", 430, False),
    ]
    assert [(one.column, one.before, one.now) for one in drifts(names, prepared)] == [
        ("age", "2022", "2024")
    ]


def test_whose_start_is_unknown_are_counted_and_not_compared():
    frame = YEARS.with_columns(
        since=pl.when(pl.col("since").dt.year() == 2024).then(None).otherwise(pl.col("since")),
        age=pl.when(pl.col("since").dt.year() == 2024).then(20).otherwise(pl.col("age")),
    )
    prepared = ready(frame, SINCE)
    names = named(frame["since"])
    assert [one.name for one in periods(names, prepared)] == ["2022", "2023", "unknown"]
    assert drifts(names, prepared) == ()


def halves(seed: int) -> pl.DataFrame:
    """The same people, who began in one of two years by the toss of a coin."""
    years = np.random.default_rng(seed).permutation(np.arange(900) % 2) + 2022
    return PEOPLE.with_columns(since=pl.Series([date(int(year), 1, 1) for year in years]))


def test_chance_alone_is_told_of_one_feature_in_twenty_at_most():
    found = sum(len(told(halves(seed))) for seed in range(50))
    assert found <= 50 * len(ready(PEOPLE).features) / 20


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_rows_is_nothing(seed: int):
    frame = halves(seed).with_columns(age=pl.col("age") + pl.col("since").dt.year() % 2 * 9)
    mixed = frame.sample(fraction=1, shuffle=True, seed=seed)
    kept, other = sheet(frame), sheet(mixed)
    assert (other.periods, other.drift) == (kept.periods, kept.drift)
