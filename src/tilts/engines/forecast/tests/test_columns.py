"""What becomes of each column: a feature, or left out for a stated reason."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_series_equal

from tilts.engines.forecast.columns import as_days, in_future, judged, unlawful
from tilts.engines.forecast.features import Feature, Kind, LeftOut, told

WHY = "in the table, and nothing speaks against it"
PEOPLE = "it identifies people: nearly everybody has a value of their own."
START = pl.Series("start", [date(2024, 5, 1)] * 100)


def of(
    values: Sequence[object],
    name: str = "x",
    lawful: dict[str, str] | None = None,
    start: pl.Series | None = None,
) -> Feature | str:
    """The feature, or the reason why there is none."""
    found = judged(pl.Series(name, values), lawful or {}, start)
    assert found.name == name
    return found.reason if isinstance(found, LeftOut) else found


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([-3, 4] * 50, "number"),
        ([0.25, -1e9] * 50, "number"),
        (["ā", "ž"] * 50, "category"),
        ([True, False] * 50, "category"),
        (["true", "false"] * 50, "category"),
        ([1, 2, 1, *[None] * 98], "number"),
    ],
)
def test_kinds(values: list[object], kind: Kind):
    assert of(values) == Feature("x", kind, WHY)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([None] * 100, "100.0 % of it is missing."),
        ([7, *[None] * 99], "99.0 % of it is missing."),
        ([1, 2, *[None] * 999], "99.8 % of it is missing."),
        ([7] * 100, "it holds one value only."),
        ([False] * 100, "it holds one value only."),
        ([""] * 100, "it holds one value only."),
        ([7, 7, *[None] * 98], "it holds one value only."),
        ([time(3), time(4)] * 50, "it is a time of day or a duration."),
        ([timedelta(days=1), timedelta(days=2)] * 50, "it is a time of day or a duration."),
    ],
)
def test_nothing_to_learn_from(values: list[object], reason: str):
    assert of(values) == reason


@pytest.mark.parametrize(
    ("name", "values", "reason"),
    [
        ("x", list(range(1000)), PEOPLE),
        ("x", [f"person {n}" for n in range(1000)], PEOPLE),
        ("x", [n / 7 for n in range(1000)], None),
        ("x", [*range(998), 1, 1], None),
        ("person_id", [n // 2 + n % 2 for n in range(100)], PEOPLE),
        ("person_id", [n // 2 for n in range(100)], None),
        ("personId", [n // 2 + n % 2 for n in range(100)], PEOPLE),
        ("asmens kods", [n // 2 + n % 2 for n in range(100)], PEOPLE),
        ("id_of_office", [n // 2 + n % 2 for n in range(100)], None),
        ("case_no", [1, 2, 3, *[None] * 200], PEOPLE),
    ],
)
def test_identifiers(name: str, values: list[object], reason: str | None):
    assert of(values, name) == (reason or Feature(name, "number", WHY))


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (50, Feature("x", "category", WHY)),
        (51, "it has 51 different texts; more than 50 are free text."),
    ],
)
def test_free_text_begins_above_fifty_words(levels: int, expected: Feature | str):
    assert of([f"offence {n % levels}" for n in range(levels * 4)]) == expected


def test_numbers_may_be_as_many_as_they_like():
    assert of([n % 60 for n in range(240)]) == Feature("x", "number", WHY)


def test_the_name_speaks_before_the_values():
    reason = "its name shows religion; it may describe groups, never a person's forecast."
    assert of([None] * 100, "ticība") == unlawful("ticība", {}) == reason
    assert of(["a", "b"] * 50, "ticība", {"ticība": "chaplaincy"}) == Feature(
        "ticība", "category", "lawful necessity: chaplaincy"
    )
    assert unlawful("age", {}) is None


def test_a_lawful_necessity_makes_no_empty_column_useful():
    assert of([1] * 100, "religion", {"religion": "chaplaincy"}) == "it holds one value only."


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ([date(2024, 5, 1), date(2020, 1, 1)] * 50, None),
        ([datetime(2024, 5, 1, 23, 59, tzinfo=UTC), None] * 50, "it holds one value only."),
        ([datetime(2024, 5, 1, 23, 59), datetime(2024, 4, 1)] * 50, None),  # noqa: DTZ001 - tables hold naive times
        (
            [date(2024, 5, 2), date(2020, 1, 1)] * 50,
            "it lies after the start of follow-up in 50 rows.",
        ),
        (
            [date(2024, 5, 2), None, date(2019, 1, 1), None] * 25,
            "it lies after the start of follow-up in 25 rows.",
        ),
    ],
)
def test_dates_before_and_after_the_start(days: list[object], reason: str | None):
    no_start = "it is a date, and no start of follow-up is named to count from (--start)."
    feature = Feature("x", "number", WHY, from_date=True)
    assert of(days, start=START) == (reason or feature)
    if reason is None:
        assert of(days) == no_start


def test_a_start_that_is_unknown_is_after_nothing():
    start = pl.Series("start", [None] * 100, dtype=pl.Date)
    days = [date(2024, 5, 2), date(2020, 1, 1)] * 50
    assert of(days, start=start) == Feature("x", "number", WHY, from_date=True)


@pytest.mark.parametrize(
    ("values", "days"),
    [
        ([date(1970, 1, 1), date(1969, 12, 31), None], [0, -1, None]),
        ([datetime.fromisoformat("1970-01-02 23:59:59")], [1]),
        (["1970-01-02"], [None]),
        ([3.5], [None]),
        ([time(3)], [None]),
        ([timedelta(days=3)], [None]),
    ],
)
def test_days_since_1970(values: list[object], days: list[int | None]):
    found = as_days(pl.Series("x", values))
    assert_series_equal(found, pl.Series("x", days, dtype=pl.Int64))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1, max_size=20))
def test_days_keep_the_distance_between_dates(days: list[date]):
    found = as_days(pl.Series("x", days)).to_list()
    assert [one - found[0] for one in found] == [(day - days[0]).days for day in days]


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ([date(2026, 11, 1), date(2026, 11, 2), None], 1),
        ([datetime.fromisoformat("2026-11-01 23:59:59")], 0),
        ([datetime.fromisoformat("2026-11-02 00:00:00")], 1),
        ([datetime(2030, 1, 1, tzinfo=UTC)], 1),
        ([time(23)], 0),
        ([99999], 0),
        (["2030-01-01"], 0),
    ],
)
def test_dates_in_the_future(values: list[object], rows: int):
    assert in_future(pl.Series("x", values), date(2026, 11, 1)) == rows


def test_what_is_left_out_is_told(caplog: pytest.LogCaptureFixture):
    one = LeftOut("shoe", "nobody asked.")
    assert told(one) is one
    assert [(entry.levelname, entry.message) for entry in caplog.records] == [
        ("WARNING", "Column shoe is left out: nobody asked.")
    ]
