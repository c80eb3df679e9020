"""Every shipped instrument: row order, batch size and one by one give the same results."""

from datetime import date
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.instruments import Scorer, find, load, outlook, score_one
from tilts.engines.instruments.schema import Choice, Date, Item, Multiple, Number, Scale
from tilts.engines.instruments.scoring.results import as_table
from tilts.engines.instruments.shipped import files

SCORERS = {name: Scorer(load(find(name))) for name in sorted(files())}
COUNTED = [name for name, scorer in SCORERS.items() if scorer.definition.needed]
ODD: list[Any] = [None, "", "x", "-1", "2026-02-30", "1.5"]


def answer(item: Item) -> st.SearchStrategy[Any]:
    """Any answer to an item that it allows."""
    if isinstance(item, Choice | Multiple):
        one = st.sampled_from([option.code for option in item.options])
        return one if isinstance(item, Choice) else st.lists(one, min_size=1, unique=True)
    if isinstance(item, Date):
        return st.dates(date(1940, 1, 1), date(2026, 12, 31))
    assert isinstance(item, Number | Scale)
    high = 20 if item.maximum is None else min(int(item.maximum), 60)
    return st.integers(int(item.minimum or 0), high)


def rows(scorer: Scorer) -> st.SearchStrategy[dict[str, Any]]:
    """An answer set, perhaps with some odd answers and some missing."""
    items = scorer.definition.items
    whole = st.fixed_dictionaries({name: answer(item) for name, item in items.items()})
    odd = st.dictionaries(st.sampled_from(list(items)), st.sampled_from(ODD), max_size=2)
    return st.builds(lambda a, b: a | b, whole, odd | st.just({}))


def scored(scorer: Scorer, table: pl.DataFrame) -> list[tuple[Any, ...]]:
    columns = [*scorer.results, "missing", "errors"]
    return scorer.score(table.lazy()).select(columns).collect().rows()


@pytest.mark.parametrize("name", SCORERS)
@settings(max_examples=15)
@given(st.data(), st.randoms(use_true_random=False))
def test_order_batches_and_one_by_one(name: str, data: st.DataObject, random: Any):
    scorer = SCORERS[name]
    sets = data.draw(st.lists(rows(scorer), min_size=1, max_size=6))
    table = as_table(sets, scorer)
    whole = scored(scorer, table)
    order = random.sample(range(len(sets)), len(sets))
    assert scored(scorer, table[order]) == [whole[n] for n in order]
    cuts = sorted({0, len(sets), *(random.randrange(len(sets)) for _ in range(2))})
    batches = [table[start:end] for start, end in pairwise(cuts)]
    assert [row for batch in batches for row in scored(scorer, batch)] == whole
    for given_one, expected in zip(sets, whole, strict=True):
        found = score_one(scorer, given_one)
        named = dict(zip(scorer.results, expected[:-2], strict=True))
        for score, result in found.results.items():
            parts = (result.value, result.band, result.norm)
            columns = (score, f"{score}_band", f"{score}_norm")
            assert parts == tuple(named.get(column) for column in columns)
        assert (found.problems == ()) == (expected[-1] is None)


@pytest.mark.parametrize("name", COUNTED)
@settings(max_examples=15)
@given(st.data())
def test_a_removed_answer_never_gives_a_number_silently(name: str, data: st.DataObject):
    scorer = SCORERS[name]
    given_all = data.draw(rows(scorer))
    removed = data.draw(st.sets(st.sampled_from(scorer.definition.needed), min_size=1))
    left = {item: one for item, one in given_all.items() if item not in removed}
    for score, result in score_one(scorer, left).results.items():
        if gone := removed & {*scorer.definition.needs[score]}:
            assert (result.value, result.band, result.norm) == (None, None, None)
            assert gone <= {*result.missing}


@pytest.mark.parametrize("name", COUNTED)
@settings(max_examples=15)
@given(st.data())
def test_the_outlook_holds_what_the_answers_give(name: str, data: st.DataObject):
    scorer = SCORERS[name]
    given_all = data.draw(rows(scorer))
    removed = data.draw(st.sets(st.sampled_from(scorer.definition.needed), min_size=1, max_size=3))
    whole = score_one(scorer, given_all).results
    left = {item: one for item, one in given_all.items() if item not in removed}
    for score, seen in outlook(scorer, left).items():
        result = whole[score]
        if seen is not None and result.value is not None:
            assert result.value in seen.values
            assert result.band is None or result.band in seen.bands
