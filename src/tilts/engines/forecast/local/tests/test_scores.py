"""A score judged: the whole of it, in plain values, and what stands in its way."""

import json

import numpy as np
import polars as pl
import pytest

from tilts.engines.forecast.local import validate_instrument, validate_score
from tilts.engines.forecast.refusals import DataRefused
from tilts.engines.forecast.shares import wilson
from tilts.engines.forecast.validation import outcomes
from tilts.engines.forecast.validation.tests.near import near
from tilts.engines.instruments import find, load

PSA = load(find("psa"))
# Of 100 people with 1 point 20 have the outcome, of 100 with 3 points 60.
SCORE = pl.Series("points", [1] * 100 + [3] * 100)
OUTCOME = outcomes([*[1] * 20, *[0] * 80, *[1] * 60, *[0] * 40])
SLOPE = float(np.log(6)) / 2


def judged(score, outcome=OUTCOME):
    return validate_score(score, outcome, instrument=("own", "3"), repeats=40, jobs=1)


def test_everything_that_is_said_of_a_score():
    found = judged(SCORE).as_json()
    intervals = {name: found["proposal"][name] for name in ("intercept", "slope")}
    assert found == {
        "instrument": "own",
        "version": "3",
        "score": "points",
        "people": 200,
        "left_out": 0,
        "events": 80,
        "auc": {**found["auc"], "value": near((60 * 80 + (20 * 80 + 60 * 40) / 2) / (80 * 120))},
        "bands": (
            {"low": 1, "high": 1, "people": 100, "events": 20, "interval": wilson(20, 100)},
            {"low": 3, "high": 3, "people": 100, "events": 60, "interval": wilson(60, 100)},
        ),
        "proposal": {
            "intercept": {**intervals["intercept"], "value": near(-np.log(4) - SLOPE)},
            "slope": {**intervals["slope"], "value": near(SLOPE)},
        },
        "warnings": (),
    }
    for one in (found["auc"], *intervals.values()):
        assert one["low"] < one["value"] < one["high"]
        assert one["draws"] == 40


def test_it_can_be_written_as_json():
    found = judged(SCORE).as_json()
    assert json.loads(json.dumps(found))["bands"][0]["interval"] == list(wilson(20, 100))


@pytest.mark.parametrize(
    "score",
    [
        SCORE.cast(pl.Float64),
        SCORE.cast(pl.UInt8),
        SCORE.cast(pl.String),
    ],
)
def test_numbers_of_every_kind_are_judged_alike(score):
    assert judged(score) == judged(SCORE)


def test_yes_and_no_are_one_and_nothing():
    found = judged(SCORE > 1)
    assert [(one.low, one.events) for one in found.bands] == [(0, 20), (1, 60)]
    assert found.auc == judged(SCORE).auc


@pytest.mark.parametrize("gap", [None, float("nan")])
def test_a_score_that_is_no_number_is_left_out(gap):
    """Neither imputed nor taken for the highest."""
    more = pl.Series("points", [gap, *SCORE.cast(pl.Float64), gap])
    found = judged(more, outcomes([1, *OUTCOME, 0]))
    whole = judged(SCORE)
    assert (found.people, found.left_out) == (200, 2)
    assert (found.auc, found.bands, found.proposal) == (whole.auc, whole.bands, whole.proposal)


@pytest.mark.parametrize("name", ["published", "šķirošana"])
def test_a_score_bears_the_name_of_its_column(name):
    assert judged(SCORE.alias(name)).score == name


def test_whole_warnings():
    turned = judged(4 - SCORE)
    assert turned.warnings == (
        "The score may tell nobody apart here: its AUC could be 0.5 or less.",
        "A score from 3 has fewer outcomes (20%) than the one below it (60%).",
    )
    same = judged(pl.Series("points", [1] * 200))
    assert same.warnings == ("Everybody has the same score.",)
    few = judged(SCORE[90:120], OUTCOME[90:120])
    assert few.warnings == (
        "Too small to judge: 30 people, 20 with the outcome. At least 100 people are wanted, 20 of "
        "them with the outcome and 20 without.",
    )


@pytest.mark.parametrize(
    ("score", "outcome"),
    [
        (SCORE, outcomes([0] * 200)),
        (SCORE, outcomes([1] * 200)),
        (pl.Series("points", [None] * 200, dtype=pl.Int64), OUTCOME),
        (pl.Series("points", [1, *[None] * 199], dtype=pl.Int64), OUTCOME),
    ],
)
def test_one_class_among_those_with_a_score_is_refused(score, outcome):
    said = r"^Everybody has the same outcome: there is nothing to tell apart\.$"
    with pytest.raises(ValueError, match=said):
        judged(score, outcome)


def test_the_same_seed_gives_the_same_intervals_whatever_the_jobs():
    runs = [
        validate_score(SCORE, OUTCOME, repeats=30, seed=seed, jobs=jobs)
        for seed, jobs in ((1, 1), (1, 2), (2, 1))
    ]
    assert runs[0] == runs[1]
    assert runs[0].auc.value == runs[2].auc.value
    assert runs[0].auc != runs[2].auc


def test_a_table_without_any_item_is_told_which_there_are():
    with pytest.raises(DataRefused) as told:
        validate_instrument(PSA, pl.DataFrame({"Age": [30]}), outcomes([1]))
    assert str(told.value) == (
        f"the table: it has none of the columns {', '.join(PSA.items)}. "
        "Name its columns as the items are called."
    )


def test_columns_that_are_no_items_change_nothing():
    rows = {"prior_misdemeanour": [0, 1], "prior_felony": [0, 1], "prior_convictions": [0, 1]}
    rest = {name: [0, 0] for name in PSA.items} | {"age": [40, 22]} | rows
    table = pl.DataFrame({name: pair * 60 for name, pair in rest.items()})
    known = outcomes([0, 1] * 40 + [1, 0] * 20)
    found = validate_instrument(PSA, table, known, repeats=5, jobs=1)
    more = table.with_columns(note=pl.lit("Rīga"), reoffended=pl.Series(known))
    assert validate_instrument(PSA, more, known, repeats=5, jobs=1) == found
    assert {(one.instrument, one.version, one.people) for one in found.scores} == {
        ("psa", "2018", 120)
    }
