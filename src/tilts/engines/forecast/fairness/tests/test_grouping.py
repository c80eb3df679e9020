"""Columns of every kind as groups."""

from datetime import date
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.fairness import grouped

NUMBERS = st.lists(st.one_of(st.none(), st.integers(-50, 50)), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (["Rīga", None, "Šiauliai", ""], ["Rīga", "unknown", "Šiauliai", ""]),
        ([True, False, None], ["true", "false", "unknown"]),
        (["true", "no", "true"], ["true", "no", "true"]),
        ([date(2024, 2, 29), None], ["2024-02-29", "unknown"]),
        ([-1, 0, 1, None], ["-1", "0", "1", "unknown"]),
        ([0.5, float("nan"), None], ["0.5", "unknown", "unknown"]),
        ([7] * 3, ["7"] * 3),
        ([], []),
        ([None, None], ["unknown", "unknown"]),
    ],
)
def test_few_values_are_the_names_of_groups(values, found):
    assert grouped(pl.Series(values)).to_list() == found


def test_categories_are_words():
    kind = pl.Series(["prison", None, "probation"], dtype=pl.Categorical)
    assert grouped(kind).to_list() == ["prison", "unknown", "probation"]


def test_twelve_values_are_names_and_thirteen_are_bands():
    """A missing value is not one more."""
    assert grouped(pl.Series([*range(12), None])).to_list() == [*map(str, range(12)), "unknown"]
    found = grouped(pl.Series([*range(13), None])).to_list()
    assert found == [
        *["0 to 3"] * 4,
        *["4 to 6"] * 3,
        *["7 to 9"] * 3,
        *["10 to 12"] * 3,
        "unknown",
    ]


def test_bands_of_negative_numbers_and_of_fractions():
    scores = pl.Series([(number - 8) / 4 for number in range(16)])
    assert grouped(scores, bands=2).to_list() == ["-2 to -0.25"] * 8 + ["0 to 1.75"] * 8


def test_no_number_is_unknown_also_among_bands():
    found = grouped(pl.Series([float("nan"), *(float(one) for one in range(20))]), bands=2)
    assert found.to_list() == ["unknown", *["0 to 9"] * 10, *["10 to 19"] * 10]


def test_a_value_that_most_have_is_a_band_by_itself():
    """Equal values are never parted; there are then fewer bands."""
    counted = grouped(pl.Series([0] * 80 + [*range(1, 21)])).value_counts().sort("count").rows()
    assert counted == [("1 to 20", 20), ("0 to 0", 80)]


@settings(max_examples=50)
@given(NUMBERS, st.integers(2, 6))
def test_bands_part_the_numbers_in_their_order(values, bands):
    frame = pl.DataFrame({"value": pl.Series(values, dtype=pl.Int64)})
    frame = frame.with_columns(group=grouped(frame["value"], bands=bands))
    unknown = frame.filter(pl.col("value").is_null())["group"].unique().to_list()
    assert unknown in ([], ["unknown"])
    known = (
        frame.drop_nulls("value")
        .group_by("group")
        .agg(pl.col("value").min().alias("low"), pl.col("value").max().alias("high"))
    )
    ordered = known.sort("low").rows()
    assert all(one[2] < other[1] for one, other in pairwise(ordered))
    if frame["value"].drop_nulls().n_unique() > 12:
        assert [group for group, low, high in ordered] == [
            f"{low} to {high}" for group, low, high in ordered
        ]
        assert len(ordered) <= bands
