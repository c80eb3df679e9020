"""Models as plain dictionaries, and back."""

import json

import numpy as np
import polars as pl
import pytest

from tilts.engines.forecast.artefact.plain import model, plain
from tilts.engines.forecast.learning import Fitted
from tilts.engines.forecast.models.yardstick import Boosted, Yardstick
from tilts.engines.forecast.tests.cards import ADDITIVE, CARD, EMPTY, PAIRED
from tilts.engines.forecast.tests.made import outcome, people

PEOPLE = pl.DataFrame({"age": [None, 20.0, 41.0], "darbs": ["nav", "cits", None]})
KEPT_AGE = {
    "name": "age",
    "kind": "number",
    "cuts": [25.0, 40.0],
    "levels": [],
    "monotone": -1,
}
KEPT_WORK = {
    "name": "darbs",
    "kind": "category",
    "cuts": [],
    "levels": ["nav", "pastāvīgs"],
    "monotone": 0,
}


def test_a_scorecard_in_full():
    found = plain(CARD)
    asked = {"feature": 0, "code": 2, "at_least": True, "sign": -1}
    first = {"question": asked, "points": -2, "words": "age is 25 or more"}
    assert found["rules"][0] == first
    assert found | {"rules": len(found["rules"])} == {
        "kind": "scorecard",
        "name": "scorecard",
        "intercept": -1.0,
        "scale": 0.5,
        "bins": [KEPT_AGE, KEPT_WORK],
        "rules": 4,
    }


def test_an_additive_model_in_full():
    found = plain(ADDITIVE)
    assert found | {"tables": [table.tolist() for table in found["tables"]]} == {
        "kind": "additive",
        "name": "by hand",
        "intercept": -0.5,
        "bins": [KEPT_AGE, KEPT_WORK],
        "tables": [[0.1, 1.0, 0.0, -1.0, 0.0], [0.2, 0.5, -0.5, 0.0]],
        "pairs": [],
    }


def test_pairs_are_kept_with_their_table():
    (found,) = plain(PAIRED)["pairs"]
    assert (found["first"], found["second"], found["table"][1].tolist()) == (0, 1, [0, 2, 0, 0])


@pytest.mark.parametrize("kept", [CARD, EMPTY, ADDITIVE, PAIRED], ids=lambda one: one.name)
def test_there_and_back(kept: Fitted):
    found = model(plain(kept))
    assert (type(found), found.name) == (type(kept), kept.name)
    assert found.probabilities(PEOPLE).tolist() == kept.probabilities(PEOPLE).tolist()
    assert found.contributions(PEOPLE).equals(kept.contributions(PEOPLE))


def test_a_card_is_words_and_numbers_that_json_can_hold():
    found = model(json.loads(json.dumps(plain(CARD))))
    assert vars(found) == vars(CARD)


def test_the_yardstick_is_its_own_text():
    frame = people(200)
    boosted = Yardstick(trials=1, folds=2, jobs=1).fit(
        frame.drop("returned"), outcome(frame), seed=1
    )
    found = model(plain(boosted))
    assert isinstance(found, Boosted)
    assert (found.name, found.bins, found.text) == (boosted.name, boosted.bins, boosted.text)
    assert (found.probabilities(frame) == boosted.probabilities(frame)).all()


class Oracle:
    """A model of no known kind."""

    name = "oracle"

    def probabilities(self, frame: pl.DataFrame) -> np.ndarray:
        return np.ones(frame.height)

    def contributions(self, frame: pl.DataFrame) -> pl.DataFrame:
        return frame


def test_a_model_of_another_kind_cannot_be_kept():
    with pytest.raises(TypeError, match=r"^no way to keep a Oracle$"):
        plain(Oracle())


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"kind": "oracle"}, "ValueError('unknown kind oracle')"),
        ({"bins": [{"name": "age"}]}, "KeyError('cuts')"),
        ({"rules": [{}]}, "KeyError('question')"),
        ({"rules": 5}, "TypeError(\"'int' object is not iterable\")"),
    ],
)
def test_parts_that_are_no_model(change: dict[str, object], wrong: str):
    with pytest.raises((KeyError, TypeError, ValueError)) as found:
        model(plain(CARD) | change)
    assert repr(found.value) == wrong
