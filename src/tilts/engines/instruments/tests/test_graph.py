"""What depends on what."""

from graphlib import CycleError
from pathlib import Path

import pytest

from tilts.engines.instruments import Instrument, find, load
from tilts.engines.instruments.formulas import CODES, DAY, NUMBER, WORDS, Kind, Type
from tilts.engines.instruments.graph import items_behind, layers, needs, path_from_sum
from tilts.engines.instruments.types import types

from .made import NEEDS, small


def ids(quantities: object) -> list[str]:
    return [quantity.id for quantity in quantities]  # type: ignore[attr-defined] # any sequence of them


@pytest.fixture(scope="module")
def ogrs3() -> Instrument:
    """An instrument with several steps on the way."""
    return load(find("ogrs3"))


def test_each_layer_needs_only_those_before_it(ogrs3: Instrument):
    assert [ids(layer) for layer in layers(ogrs3)] == [
        ["age_at_conviction", "age_at_followup", "conviction_status"],
        ["age_and_sex", "copas_rate"],
        ["log_odds"],
        ["one_year", "two_year"],
    ]


def test_a_refusal_waits_for_what_it_asks_about(tmp_path: Path):
    rest = (
        "derived: [{id: n, formula: a + 1}]\n"
        "scores:\n"
        "  - {id: s, label: {en: S}, add: [{of: a}]}\n"
        "  - {id: t, label: {en: T}, add: [{of: a}]}\n"
        "refusals: [{when: n > 5, reason: {en: No.}, scores: [s]}]\n"
    )
    assert [ids(layer) for layer in layers(small(tmp_path, rest))] == [["n", "t"], ["s"]]


def test_what_depends_on_itself():
    text = load(NEEDS).model_dump_json(by_alias=True).replace("total / 12", "share + 1")
    with pytest.raises(CycleError):
        layers(Instrument.model_validate_json(text))


def test_needs_in_the_order_of_the_form(ogrs3: Instrument):
    needed = {score.id: needs(ogrs3, score) for score in ogrs3.scores}
    asked = tuple(name for name in ogrs3.items if name != "only_cautions")
    assert needed == {"one_year": asked, "two_year": asked}
    instrument = load(NEEDS)
    assert {score.id: needs(instrument, score) for score in instrument.scores} == {
        "total": ("sex", "born", "assessed", "housing", "work", "substances", "days_used"),
        "share": ("sex", "born", "assessed", "housing", "work", "substances", "days_used"),
        "short": ("housing", "work", "substances", "days_used"),
    }


def test_what_decides_whether_an_item_shows_is_behind_it():
    instrument = load(NEEDS)
    assert items_behind(instrument, ["days_used"]) == {"days_used", "substances"}
    assert items_behind(instrument, ["age", "hours"]) == {"born", "assessed", "hours"}
    assert items_behind(instrument, ["nothing of the kind"]) == set()


def test_the_sum_behind_a_score(ogrs3: Instrument):
    psa, needs_ = load(find("psa")), load(NEEDS)
    paths = {score.id: ids(path_from_sum(psa, score)) for score in psa.scores}
    assert paths == {
        "fta_raw": ["fta_raw"],
        "fta": ["fta_raw", "fta"],
        "nca_raw": ["nca_raw"],
        "nca": ["nca_raw", "nca"],
        "nvca_raw": ["nvca_raw"],
        "nvca_flag": ["nvca_raw", "nvca_flag"],
    }
    assert ids(path_from_sum(ogrs3, ogrs3.scores[0])) == ["log_odds", "one_year"]
    assert ids(path_from_sum(needs_, needs_.scores[1])) == ["total", "share"]
    copas = ogrs3.quantities["copas_rate"]
    assert path_from_sum(ogrs3, copas) == []
    osp = load(find("osp-dc"))
    assert ids(path_from_sum(osp, osp.scores[2])) == ["points", "level", "level_in_the_community"]


def test_types_of_everything():
    found = types(load(NEEDS))
    assert found == {
        "sex": Type(Kind.CODE, frozenset({"male", "female"})),
        "born": DAY,
        "assessed": DAY,
        "housing": NUMBER,
        "work": Type(Kind.CODE, frozenset({"steady", "some", "without"})),
        "substances": Type(CODES.kind, frozenset({"nothing", "alcohol", "opioids"})),
        "days_used": NUMBER,
        "hours": NUMBER,
        "remarks": WORDS,
        "age": NUMBER,
        "total": NUMBER,
        "share": NUMBER,
        "short": NUMBER,
    }
    assert types(load(find("psa")))["nvca_flag"] == Type(Kind.CODE, frozenset({"Yes", "No"}))
