"""What a table must be, and what is left out of it."""

from datetime import date, datetime, time, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tilts.engines.forecast.contract import Asked, typed_for
from tilts.engines.forecast.features import Feature, LeftOut

from .made import ASKED, TODAY, faults, people, ready

WHY = "in the table, and nothing speaks against it"
PEOPLE = people()


def left(frame: pl.DataFrame, asked: Asked = ASKED) -> list[LeftOut]:
    return list(ready(frame, asked).left_out)


def test_a_good_table():
    prepared = ready(PEOPLE)
    assert prepared.features == (
        Feature("age", "number", WHY),
        Feature("priors", "number", WHY),
        Feature("work", "category", WHY),
    )
    assert (prepared.left_out, prepared.frame.columns) == ((), ["age", "priors", "work"])
    assert prepared.outcome.tolist() == PEOPLE["returned"].to_list()


@pytest.mark.parametrize("words", [("no", "yes"), ("False", "TRUE"), ("nē", "jā"), ("0.0", "1.0")])
def test_outcomes_in_words(words: tuple[str, str]):
    said = PEOPLE["returned"].replace_strict({0: words[0], 1: words[1]})
    prepared = ready(PEOPLE.with_columns(said))
    assert prepared.outcome.tolist() == PEOPLE["returned"].to_list()


def test_two_other_values_want_to_be_told_apart():
    frame = PEOPLE.with_columns(PEOPLE["returned"].replace_strict({0: "home", 1: "prison"}))
    assert faults(frame) == [
        "column returned: nothing says which of “home”, “prison” is 1. Say so: --positive VALUE."
    ]
    told = ready(frame, Asked("returned", positive="prison"))
    assert told.outcome.tolist() == PEOPLE["returned"].to_list()
    assert faults(frame, Asked("returned", positive="jail")) == [
        "column returned: “jail” is not among its values “home”, “prison”. Name one that is."
    ]


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (pl.lit(1), "the outcome is “1” for everybody. Name a column that differs."),
        (pl.col("age") % 3, "the outcome has 3 values (“0”, “1”, “2”, …). It must be 0 or 1."),
        (
            pl.when(pl.col("age") > 18).then("returned"),
            f"the outcome is missing in {(PEOPLE['age'] == 18).sum()} rows. "
            "Follow these people up, or take the rows out.",
        ),
    ],
)
def test_outcomes_that_are_none(outcome: pl.Expr, said: str):
    assert faults(PEOPLE.with_columns(outcome.alias("returned"))) == [f"column returned: {said}"]


def test_too_few_people_or_events():
    least = "At least 200 rows and 20 of each outcome are needed."
    events = PEOPLE["returned"][:30].sum()
    assert faults(PEOPLE[:30]) == [f"the table: 30 rows with {events} events are too few. {least}"]
    rare = PEOPLE.with_columns(pl.Series("returned", [1] * 19 + [0] * 581))
    assert faults(rare) == [f"the table: 600 rows with 19 events are too few. {least}"]


def test_columns_that_are_not_there():
    assert faults(PEOPLE, Asked("returns", identity="person")) == [
        f"column {name}: there is none. The columns are: age, priors, work, returned."
        for name in ("returns", "person")
    ]


def test_everything_wrong_is_said_at_once():
    frame = PEOPLE.with_columns(
        person=pl.Series([1, 1, *range(598)]),
        same=1 - pl.col("returned"),
        day=pl.lit(date(2031, 1, 1)),
    )
    assert faults(frame, Asked("returned", identity="person")) == [
        "column person: 2 rows repeat an id of another row. "
        "Keep one row per person, or name the column that tells rows apart.",
        "column day: 600 dates lie in the future. "
        "Correct them, or leave the column out with --exclude.",
        "column same: it is the outcome itself. Leave it out: --exclude same.",
    ]
    assert faults(frame, Asked("returned", excluded=("person", "same", "day"))) == []


def test_columns_that_say_nothing_or_too_much(caplog: pytest.LogCaptureFixture):
    draw = np.random.default_rng(0)
    frame = PEOPLE.with_columns(
        case_id=pl.int_range(600),
        key=pl.int_range(600).cast(pl.String) + "-x",
        note=pl.Series([f"text {n}" for n in draw.integers(0, 200, 600)]),
        country=pl.lit("LV"),
        gone=pl.Series([1, 2, *[None] * 598]),
        again=pl.col("age"),
        native_country=pl.Series(draw.choice(["a", "b"], 600)),
    )
    notes = frame["note"].n_unique()
    found = left(frame)
    assert found == [
        LeftOut("case_id", "it identifies people: nearly everybody has a value of their own."),
        LeftOut("key", "it identifies people: nearly everybody has a value of their own."),
        LeftOut(
            "note",
            f"it has {notes} different texts; more than 50 are free text.",
        ),
        LeftOut("country", "it holds one value only."),
        LeftOut("gone", "99.7 % of it is missing."),
        LeftOut("again", "it repeats the column age."),
        LeftOut(
            "native_country",
            "its name shows origin or ethnicity; "
            "it may describe groups, never a person's forecast.",
        ),
    ]
    assert caplog.messages == [f"Column {one.name} is left out: {one.reason}" for one in found]


