"""Row order, batch size and one by one give the same; a missing answer never gives a number."""

from datetime import date
from itertools import pairwise
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.instruments import outlook, score_one
from tilts.engines.instruments.graph import needs
from tilts.engines.instruments.scoring.results import as_table

from .made import needs_scorer

NEEDS = needs_scorer()
USES = st.lists(st.sampled_from(["alcohol", "opioids"]), min_size=1, unique=True)
SOUND = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(["male", "female"]),
        "born": st.dates(date(1930, 1, 1), date(2010, 12, 31)),
        "assessed": st.dates(date(2025, 1, 1), date(2027, 12, 31)),
        "housing": st.integers(0, 3),
        "work": st.sampled_from(["steady", "some", "without"]),
        "substances": USES | st.just(["nothing"]),
        "days_used": st.integers(0, 31),
    }
)
FAULTY: st.SearchStrategy[Any] = st.sampled_from([None, "", "x", "-1", "99", "1.5", "2026-02-30"])
ODD = st.builds(
    lambda a, b: a | b,
    SOUND,
    st.dictionaries(st.sampled_from(list(NEEDS.definition.items)), FAULTY),
)
RESULTS = [*NEEDS.results, "missing", "errors"]


def scored(frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    return NEEDS.score(frame.lazy()).select(RESULTS).collect().rows()


@settings(max_examples=20)
@given(st.lists(ODD, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_order_batches_and_one_by_one(rows, random):
    table = as_table(rows, NEEDS)
    whole = scored(table)
    order = random.sample(range(len(rows)), len(rows))
    assert scored(table[order]) == [whole[n] for n in order]
    cuts = sorted({0, len(rows), *(random.randrange(len(rows)) for _ in range(3))})
    batches = [table[start:end] for start, end in pairwise(cuts)]
    assert [row for batch in batches for row in scored(batch)] == whole
    for row, expected in zip(rows, whole, strict=True):
        found = score_one(NEEDS, row).results
        assert [found[name].value for name in found] == [
            expected[RESULTS.index(name)] for name in found
        ]


@given(SOUND, st.sets(st.sampled_from(NEEDS.definition.needed), min_size=1))
def test_a_removed_answer_never_gives_a_number_silently(answers, removed):
    left = {name: answer for name, answer in answers.items() if name not in removed}
    found = score_one(NEEDS, left).results
    hidden = answers["substances"] == ["nothing"]
    gone = removed - {"days_used"} if hidden or "substances" in removed else removed
    for score in NEEDS.instrument.scores:
        asked = set(needs(NEEDS.instrument, score)) & gone
        result = found[score.id]
        assert set(result.missing) == asked
        if asked and score.maximum_missing is None:
            assert (result.value, result.band, result.norm) == (None, None, None)


@given(SOUND, st.sets(st.sampled_from(NEEDS.definition.needed), min_size=1, max_size=3))
def test_the_outlook_holds_what_the_answers_give(answers, removed):
    left = {name: answer for name, answer in answers.items() if name not in removed}
    whole = score_one(NEEDS, answers).results
    for name, seen in outlook(NEEDS, left).items():
        if seen is not None and whole[name].value is not None:
            assert whole[name].value in seen.values
            assert whole[name].band is None or whole[name].band in seen.bands
