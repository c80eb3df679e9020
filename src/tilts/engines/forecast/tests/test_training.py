"""Training: figures of folds, manifests, and what stands in the folder afterwards."""

import logging
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import yaml
from joblib import parallel_config
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold

from tilts.engines.forecast.artefact.manifest import libraries, quantiles
from tilts.engines.forecast.artefact.storing import load_model
from tilts.engines.forecast.contract import Asked
from tilts.engines.forecast.holding_out import HeldOut
from tilts.engines.forecast.instrument import answers
from tilts.engines.forecast.models.ebm import Ebm
from tilts.engines.forecast.models.logit import Logit
from tilts.engines.forecast.models.scorecard import Scorecard, ScorecardLearner
from tilts.engines.forecast.models.yardstick import Yardstick
from tilts.engines.forecast.training import (
    Checked,
    Settings,
    Source,
    cross_validated,
    described,
    learner,
    train,
)
from tilts.engines.forecast.validation import Interval
from tilts.engines.instruments import Scorer, load

from .made import ASKED, people, ready

PREPARED = ready(people(250))
SOURCE = Source(ASKED, "ab" * 32, date(2026, 11, 1))
CHECKED = Checked("logit", 0.2, 0.01, 0.7, 0.02)


@pytest.fixture(autouse=True)
def in_this_process() -> Iterator[None]:
    """Whoever calls chooses how folds run: here one after the other."""
    with parallel_config(backend="sequential"):
        yield


def test_learners_by_their_names():
    features, settings = PREPARED.features, Settings(rules=7, pairs=2)
    logit, card, ebm, yardstick = (
        vars(learner(name, features, settings, jobs=2))
        for name in ("logit", "scorecard", "ebm", "lightgbm")
    )
    assert logit == vars(Logit(features, jobs=2))
    assert card == vars(ScorecardLearner(features, rules=7))
    assert ebm == vars(Ebm(features, pairs=2, jobs=2))
    assert yardstick == vars(Yardstick(features, jobs=2))


def test_figures_are_means_and_standard_errors_of_five_folds():
    one = learner("scorecard", PREPARED.features, Settings())
    found = []
    folds = StratifiedKFold(5, shuffle=True, random_state=4)
    for train_, test in folds.split(PREPARED.outcome, PREPARED.outcome):
        fitted = one.fit(PREPARED.frame[train_], PREPARED.outcome[train_], seed=4)
        risks, truth = fitted.probabilities(PREPARED.frame[test]), PREPARED.outcome[test]
        found.append((brier_score_loss(truth, risks), roc_auc_score(truth, risks)))
    brier, auc = np.array(found).T
    expected = Checked(
        "scorecard",
        float(brier.mean()),
        float(brier.std(ddof=1) / 5**0.5),
        float(auc.mean()),
        float(auc.std(ddof=1) / 5**0.5),
    )
    checked = cross_validated([one], PREPARED, seed=4)
    assert list(asdict(checked[0]).values()) == [
        value if isinstance(value, str) else pytest.approx(value)
        for value in asdict(expected).values()
    ]
    assert len(checked) == 1


def test_learners_are_compared_on_the_same_folds():
    one, other = (learner(name, PREPARED.features, Settings()) for name in ("logit", "scorecard"))
    together = cross_validated([one, other], PREPARED, seed=4)
    assert together == [
        *cross_validated([one], PREPARED, seed=4),
        *cross_validated([other], PREPARED, seed=4),
    ]
    assert cross_validated([one], PREPARED, seed=5) != together[:1]


def test_progress_counts_every_fold_and_every_model(tmp_path: Path):
    steps: list[int] = []
    train(["scorecard", "logit"], PREPARED, SOURCE, Settings(), tmp_path, steps.append)
    assert steps == [1] * (2 * 5 + 2)


