"""The data sheet, and a table without what leaks."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tilts.engines.forecast.contract import Asked, Prepared
from tilts.engines.forecast.features import Feature, LeftOut
from tilts.engines.forecast.leakage import Leak
from tilts.engines.forecast.periods import Drift, Period
from tilts.engines.forecast.refusals import DataRefused
from tilts.engines.forecast.sheet import Column, Group, Sheet, described, without_leaks

from .made import ASKED, people, ready

WHY = "in the table, and nothing speaks against it"
NOTHING_IMPUTED = "Nothing is imputed: a missing value is a level of its own in every model."
PEOPLE = people()
EVENTS = int(PEOPLE["returned"].sum())
BACK = PEOPLE["returned"].to_numpy() == 1


def sheet_of(frame: pl.DataFrame, asked: Asked = ASKED) -> Sheet:
    return described(frame, asked, ready(frame, asked))


def clocked() -> pl.DataFrame:
    """With the days until the arrest, the year's end for those without one."""
    draw = np.random.default_rng(3)
    days = np.where(BACK, draw.integers(5, 365, PEOPLE.height), 365)
    event = draw.integers(0, 2, PEOPLE.height)
    return PEOPLE.with_columns(AVCLOCK=pl.Series(days), event=pl.Series(event))


def test_a_plain_table():
    assert sheet_of(PEOPLE) == Sheet(
        rows=600,
        events=EVENTS,
        base_rate=EVENTS / 600,
        columns=(
            Column("age", "Int64", 0, PEOPLE["age"].n_unique(), "feature, a number"),
            Column(
                "priors",
                "Int64",
                PEOPLE["priors"].null_count(),
                PEOPLE["priors"].drop_nulls().n_unique(),
                "feature, a number",
            ),
            Column("work", "String", 0, 3, "feature, a category"),
            Column("returned", "Int64", 0, 2, "outcome"),
        ),
        groups=(),
        leaks=(),
        missing=NOTHING_IMPUTED,
    )


def test_what_becomes_of_each_column():
    frame = PEOPLE.with_columns(
        person=pl.int_range(600),
        since=pl.lit("2024-05-01").str.to_date(),
        country=pl.lit("LV"),
        note=pl.lit(None, dtype=pl.String),
        flag=pl.col("age") > 40,
    )
    asked = Asked("returned", identity="person", start="since", excluded=("work",))
    columns = sheet_of(frame, asked).columns
    assert [(one.name, one.type, one.missing, one.values, one.use) for one in columns[2:]] == [
        ("work", "String", 0, 3, "left out: excluded by name."),
        ("returned", "Int64", 0, 2, "outcome"),
        ("person", "Int64", 0, 600, "id"),
        ("since", "Date", 0, 1, "start of follow-up"),
        ("country", "String", 0, 1, "left out: it holds one value only."),
        ("note", "String", 600, 0, "left out: 100.0 % of it is missing."),
        ("flag", "Boolean", 0, 2, "feature, a category"),
    ]


def test_a_column_that_nobody_judged_is_not_used():
    sheet = described(PEOPLE.with_columns(late=pl.lit(1)), ASKED, ready(PEOPLE))
    assert sheet.columns[-1] == Column("late", "Int32", 0, 1, "not used")


def events_where(there: pl.Series) -> int:
    return int(PEOPLE.filter(there)["returned"].sum())


def test_groups_of_people():
    unit = pl.Series(["Ķ"] * 300 + ["Z"] * 250 + [None] * 50)
    sheet = sheet_of(PEOPLE.with_columns(unit=unit), Asked("returned", groups=("unit",)))
    assert sheet.groups == (
        Group("unit", "Z", 250, events_where(unit == "Z"), small=False),
        Group("unit", "missing", 50, events_where(unit.is_null()), small=True),
        Group("unit", "Ķ", 300, events_where(unit == "Ķ"), small=False),
    )


def test_groups_by_numbers_and_truths():
    frame = PEOPLE.with_columns(sex=pl.Series([0, 1, 1] * 200), young=pl.col("age") < 30)
    young = frame["young"]
    sheet = sheet_of(frame, Asked("returned", groups=("young", "sex")))
    assert sheet.groups == (
        Group(
            "young", "false", 600 - frame.filter(young).height, events_where(~young), small=False
        ),
        Group("young", "true", frame.filter(young).height, events_where(young), small=False),
        Group("sex", "0", 200, events_where(frame["sex"] == 0), small=False),
        Group("sex", "1", 400, events_where(frame["sex"] == 1), small=False),
    )


@pytest.mark.parametrize(
    ("rows", "events", "small"),
    [(100, 20, False), (99, 40, True), (100, 19, True), (100, 80, False), (100, 81, True)],
)
def test_the_smallest_group_that_says_something(rows: int, events: int, small: bool):
    ones = np.array([1] * events + [0] * (rows - events) + [0, 1] * 250, dtype=np.int8)
    frame = pl.DataFrame({"returned": ones, "unit": ["a"] * rows + ["b"] * 500})
    prepared = Prepared(frame.select("unit"), ones, (), ())
    sheet = described(frame, Asked("returned", groups=("unit",)), prepared)
    assert sheet.groups == (
        Group("unit", "a", rows, events, small),
        Group("unit", "b", 500, 250, small=False),
    )


