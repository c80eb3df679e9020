"""Shipped instruments on local outcomes: scores, level, and what cannot be judged."""

import polars as pl
import pytest

from tilts.engines.forecast.local import (
    BandRate,
    Here,
    Level,
    LevelBand,
    validate_instrument,
    validate_score,
)
from tilts.engines.forecast.refusals import DataRefused
from tilts.engines.forecast.shares import wilson
from tilts.engines.forecast.validation import outcomes
from tilts.engines.instruments import Instrument, find, load

from .shipped import EVENTS, LEAST, MOST, OGRS, OLDER, RVN, YOUNGER, people

FEW = {"repeats": 20, "jobs": 1}
DRAWN = outcomes(EVENTS)
LOW, HIGH = wilson(30, 120), wilson(60, 80)


def score(instrument: Instrument, name: str, first: float, second: float):
    """What is said of a score that has one value for each kind of people."""
    about = (instrument.id, instrument.version)
    values = pl.Series(name, [first] * 120 + [second] * 80)
    return validate_score(values, DRAWN, instrument=about, **FEW)


def level(name: str, low: str = "low", high: str = "very_high", left_out: int = 0) -> Level:
    counted = {low: (120, 30), high: (80, 60)}
    ids = ("low", "medium", "high", "very_high")
    bands = tuple(LevelBand(one, *counted.get(one, (0, 0))) for one in ids)
    return Level(name, left_out, bands)


def test_ogrs3_whole():
    found = validate_instrument(OGRS, people(OLDER, YOUNGER), DRAWN, **FEW)
    scores = (score(OGRS, "one_year", 6, 84), score(OGRS, "two_year", 12, 92))
    assert found == Here(scores, level("two_year"), ())
    assert found.scores[1].bands == (
        BandRate(12, 12, 120, 30, LOW),
        BandRate(92, 92, 80, 60, HIGH),
    )


def test_rvn_whole_and_what_nobody_answered_is_named():
    """Least is 0 points; most is 58, less 4 for what protects."""
    found = validate_instrument(RVN, people(LEAST, MOST), DRAWN, **FEW)
    most = {
        "total": 54, "static": 10, "dynamic": 48, "history": 10, "personality": 8, "attitudes": 8,
        "associates": 6, "family": 6, "work": 8, "leisure": 4, "substances": 8, "protective": 8,
    }  # fmt: skip
    scores = tuple(score(RVN, name, 0, points) for name, points in most.items())
    assert found == Here(scores, level("total"), ("wellbeing", "agency"))


def test_a_score_that_only_some_have_is_judged_where_both_outcomes_have_it():
    """The first three with the outcome were asked how they are: that tells nothing apart."""
    table = people(LEAST, MOST)
    asked = table.with_columns(own_wellbeing=pl.Series([2, 5, 7, *[None] * 197]))
    there, here = (validate_instrument(RVN, one, DRAWN, **FEW) for one in (table, asked))
    assert here == there
    more = table.with_columns(own_wellbeing=pl.Series([*[None] * 29, 2, 5, 7, *[None] * 168]))
    found = validate_instrument(RVN, more, DRAWN, **FEW)
    assert found.unjudged == ("agency",)
    wellbeing = found.scores[-1]
    assert (wellbeing.score, wellbeing.people, wellbeing.events) == ("wellbeing", 3, 1)
    assert wellbeing.warnings[0].startswith("Too small to judge: 3 people")


def test_who_has_no_level_is_left_out_of_it():
    table = people(OLDER, YOUNGER)
    girls = pl.when(pl.int_range(200) < 5).then(0).otherwise(pl.col("total_sanctions"))
    found = validate_instrument(OGRS, table.with_columns(total_sanctions=girls), DRAWN, **FEW)
    assert found.level == Level(
        "two_year",
        5,
        (
            LevelBand("low", 115, 25),
            LevelBand("medium", 0, 0),
            LevelBand("high", 0, 0),
            LevelBand("very_high", 80, 60),
        ),
    )
    assert [one.left_out for one in found.scores] == [5, 5]


def test_an_instrument_that_names_no_level_has_none():
    psa = load(find("psa"))
    whole = {name: [0, 1] for name in psa.items} | {"age": [40, 22]}
    table = pl.DataFrame({name: pair * 50 for name, pair in whole.items()})
    found = validate_instrument(psa, table, outcomes([0, 1] * 50), **FEW)
    assert (found.level, found.unjudged) == (None, ())


def refused(table: pl.DataFrame, events: list[int]) -> str:
    with pytest.raises(DataRefused) as told:
        validate_instrument(OGRS, table, outcomes(events), **FEW)
    return str(told.value)


def test_each_refusal_has_its_own_remedy():
    table = people(OLDER, YOUNGER)
    assert refused(table.select("again"), EVENTS) == (
        f"the table: it has none of the columns {', '.join(OGRS.items)}. "
        "Name its columns as the items are called."
    )
    unknown = table.with_columns(sex=pl.lit("m"))
    assert refused(unknown, EVENTS) == (
        "the table: no row gets a score: sex: “m” is none of male, female. "
        "Put the answers right: tilts score INSTRUMENT TABLE -o OUT says what is wrong in each row."
    )
    silent = table.with_columns(sex=None, offence_group=None)
    assert refused(silent, EVENTS) == (
        "the table: no row gets a score: there is no answer to sex, offence_group. "
        "Put the answers right: tilts score INSTRUMENT TABLE -o OUT says what is wrong in each row."
    )
    assert refused(table, [1] * 200) == (
        "the table: everybody who gets a score has the same outcome. "
        "Take more people, of both outcomes."
    )
