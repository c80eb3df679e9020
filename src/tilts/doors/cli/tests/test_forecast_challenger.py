"""tilts forecast validate --challenger: two models on the same people, and who does better."""

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tilts.doors.cli.forecast_challenger import (
    UNDECIDED,
    Challenge,
    better,
    challenge_words,
)
from tilts.engines.forecast.tests.made import people
from tilts.engines.forecast.validation import Compared, Interval, brier

from .forecasting import asked, table

OUTCOME = ("--outcome", "returned")
FEW = ("--repeats", 40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that knows all, and one that knows of age only; learnt from 300 people."""
    home = tmp_path_factory.mktemp("challenge")
    learnt = table(home)
    for name, left in (("all", "id"), ("age", "id,work,priors")):
        made = ("--model", "logit", "--out", home / name)
        assert asked("train", learnt, *OUTCOME, "--exclude", left, *made)[0] == 0
    people(800, seed=7).with_row_index("id").write_csv(home / "new.csv")
    return home


def validated(folder: Path, model: str, other: str, data: str, *more: object) -> tuple[int, str]:
    said = ("validate", folder / model / "logit", folder / data, *OUTCOME, *FEW, *more)
    return asked(*said, "--challenger", folder / other / "logit")[:2]


def interval(value: float | None, low: float | None, high: float | None) -> Interval:
    return Interval(value, low, high, 40)


def test_a_challenger_that_knows_more_is_better_by_each_measure(folder: Path):
    code, said = validated(folder, "age", "all", "new.csv", "--json")
    found = json.loads(said)["challenger"]
    rows = {row["measure"]: row for row in found["compared"]}
    assert (code, found["model"], found["warnings"]) == (0, "logit", [])
    assert {name: row["better"] for name, row in rows.items()} == dict.fromkeys(
        ("brier", "auc", "log_loss"), "challenger"
    )
    outcome = pl.read_csv(folder / "new.csv")["returned"].to_numpy()
    for model, key in (("age", "one"), ("all", "other")):
        scored = folder / f"{model}.csv"
        assert asked("score", folder / model / "logit", folder / "new.csv", "-o", scored)[0] == 0
        forecasts = pl.read_csv(scored)["probability"].to_numpy()
        assert rows["brier"][key]["value"] == pytest.approx(brier(outcome, forecasts))
    differences = [row["one"]["value"] - row["other"]["value"] for row in rows.values()]
    assert [row["difference"]["value"] for row in rows.values()] == pytest.approx(differences)


def test_turned_round_the_champion_is_better(folder: Path):
    (_, there), (_, back) = (
        validated(folder, *pair, "new.csv", "--json") for pair in (("age", "all"), ("all", "age"))
    )
    turned = json.loads(back)["challenger"]["compared"]
    assert [row["better"] for row in turned] == ["champion"] * 3
    for row, other in zip(json.loads(there)["challenger"]["compared"], turned, strict=True):
        assert row["difference"]["value"] == pytest.approx(-other["difference"]["value"])
        assert (row["one"], row["other"]) == (other["other"], other["one"])


def test_a_model_against_itself_is_undecided_and_its_own_rows_are_named(folder: Path):
    code, said = validated(folder, "all", "all", "people.csv")
    lines = said.split("Challenger: ")[1].splitlines()
    nothing = f"    difference 0.0000 (0.0000 to 0.0000): {UNDECIDED}"
    assert (code, lines[:2]) == (
        0,
        [
            "logit, after logit, on the same people",
            "  The challenger learnt from these very rows: what it gains here says little.",
        ],
    )
    assert lines[3::2] == [nothing] * 3
    assert [line.split(":")[0] for line in lines[2::2]] == ["  brier", "  auc", "  log loss"]


def test_a_challenger_that_needs_more_than_the_table_has_is_refused(folder: Path):
    short = folder / "short.csv"
    pl.read_csv(folder / "new.csv").drop("work").write_csv(short)
    said = ("validate", folder / "age/logit", short, *OUTCOME, *FEW)
    assert asked(*said)[0] == 0
    code, out, errors = asked(*said, "--challenger", folder / "all/logit")
    assert (code, out) == (1, "")
    assert "work" in errors


def test_a_challenger_that_is_not_there_is_wrong_usage(folder: Path):
    said = ("validate", folder / "age/logit", folder / "new.csv", *OUTCOME)
    code, out, errors = asked(*said, "--challenger", folder / "nobody")
    assert (code, out) == (2, "")
    assert "does not exist" in errors


def test_an_instrument_has_no_challenger(folder: Path):
    said = ("validate", "psa", folder / "new.csv", *OUTCOME)
    code, out, errors = asked(*said, "--challenger", folder / "all/logit")
    assert (code, out) == (2, "")
    assert "--challenger wants probabilities: name a model, not an instrument." in errors


@pytest.mark.parametrize(
    ("measure", "difference", "who"),
    [
        ("brier", (0.02, 0.01, 0.03), "challenger"),
        ("brier", (-0.02, -0.03, -0.01), "champion"),
        ("log_loss", (0.02, 0.01, 0.03), "challenger"),
        ("auc", (0.02, 0.01, 0.03), "champion"),
        ("auc", (-0.02, -0.03, -0.01), "challenger"),
        ("auc", (0.02, -0.01, 0.03), ""),
        ("auc", (0.02, None, None), ""),
        ("auc", (None, None, None), ""),
    ],
)
def test_less_is_better_of_errors_and_more_of_the_area(
    measure: str, difference: tuple[float | None, float | None, float | None], who: str
):
    apart = interval(*difference)
    assert better(Compared(measure, interval(0.5, 0.4, 0.6), interval(0.5, 0.4, 0.6), apart)) == who


def test_the_words_of_one_measure():
    row = Compared(
        "log_loss", interval(0.6, 0.5, 0.7), interval(0.55, 0.5, 0.6), interval(0.05, 0.01, 0.09)
    )
    found = Challenge("logit", "ebm", (row,), ())
    assert challenge_words(found) == (
        "Challenger: ebm, after logit, on the same people\n"
        "  log loss: 0.6000 (0.5000 to 0.7000) and 0.5500 (0.5000 to 0.6000)\n"
        "    difference 0.0500 (0.0100 to 0.0900): the challenger is better"
    )
    assert found.as_json()["compared"][0]["better"] == "challenger"


def test_the_order_of_people_says_nothing_about_who_is_better(folder: Path):
    mixed = folder / "mixed.csv"
    order = np.random.default_rng(1).permutation(800)
    pl.read_csv(folder / "new.csv")[order].write_csv(mixed)
    told = [
        json.loads(validated(folder, "age", "all", name, "--json")[1])["challenger"]["compared"]
        for name in ("new.csv", "mixed.csv")
    ]
    values = [[row["difference"]["value"] for row in rows] for rows in told]
    assert values[0] == pytest.approx(values[1])
