"""tilts forecast train and score: figures, folders, results, refusals."""

import json
from pathlib import Path

import polars as pl
import pytest

from tilts.engines.forecast.artefact.storing import load_model
from tilts.engines.forecast.scoring import scored
from tilts.engines.forecast.table import read_table

from .forecasting import asked, table
from .test_forecast_check import CLOCK, RACE

OUTCOME = ("--outcome", "returned", "--id", "id")
CARD = (*OUTCOME, "--model", "scorecard")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    code, _, _ = asked("train", table(folder), *CARD, "--out", folder / "models")
    assert code == 0
    return folder / "models"


def test_all_are_the_glass_boxes(tmp_path: Path):
    out = tmp_path / "models"
    options = ("--rules", 3, "--pairs", 1, "--seed", 2, "--out", out, "--json")
    code, said, errors = asked("train", table(tmp_path), *OUTCOME, *options)
    names = ["logit", "scorecard", "ebm"]
    kept = {name: load_model(out / name) for name in names}
    figures = [{"model": name, **kept[name].manifest.cross_validation} for name in names]
    told = {"out": str(out), "models": figures, "held_out": []}
    assert (code, json.loads(said), errors) == (0, told, "")
    manifests = [one.manifest for one in kept.values()]
    assert [(one.seed, one.settings) for one in manifests] == [(2, {"rules": 3, "pairs": 1})] * 3
    assert len(vars(kept["scorecard"].fitted)["rules"]) <= 3
    assert len(vars(kept["ebm"].fitted)["pairs"]) == 1
    assert [one.name for one in sorted(out.rglob("*.yaml"))] == ["instrument.yaml"]


def test_what_is_printed(tmp_path: Path):
    out = tmp_path / "models"
    file = table(tmp_path, (pl.col("work") + "n").alias("race"), CLOCK)
    code, said, _ = asked("train", file, *CARD, "--exclude", "work", "--out", out)
    found = load_model(out / "scorecard").manifest.cross_validation
    leak = "it leaks the outcome: where it is missing the outcome comes less often"
    left = [
        "work: excluded by name.",
        f"race: {RACE}",
        f"clock: {leak} by 100 ± 0 points.",
    ]
    expected = [
        *(f"Left out: {one}" for one in left),
        "model       Brier ± SE          AUC ± SE   (means of 5 folds)",
        f"scorecard   {found['brier']:.4f} ± {found['brier_se']:.4f}     "
        f"{found['auc']:.3f} ± {found['auc_se']:.3f}",
        f"Kept in {out}.",
    ]
    assert (code, said.splitlines()) == (0, expected)
    assert [one.name for one in load_model(out / "scorecard").manifest.features] == [
        "age",
        "priors",
    ]


def test_trust_and_monotone_reach_the_model(tmp_path: Path):
    out = tmp_path / "models"
    directions = ("--monotone", "age=down", "--monotone", "priors=up")
    file = table(tmp_path, CLOCK)
    code, _, _ = asked("train", file, *CARD, "--trust", "clock", *directions, "--out", out)
    found = load_model(out / "scorecard").manifest.features
    assert code == 0
    assert [(one.name, one.monotone) for one in found] == [
        ("age", -1),
        ("priors", 1),
        ("work", None),
        ("clock", None),
    ]


def test_the_manifest_names_the_question(models: Path):
    found = load_model(models / "scorecard").manifest
    assert (found.outcome, found.identity, found.rows, found.seed) == ("returned", "id", 300, 0)


def test_a_refused_table_leaves_no_folder(tmp_path: Path):
    out = tmp_path / "models"
    file = table(tmp_path)
    pl.read_csv(file)[:30].write_csv(file)
    events = pl.read_csv(file)["returned"].sum()
    said = (
        f"the table: 30 rows with {events} events are too few. "
        "At least 200 rows and 20 of each outcome are needed.\n"
    )
    assert asked("train", file, *CARD, "--out", out) == (1, "", said)
    assert not out.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Missing option '--out'."),
        (("--out", "x", "--rules", "0"), "Invalid value for '--rules': 0 is not in the range"),
        (("--out", "x", "--pairs", "-1"), "Invalid value for '--pairs': -1 is not in the range"),
        (("--out", "x", "--seed", "-1"), "Invalid value for '--seed': -1 is not in the range"),
        (("--out", "x", "--model", "oracle"), "Invalid value for '--model': 'oracle' is not one"),
    ],
)
def test_wrong_options(tmp_path: Path, options: tuple[str, ...], said: str):
    code, printed, errors = asked("train", table(tmp_path), *OUTCOME, *options)
    assert (code, printed, f"\nError: {said}" in errors) == (2, "", True)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_whole_result(models: Path, tmp_path: Path, kind: str):
    out = tmp_path / f"scores.{kind}"
    file = table(tmp_path)
    words = f"300 rows scored by scorecard → {out}\n"
    assert asked("score", models / "scorecard", file, "-o", out)[:2] == (0, words)
    expected = scored(load_model(models / "scorecard"), read_table(file), ["id", "returned"])
    found = read_table(out)
    assert found.columns[:3] == ["id", "returned", "probability"]
    assert found.equals(expected.select(pl.col("id").cast(pl.Int64), pl.exclude("id")))


def test_a_result_as_json(models: Path, tmp_path: Path):
    out = tmp_path / "scores.csv"
    code, said, _ = asked("score", models / "scorecard", table(tmp_path), "-o", out, "--json")
    assert (code, json.loads(said)) == (0, {"rows": 300, "out": str(out)})


def test_people_without_an_outcome_are_scored(models: Path, tmp_path: Path):
    file, out = tmp_path / "new.csv", tmp_path / "scores.csv"
    file.write_text("age,priors,work\n20,,none\n60,0,abroad\n")
    assert asked("score", models / "scorecard", file, "-o", out)[0] == 0
    young, old = read_table(out)["probability"]
    assert young > old


def test_what_cannot_be_scored(models: Path, tmp_path: Path):
    file, model = table(tmp_path), models / "scorecard"
    there = f"{file}: the result would overwrite the table. Name another file.\n"
    assert asked("score", model, file, "-o", file) == (1, "", there)
    other = tmp_path / "scores.txt.gz"
    kinds = f"{other}: it is neither .csv nor .parquet. Name such a file.\n"
    assert asked("score", model, file, "-o", other)[::2] == (1, kinds)
    none = f"{tmp_path}: it holds no model.skops. Name the folder of a model.\n"
    assert asked("score", tmp_path, file, "-o", tmp_path / "s.csv") == (1, "", none)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["people.csv"]


def test_a_needed_column_is_absent(models: Path, tmp_path: Path):
    file = tmp_path / "new.csv"
    file.write_text("priors,work\n1,none\n")
    code, said, _ = asked("score", models / "scorecard", file, "-o", tmp_path / "s.csv", "--json")
    fault = {
        "where": "column age",
        "what": "the model needs it, and the table has none.",
        "remedy": "Add it; leave it empty where it is not known.",
    }
    assert (code, json.loads(said)) == (1, {"refused": [fault]})
