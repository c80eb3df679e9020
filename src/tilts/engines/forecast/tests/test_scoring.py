"""Scores of a table: what is kept, the probability, and why."""

import json

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tilts.engines.forecast.artefact.manifest import Manifest
from tilts.engines.forecast.artefact.storing import Model
from tilts.engines.forecast.learning import Fitted
from tilts.engines.forecast.refusals import DataRefused
from tilts.engines.forecast.scoring import scored

from .cards import ADDITIVE, CARD, PAIRED
from .manifests import MANIFEST

PEOPLE = pl.DataFrame(
    {
        "person": ["Ā-1", "B-2", "C-3"],
        "age": [20.0, None, 41.0],
        "darbs": ["nav", "pastāvīgs", "cits"],
    }
)


def model(fitted: Fitted) -> Model:
    return Model(fitted, Manifest.model_validate_json(json.dumps(MANIFEST)))


def test_the_whole_result():
    expected = pl.DataFrame(
        {
            "person": ["Ā-1", "B-2", "C-3"],
            "probability": 1 / (1 + np.exp(-np.array([1.0, -0.9, -1.5]))),
            "because age": [1.0, 0.1, -1.0],
            "because darbs": [0.5, -0.5, 0.0],
            "because baseline": [-0.5] * 3,
        }
    )
    assert_frame_equal(scored(model(ADDITIVE), PEOPLE, ["person"]), expected)


@pytest.mark.parametrize("fitted", [ADDITIVE, PAIRED, CARD], ids=lambda one: one.name)
def test_the_probability_is_that_of_the_model(fitted: Fitted):
    found = scored(model(fitted), PEOPLE)["probability"].to_numpy()
    assert found.tolist() == fitted.probabilities(PEOPLE).tolist()


def test_the_tables_are_walked_once(caplog: pytest.LogCaptureFixture):
    scored(model(ADDITIVE), PEOPLE)
    assert caplog.messages == ["Column darbs: 1 rows hold an unseen category, it counts 0"]


def test_the_table_is_left_as_it_was():
    before = PEOPLE.clone()
    scored(model(PAIRED), PEOPLE, ["person"])
    assert_frame_equal(PEOPLE, before)


@pytest.mark.parametrize("name", ["probability", "because age", "because baseline"])
def test_a_kept_column_may_not_be_called_like_a_result(name: str):
    with pytest.raises(DataRefused) as refused:
        scored(model(ADDITIVE), PEOPLE.rename({"person": name}), [name])
    assert str(refused.value) == f"column {name}: it is called like a result. Rename it."


def test_text_where_numbers_were_learnt():
    with pytest.raises(DataRefused) as refused:
        scored(model(CARD), PEOPLE.with_columns(age=pl.Series(["20", "old", "very old"])))
    assert str(refused.value) == (
        "column age: 2 values are no numbers, and it was learnt as a number. "
        "Correct them, or leave them empty."
    )