def test_a_table_of_nothing_usable():
    frame = PEOPLE.select("returned", race=pl.col("work"))
    assert faults(frame) == [
        "the table: no column may be used. race: its name shows origin or ethnicity; "
        "it may describe groups, never a person's forecast."
    ]


def test_a_recorded_necessity():
    frame = PEOPLE.with_columns(language=pl.col("work") + "n")
    asked = Asked("returned", lawful={"language": "which programmes there are"})
    said = "lawful necessity: which programmes there are"
    assert ready(frame, asked).features[-1] == Feature("language", "category", said)


def test_dates_count_only_back_from_the_start():
    start = date(2024, 5, 1)
    days = pl.Series([start - timedelta(days=int(age)) for age in PEOPLE["age"]])
    frame = PEOPLE.with_columns(released=pl.lit(start), arrested=days, later=pl.lit(start))
    frame = frame.with_columns(later=pl.col("released") + pl.duration(days=pl.col("age")))
    assert [one.name for one in left(frame)] == ["released", "arrested", "later"]
    prepared = ready(frame, Asked("returned", start="released"))
    assert prepared.left_out == (
        LeftOut("later", "it lies after the start of follow-up in 600 rows."),
    )
    assert prepared.features[-1] == Feature("arrested", "number", WHY, from_date=True)
    assert prepared.frame["arrested"].to_list() == PEOPLE["age"].to_list()


def test_everything_named_is_looked_for_once():
    asked = Asked(
        "back",
        identity="person",
        start="since",
        excluded=("note", "note"),
        groups=("sex", "person"),
        lawful={"language": "courses"},
        monotone={"prior": 1},
        trusted=("clock",),
    )
    names = ("back", "person", "since", "note", "sex", "language", "prior", "clock")
    assert asked.named == names
    known = "The columns are: age, priors, work, returned."
    assert faults(PEOPLE, asked) == [f"column {name}: there is none. {known}" for name in names]


def test_a_wide_table_shows_its_first_forty_columns():
    wide = pl.DataFrame({f"c{n}": [1] for n in range(60)})
    known = ", ".join(f"c{n}" for n in range(40))
    assert faults(wide, Asked("back")) == [f"column back: there is none. The columns are: {known}."]


@pytest.mark.parametrize(
    "start",
    [
        PEOPLE["work"],
        PEOPLE["age"],
        pl.Series([time(8), time(9)] * 300),
        pl.Series([timedelta(days=3)] * 600),
        pl.Series(["2024-01-31", "2024-02-31"] * 300),
    ],
)
def test_a_start_that_is_no_date(start: pl.Series):
    frame = PEOPLE.with_columns(start.alias("since"), born=pl.lit(date(1990, 1, 1)))
    assert faults(frame, Asked("returned", start="since")) == [
        "column since: the start of follow-up is no date in every row. "
        "Write it as 2026-01-31 or 31.01.2026, or name another column."
    ]


def test_a_start_in_the_future():
    frame = PEOPLE.with_columns(since=pl.Series([date(2026, 11, 2), *[date(2024, 1, 1)] * 599]))
    assert faults(frame, Asked("returned", start="since")) == [
        "column since: 1 dates lie in the future. "
        "Correct them, or leave the column out with --exclude."
    ]
    assert faults(frame.with_columns(since=pl.lit(TODAY)), Asked("returned", start="since")) == []


def test_days_before_the_start_with_gaps_on_both_sides():
    start, day = date(2024, 5, 1), date(2024, 4, 21)
    frame = PEOPLE.with_columns(
        since=pl.Series([start, None, start] * 200),
        last=pl.Series([day, day, None, date(2024, 5, 1), day, day] * 100),
    )
    prepared = ready(frame, Asked("returned", start="since"))
    assert prepared.features[-1] == Feature("last", "number", WHY, from_date=True)
    assert prepared.frame["last"].to_list() == [10.0, None, None, 0.0, None, 10.0] * 100


def test_moments_count_whole_days():
    since = datetime.fromisoformat("2024-05-01 00:00:01")
    last = pl.Series([datetime.fromisoformat("2024-04-30 23:59:59"), None] * 300)
    frame = PEOPLE.with_columns(last.alias("last"), since=pl.lit(since))
    frame = frame.with_columns(pl.Series("last", [*frame["last"][:-2], since, None]))
    prepared = ready(frame, Asked("returned", start="since"))
    assert prepared.frame["last"].to_list() == [*[1.0, None] * 299, 0.0, None]


