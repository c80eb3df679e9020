"""Judged by who was kept back: the right people, the right figures, and refusals in words."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest
from joblib import parallel_config

from tilts.engines.forecast.contract import Prepared
from tilts.engines.forecast.holding_out import EVERY_UNIT, HeldOut, each_unit, held_out, since
from tilts.engines.forecast.learning import Learner
from tilts.engines.forecast.refusals import DataRefused
from tilts.engines.forecast.training import Settings, learner
from tilts.engines.forecast.validation import auc, brier, outcomes
from tilts.engines.forecast.validation.tests.learners import Rates

from .made import people, ready

PEOPLE = people(800)
PREPARED = ready(PEOPLE)
DAYS = pl.Series("since", [date(2024, 1, 1)] * 500 + [date(2025, 6, 1)] * 300)
UNITS = pl.Series("unit", ["north"] * 380 + ["south"] * 380 + ["west"] * 40)
FEW = {"repeats": 30}


@pytest.fixture(autouse=True)
def one_after_the_other():
    with parallel_config(backend="sequential"):
        yield


def logit() -> Learner:
    return learner("logit", PREPARED.features, Settings())


def told(found: Sequence[HeldOut]) -> list[tuple[str, str, int, int]]:
    return [(one.model, one.whom, one.people, one.events) for one in found]


def test_a_model_is_judged_by_those_who_came_later():
    (split,) = since(DAYS, date(2025, 1, 1), PREPARED.outcome)
    assert (split.train.tolist(), split.test.tolist()) == ([*range(500)], [*range(500, 800)])
    (found,) = held_out([logit()], PREPARED, (split,), **FEW)
    events = int(PREPARED.outcome[500:].sum())
    assert told([found]) == [("logit", "from 2025-01-01 on", 300, events)]
    fitted = logit().fit(PREPARED.frame[:500], PREPARED.outcome[:500], seed=0)
    forecasts = fitted.probabilities(PREPARED.frame[500:])
    truth = PREPARED.outcome[500:]
    assert found.brier.value == pytest.approx(brier(truth, forecasts))
    assert found.auc.value == pytest.approx(auc(truth, forecasts))
    assert (found.by, found.brier.draws) == ("time", FEW["repeats"])


def test_each_unit_is_judged_by_what_the_others_taught():
    splits = each_unit(UNITS, PREPARED.outcome)
    rows = held_out([Rates("work")], PREPARED, splits, **FEW)
    north, south = PREPARED.outcome[:380], PREPARED.outcome[380:760]
    assert {one.by for one in rows} == {"unit"}
    assert told(rows) == [
        ("rates", EVERY_UNIT, 800, int(PREPARED.outcome.sum())),
        ("rates", "north", 380, int(north.sum())),
        ("rates", "south", 380, int(south.sum())),
    ]
    taught = Rates("work").fit(PREPARED.frame[380:], PREPARED.outcome[380:], seed=0)
    forecasts = taught.probabilities(PREPARED.frame[:380])
    assert rows[1].brier.value == pytest.approx(brier(north, forecasts))


def test_models_stand_one_after_the_other_on_the_same_people():
    splits = each_unit(UNITS, PREPARED.outcome)
    rows = held_out([Rates("work"), logit()], PREPARED, splits, **FEW)
    assert [one.model for one in rows] == ["rates"] * 3 + ["logit"] * 3
    assert [one.whom for one in rows[:3]] == [one.whom for one in rows[3:]]


def test_the_same_seed_gives_the_same_figures():
    splits = since(DAYS, date(2025, 1, 1), PREPARED.outcome)
    one, other = (held_out([logit()], PREPARED, splits, seed=4, **FEW) for _ in range(2))
    assert one == other


def test_a_small_period_is_told_all_the_same():
    late = pl.Series([date(2024, 1, 1)] * 770 + [date(2025, 1, 1)] * 30)
    rows = held_out(
        [Rates("work")], PREPARED, since(late, date(2025, 1, 1), PREPARED.outcome), **FEW
    )
    assert [one.people for one in rows] == [30]


def test_whose_start_or_unit_is_unknown():
    days = pl.Series("since", [None] * 100 + [date(2024, 1, 1)] * 400 + [date(2025, 6, 1)] * 300)
    (split,) = since(days, date(2025, 1, 1), PREPARED.outcome)
    assert (len(split.train), len(split.test)) == (400, 300)
    units = pl.Series("unit", ["north"] * 400 + [None] * 400)
    assert [one.name for one in each_unit(units, PREPARED.outcome)] == ["north", "unknown"]


def refused(make) -> str:
    with pytest.raises(DataRefused) as no:
        make()
    return "\n".join(str(fault) for fault in no.value.faults)


def test_nobody_on_one_side_is_refused():
    assert refused(lambda: since(DAYS, date(2020, 1, 1), PREPARED.outcome)) == (
        "the hold-out: 0 people before 2020-01-01 and 800 after it: choose another date. "
        "Write another day with --since."
    )


def test_one_unit_is_refused():
    alone = pl.Series("unit", ["north"] * 800)
    assert refused(lambda: each_unit(alone, PREPARED.outcome)) == (
        "column unit: There is one unit only, and nothing to learn from without it. "
        "Name another column."
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda of: since(DAYS, date(2025, 1, 1), of),
        lambda of: each_unit(pl.Series("unit", ["a"] * 500 + ["b"] * 300), of),
    ],
)
def test_too_few_to_learn_from_are_refused(make):
    """Of the first 500 nobody came back."""
    outcome = outcomes([0] * 500 + [1, 0, 0] * 100)
    assert "too few" in refused(lambda: make(outcome)) or "outcome" in refused(
        lambda: make(outcome)
    )


def test_what_was_prepared_stays_as_it_was():
    before = Prepared(
        PREPARED.frame.clone(), PREPARED.outcome.copy(), PREPARED.features, PREPARED.left_out
    )
    held_out([Rates("work")], PREPARED, each_unit(UNITS, PREPARED.outcome), **FEW)
    assert PREPARED.frame.equals(before.frame)
    assert (PREPARED.outcome == before.outcome).all()