def test_more_than_twenty_groups_are_cut_off():
    frame = PEOPLE.with_columns(unit=pl.Series([f"unit {n % 30:02}" for n in range(600)]))
    sheet = sheet_of(frame, Asked("returned", groups=("unit",)))
    assert [one.value for one in sheet.groups] == [f"unit {n:02}" for n in range(20)]


def test_a_protected_column_may_describe_groups():
    frame = PEOPLE.with_columns(race=pl.Series(["a", "b", "c"] * 200))
    sheet = sheet_of(frame, Asked("returned", groups=("race",)))
    assert [(one.value, one.rows) for one in sheet.groups] == [("a", 200), ("b", 200), ("c", 200)]
    assert sheet.columns[-1].use == (
        "left out: its name shows origin or ethnicity; "
        "it may describe groups, never a person's forecast."
    )


def test_the_sheet_for_json():
    leak = Leak("AVCLOCK", "clock", "it ticks.", certain=True)
    sheet = Sheet(
        rows=2,
        events=1,
        base_rate=0.5,
        columns=(Column("a", "Int64", 0, 2, "outcome"),),
        groups=(Group("b", "x", 2, 1, small=True),),
        leaks=(leak,),
        periods=(Period("2024", 2, 1, small=True),),
        drift=(Drift("a", "2024", "2025", 0.3),),
    )
    assert sheet.as_dict() == {
        "rows": 2,
        "events": 1,
        "base_rate": 0.5,
        "columns": ({"name": "a", "type": "Int64", "missing": 0, "values": 2, "use": "outcome"},),
        "groups": ({"column": "b", "value": "x", "rows": 2, "events": 1, "small": True},),
        "leaks": ({"name": "AVCLOCK", "trap": "clock", "what": "it ticks.", "certain": True},),
        "periods": ({"name": "2024", "rows": 2, "events": 1, "small": True},),
        "drift": ({"column": "a", "before": "2024", "now": "2025", "value": 0.3},),
        "missing": NOTHING_IMPUTED,
    }


def test_what_leaks_is_taken_out(caplog: pytest.LogCaptureFixture):
    frame = clocked()
    prepared, sheet = ready(frame), sheet_of(frame)
    signs = [leak for leak in sheet.leaks if leak.name == "AVCLOCK"]
    assert sheet.leaks == (
        *signs,
        Leak(
            "event",
            "name",
            "“event” in its name speaks of what comes after the start.",
            certain=False,
        ),
    )
    assert all(leak.certain for leak in signs)
    left = LeftOut("AVCLOCK", f"it leaks the outcome: {signs[0].what}")
    mended = without_leaks(prepared, sheet)
    kept = ["age", "priors", "work", "event"]
    assert [one.name for one in mended.features] == mended.frame.columns == kept
    assert mended.left_out == (left,)
    assert caplog.messages == [f"Column AVCLOCK is left out: {left.reason}"]
    assert_frame_equal(mended.frame, prepared.frame.select(kept))
    assert mended.outcome.tolist() == prepared.outcome.tolist()


def test_a_column_that_somebody_vouches_for_stays():
    frame = clocked()
    prepared = ready(frame)
    mended = without_leaks(prepared, sheet_of(frame), ["AVCLOCK"])
    assert (mended.features, mended.left_out) == (prepared.features, ())
    assert_frame_equal(mended.frame, prepared.frame)


def test_vouching_for_another_column_saves_nothing():
    frame = clocked()
    mended = without_leaks(ready(frame), sheet_of(frame), ["event", "age"])
    assert mended.frame.columns == ["age", "priors", "work", "event"]


def test_nothing_is_taken_out_of_an_honest_table():
    prepared = replace(ready(PEOPLE), left_out=(LeftOut("note", "excluded by name."),))
    mended = without_leaks(prepared, sheet_of(PEOPLE))
    assert (mended.features, mended.left_out) == (prepared.features, prepared.left_out)
    assert_frame_equal(mended.frame, prepared.frame)


def test_only_the_first_sign_is_the_reason_and_questions_are_none():
    prepared = ready(PEOPLE)
    signs = (
        Leak("age", "name", "a question.", certain=False),
        Leak("work", "clock", "it ticks.", certain=True),
        Leak("work", "divisor", "it counts.", certain=True),
    )
    mended = without_leaks(prepared, replace(sheet_of(PEOPLE), leaks=signs))
    assert mended.left_out == (LeftOut("work", "it leaks the outcome: it ticks."),)
    assert mended.features == (Feature("age", "number", WHY), Feature("priors", "number", WHY))


def test_a_table_that_leaks_all_over():
    frame = clocked().select("AVCLOCK", "returned")
    with pytest.raises(DataRefused) as refused:
        without_leaks(ready(frame), sheet_of(frame))
    assert str(refused.value) == (
        "the table: every column leaks the outcome. Vouch for one: --trust NAME."
    )
    trusted = without_leaks(ready(frame), sheet_of(frame), ("AVCLOCK",))
    assert trusted.features == (Feature("AVCLOCK", "number", WHY),)