def test_ids_that_are_missing_repeat_each_other():
    frame = PEOPLE.with_columns(person=pl.Series([None, None, None, *range(597)]))
    assert faults(frame, Asked("returned", identity="person")) == [
        "column person: 2 rows repeat an id of another row. "
        "Keep one row per person, or name the column that tells rows apart."
    ]
    whole = frame.with_columns(person=pl.int_range(600))
    prepared = ready(whole, Asked("returned", identity="person"))
    assert (prepared.frame.columns, prepared.left_out) == (["age", "priors", "work"], ())


@pytest.mark.parametrize(
    "same",
    [
        pl.col("returned"),
        pl.col("returned").cast(pl.Boolean),
        pl.col("returned") * -7.5,
        pl.col("returned").replace_strict({0: "yes", 1: "no"}),
        pl.col("returned").replace_strict({0: date(2020, 1, 1), 1: date(2021, 1, 1)}),
    ],
)
def test_the_outcome_in_other_words(same: pl.Expr):
    said = "column same: it is the outcome itself. Leave it out: --exclude same."
    frame = PEOPLE.with_columns(same=same)
    assert faults(frame) == [said]
    assert faults(frame, Asked("returned", groups=("same",))) == [said]


def test_the_outcome_with_one_row_changed_is_not_the_outcome():
    almost = PEOPLE["returned"].to_list()
    almost[0] = 1 - almost[0]
    assert faults(PEOPLE.with_columns(almost=pl.Series(almost))) == []


@pytest.mark.parametrize(
    ("again", "other"),
    [
        (pl.col("age").cast(pl.Float64), "age"),
        (pl.col("priors"), "priors"),
        (pl.col("work"), "work"),
    ],
)
def test_columns_that_repeat_another(again: pl.Expr, other: str):
    assert left(PEOPLE.with_columns(again=again)) == [
        LeftOut("again", f"it repeats the column {other}.")
    ]


def test_a_repeated_gap_counts_and_other_types_do_not_repeat():
    frame = PEOPLE.with_columns(
        filled=pl.col("priors").fill_null(0),
        words=pl.col("age").cast(pl.String) + " years",
        flag=pl.col("work") == "steady",
    )
    assert [one.name for one in left(frame)] == ["words"]
    prepared = ready(frame)
    assert prepared.frame.schema == pl.Schema(
        {
            "age": pl.Float64,
            "priors": pl.Float64,
            "work": pl.String,
            "filled": pl.Float64,
            "flag": pl.String,
        }
    )
    assert set(prepared.frame["flag"]) == {"true", "false"}


def test_excluded_columns_are_told_first():
    frame = PEOPLE.with_columns(country=pl.lit("LV"))
    assert left(frame, Asked("returned", excluded=("work",))) == [
        LeftOut("work", "excluded by name."),
        LeftOut("country", "it holds one value only."),
    ]


def test_the_direction_of_theory_is_kept():
    prepared = ready(PEOPLE, Asked("returned", monotone={"priors": 1, "age": -1}))
    assert prepared.features == (
        Feature("age", "number", WHY, monotone=-1),
        Feature("priors", "number", WHY, monotone=1),
        Feature("work", "category", WHY),
    )


def test_too_few_rows_are_said_beside_other_faults():
    frame = PEOPLE[:50].with_columns(person=pl.lit(7), day=pl.lit(date(2030, 1, 1)))
    events = frame["returned"].sum()
    assert faults(frame, Asked("returned", identity="person")) == [
        f"the table: 50 rows with {events} events are too few. "
        "At least 200 rows and 20 of each outcome are needed.",
        "column person: 49 rows repeat an id of another row. "
        "Keep one row per person, or name the column that tells rows apart.",
        "column day: 50 dates lie in the future. "
        "Correct them, or leave the column out with --exclude.",
    ]


def test_another_table_is_shaped_alike():
    features = (Feature("n", "number", WHY), Feature("w", "category", WHY))
    frame = pl.DataFrame({"w": [1, None], "n": [True, None], "other": ["a", "b"]})
    expected = pl.DataFrame({"n": [1.0, None], "w": ["1", None]})
    assert_frame_equal(typed_for(frame, features), expected)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.permutations(["age", "priors", "work", "returned"]))
def test_the_order_of_columns_changes_only_the_order_of_features(seed: int, order: list[str]):
    frame = people(250, seed)
    prepared, other = ready(frame), ready(frame.select(order))
    assert other.outcome.tolist() == prepared.outcome.tolist()
    assert set(other.features) == set(prepared.features)
    assert [one.name for one in other.features] == [name for name in order if name != "returned"]
    assert_frame_equal(other.frame.select(prepared.frame.columns), prepared.frame)
