"""Out and in again, every instrument is the same and scores the same."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.instruments import Instrument, Scorer, load, score_one
from tilts.engines.instruments.schema import Text
from tilts.engines.instruments.tests.made import small

from .made import ENDINGS, EVERY, answer_sets, round_trip

BOTH = pytest.mark.parametrize("ending", [".xlsx", ".json"])


@cache
def scorer(name: str, ending: str = "") -> Scorer:
    """The scorer of an instrument as it is, or as it came back."""
    own = load(EVERY[name])
    return Scorer(round_trip(own, ending)[0].instrument if ending else own)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", EVERY)
def test_the_same_instrument(name: str, ending: str):
    own = load(EVERY[name])
    found, unseen = round_trip(own, ending)
    assert (found.instrument, found.foreign, found.scored) == (own, False, bool(own.scores))
    assert (found.left_out, unseen, found.instrument.digest) == ((), [], own.digest)


@BOTH
@pytest.mark.parametrize("name", EVERY)
@settings(max_examples=15)
@given(data=st.data())
def test_the_same_scores(name: str, ending: str, data: st.DataObject):
    own, other = scorer(name), scorer(name, ending)
    answers = data.draw(answer_sets(own.instrument))
    assert score_one(other, answers) == score_one(own, answers)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12
).filter(lambda words: words.strip() == words and bool(words))
ODD_WORDS = st.sampled_from(
    ["=1+1", "'quoted'", "two\nlines", "a: b", "- c", "# no", "_x0041_", "0", "\a", "a\r\nb"]
)
TEXT = st.fixed_dictionaries({"en": WORDS | ODD_WORDS, "lv": WORDS})
CODES = st.lists(
    st.sampled_from(["a", "b c", "b_c", "it's", "1", "no", "Ā", "=x"]),
    min_size=2,
    max_size=4,
    unique=True,
)
LOW, HIGH = st.sampled_from([-3, 0, 0.25]), st.sampled_from([7, 9.5, 4_000_000_000])


def common(kind: str, **parts: Any) -> st.SearchStrategy[dict[str, Any]]:
    required = {"type": st.just(kind), "label": TEXT, **parts.pop("required", {})}
    optional = {
        "guidance": TEXT,
        "kind": st.sampled_from(["fact", "judgement"]),
        "required": st.booleans(),
        **parts,
    }
    return st.fixed_dictionaries(required, optional=optional)


OPTIONS = CODES.flatmap(
    lambda codes: st.tuples(
        *(st.builds(lambda t, c=c: {"code": c, "label": t, "points": 1.5}, TEXT) for c in codes)
    )
)
ITEMS = st.one_of(
    common("number", minimum=LOW, maximum=HIGH, decimals=st.integers(0, 9), unit=TEXT),
    common(
        "scale",
        required={"minimum": st.integers(-2, 0), "maximum": st.integers(3, 5)},
        anchors=st.dictionaries(st.integers(0, 3).map(str), TEXT),
    ),
    common("choice", required={"options": OPTIONS}),
    common("multiple", required={"options": OPTIONS}),
    common("date", earliest=st.just("1999-12-31"), latest=st.just("2030-01-01")),
    common("text", lines=st.integers(1, 5)),
)


def condition(item: dict[str, Any]) -> str:
    """A condition on an item; text has none."""
    name, kind = item["id"], item["type"]
    if kind in {"choice", "multiple"}:
        code = "'" + item["options"][0]["code"].replace("'", "''") + "'"
        return f"{name} = {code}" if kind == "choice" else f"ARRAY_CONTAINS({name}, {code})"
    return {"date": f"{name} > DATE '2001-01-01'", "text": "1 = 1"}.get(kind, f"{name} > -1.5")


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    """Any instrument in two languages, without scores."""
    items: list[dict[str, Any]] = []
    for number, item in enumerate(draw(st.lists(ITEMS, min_size=1, max_size=5))):
        if draw(st.booleans()) and items:
            one, other = (condition(draw(st.sampled_from(items))) for _ in range(2))
            ways = [one, f"NOT ({one})", f"{one} AND {other}", f"({one} OR {other}) AND {one}"]
            item = {**item, "visible_if": draw(st.sampled_from(ways))}
        items.append({"id": draw(st.sampled_from(["a", "b_", "item"])) + str(number), **item})
    cut = draw(st.integers(1, len(items)))
    sections = [
        {"id": f"section{n}", "title": draw(TEXT), "items": tuple(part)}
        for n, part in enumerate((items[:cut], items[cut:]))
        if part
    ]
    head = {"id": "any", "version": "1", "licence": "CC0", "source": "Made"}
    whole = {**head, "title": draw(TEXT), "languages": ["en", "lv"], "sections": sections}
    return Instrument.model_validate(whole, strict=False)


@BOTH
@settings(max_examples=25)
@given(instrument=instruments())
def test_any_instrument(instrument: Instrument, ending: str):
    found, _ = round_trip(instrument, ending)
    assert (found.instrument, found.left_out) == (instrument, ())


def test_words_longer_than_a_cell(tmp_path: Path):
    own = small(tmp_path, "")
    long = Text({"en": "ā" * 70_000})
    instrument = own.model_copy(update={"description": long, "title": long})
    for ending in ENDINGS:
        assert round_trip(instrument, ending)[0].instrument == instrument
