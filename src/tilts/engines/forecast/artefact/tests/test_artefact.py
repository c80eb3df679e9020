"""Models in folders."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from joblib import parallel_config
from skops import io

from tilts.engines.forecast.artefact.storing import load_model
from tilts.engines.forecast.refusals import DataRefused
from tilts.engines.forecast.tests.made import ASKED, people, ready
from tilts.engines.forecast.training import Settings, Source, learner, train

PEOPLE = people(300)
PREPARED = ready(PEOPLE)
SOURCE = Source(ASKED, "0" * 64, date(2026, 11, 1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("models")
    with parallel_config(backend="sequential"):
        train(["logit", "scorecard"], PREPARED, SOURCE, Settings(seed=3), out)
    return out


@pytest.mark.parametrize("name", ["logit", "scorecard"])
def test_a_kept_model_scores_the_same(folder: Path, name: str):
    fitted = learner(name, PREPARED.features, Settings(), jobs=1).fit(
        PREPARED.frame, PREPARED.outcome, seed=3
    )
    found = load_model(folder / name).fitted.probabilities(PEOPLE)
    assert (found == fitted.probabilities(PREPARED.frame)).all()


def test_the_manifest_says_where_it_comes_from(folder: Path):
    found = load_model(folder / "logit").manifest
    assert (found.data_sha256, found.seed, found.rows, found.outcome) == (
        "0" * 64,
        3,
        300,
        "returned",
    )
    assert [one.name for one in found.features] == ["age", "priors", "work"]


def test_the_same_seed_gives_the_same_manifest(folder: Path, tmp_path: Path):
    with parallel_config(backend="sequential"):
        train(["scorecard"], PREPARED, SOURCE, Settings(seed=3), tmp_path)
    assert load_model(tmp_path / "scorecard").manifest == load_model(folder / "scorecard").manifest


def test_foreign_types_are_refused(folder: Path, tmp_path: Path):
    (tmp_path / "manifest.json").write_bytes((folder / "logit" / "manifest.json").read_bytes())
    io.dump({"kind": PREPARED.features[0]}, tmp_path / "model.skops")
    with pytest.raises(DataRefused, match=r"it wants foreign types: tilts\S+\.Feature"):
        load_model(tmp_path)


def test_what_is_no_model_is_refused(tmp_path: Path):
    with pytest.raises(DataRefused, match=r"it holds no model\.skops"):
        load_model(tmp_path)
    (tmp_path / "manifest.json").write_text("{}")
    (tmp_path / "model.skops").write_bytes(b"none")
    with pytest.raises(DataRefused, match="the model is broken"):
        load_model(tmp_path)
    io.dump({"kind": "other", "bins": [], "table": np.zeros(1)}, tmp_path / "model.skops")
    with pytest.raises(DataRefused, match="unknown kind other"):
        load_model(tmp_path)