def test_the_whole_manifest():
    asked = Asked("returned", positive="1", identity="person", start="released")
    source = replace(SOURCE, asked=asked)
    card = ScorecardLearner(PREPARED.features).fit(PREPARED.frame, PREPARED.outcome, seed=1)
    found = described(card, CHECKED, PREPARED, source, Settings(rules=9, pairs=1, seed=6))
    why = "in the table, and nothing speaks against it"
    kinds = {"age": "number", "priors": "number", "work": "category"}
    assert found.model_dump() == {
        "model": "scorecard",
        "trained_on": "2026-11-01",
        "data_sha256": "ab" * 32,
        "tilts": version("tilts"),
        "libraries": libraries(),
        "seed": 6,
        "settings": {"rules": 9, "pairs": 1},
        "outcome": "returned",
        "positive": "1",
        "identity": "person",
        "start": "released",
        "rows": 250,
        "base_rate": PREPARED.outcome.mean(),
        "features": tuple(
            {"name": name, "kind": kind, "reason": why, "monotone": None, "from_date": False}
            for name, kind in kinds.items()
        ),
        "left_out": (),
        "quantiles": quantiles(card.probabilities(PREPARED.frame)),
        "cross_validation": {"brier": 0.2, "brier_se": 0.01, "auc": 0.7, "auc_se": 0.02},
        "held_out": (),
    }


def test_what_stands_in_the_folders(tmp_path: Path):
    figures = train(["logit", "scorecard"], PREPARED, SOURCE, Settings(rules=5), tmp_path / "out")
    files = sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*.*"))
    assert files == [
        "out/logit/manifest.json",
        "out/logit/model.skops",
        "out/scorecard/instrument.yaml",
        "out/scorecard/manifest.json",
        "out/scorecard/model.skops",
    ]
    for one in figures:
        kept = load_model(tmp_path / "out" / one.model).manifest.cross_validation
        assert {"model": one.model, **kept} == asdict(one)


def test_each_manifest_keeps_who_was_kept_from_its_model(tmp_path: Path):
    span = Interval(0.2, 0.1, None, 30)
    rows = [
        HeldOut("scorecard", "time", "from 2025-01-01 on", 300, 70, span, span),
        HeldOut("logit", "time", "from 2025-01-01 on", 300, 70, span, span),
        HeldOut("scorecard", "unit", "north", 200, 40, span, span),
    ]
    train(["scorecard"], PREPARED, SOURCE, Settings(), tmp_path, held_out=rows)
    kept = load_model(tmp_path / "scorecard").manifest.held_out
    expected = [asdict(rows[0]), asdict(rows[2])]
    assert [{"model": "scorecard", **one.model_dump()} for one in kept] == expected


def test_the_kept_instrument_scores_as_the_kept_card(tmp_path: Path):
    train(["scorecard"], PREPARED, SOURCE, Settings(), tmp_path)
    card = load_model(tmp_path / "scorecard").fitted
    assert isinstance(card, Scorecard)
    instrument = load(tmp_path / "scorecard" / "instrument.yaml")
    scored = Scorer(instrument).score(answers(card, PREPARED.frame).lazy()).collect()
    assert scored["points"].to_list() == card.points(PREPARED.frame).tolist()


def test_the_instrument_says_where_it_comes_from(tmp_path: Path):
    train(["scorecard"], PREPARED, SOURCE, Settings(), tmp_path)
    found = yaml.safe_load((tmp_path / "scorecard" / "instrument.yaml").read_text("utf-8"))
    names = ("id", "version", "title", "licence", "source")
    assert {name: found[name] for name in names} == {
        "id": "scorecard",
        "version": "2026-11-01",
        "title": {"en": "Scorecard: returned"},
        "licence": "Belongs to the service that trained it.",
        "source": f"tilts forecast train on the table with SHA-256 {'ab' * 32}",
    }


def test_a_card_without_rules_leaves_no_instrument_of_before(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    draw = np.random.default_rng(0)
    noise = ready(
        pl.DataFrame({"coin": draw.integers(0, 2, 250), "returned": draw.integers(0, 2, 250)})
    )
    file = tmp_path / "scorecard" / "instrument.yaml"
    train(["scorecard"], PREPARED, SOURCE, Settings(), tmp_path)
    assert file.exists()
    caplog.set_level(logging.WARNING)
    train(["scorecard"], noise, SOURCE, Settings(), tmp_path)
    assert not file.exists()
    assert caplog.messages == ["The scorecard has no rules, so there is no instrument to complete."]


def test_the_same_seed_leaves_the_same_files(tmp_path: Path):
    for name in ("one", "other"):
        train(["logit", "scorecard"], PREPARED, SOURCE, Settings(seed=8), tmp_path / name)
    for file in ("logit/manifest.json", "scorecard/manifest.json", "scorecard/instrument.yaml"):
        assert (tmp_path / "one" / file).read_text() == (tmp_path / "other" / file).read_text()
