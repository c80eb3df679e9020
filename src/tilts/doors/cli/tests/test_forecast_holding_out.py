"""tilts forecast train --since and --unit: what is printed, and what is wrong usage."""

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tilts.doors.cli.forecast_words import held_out_words
from tilts.engines.forecast.artefact.storing import load_model
from tilts.engines.forecast.holding_out import HeldOut
from tilts.engines.forecast.tests.made import people
from tilts.engines.forecast.validation import Interval

from .forecasting import asked

OUTCOME = ("--outcome", "returned", "--id", "id", "--model", "logit")
SINCE = ("--start", "day", "--since", "2025-01-01")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """700 people, 300 of them of the second year, in two units."""
    path = tmp_path_factory.mktemp("kept") / "people.csv"
    days = pl.Series("day", [date(2024, 3, 1)] * 400 + [date(2025, 3, 1)] * 300)
    units = pl.Series("unit", ["north", "south"] * 350)
    people(700).with_row_index("id").with_columns(days, units).write_csv(path)
    return path


def test_by_time_and_by_unit(file: Path, tmp_path: Path):
    asking = (*OUTCOME, *SINCE, "--unit", "unit", "--out", tmp_path, "--json")
    code, said, errors = asked("train", file, *asking)
    returned = people(700)["returned"]
    found = [(one["whom"], one["people"], one["events"]) for one in json.loads(said)["held_out"]]
    assert (code, errors, found) == (
        0,
        "",
        [
            ("from 2025-01-01 on", 300, returned[400:].sum()),
            ("every unit, from the others", 700, returned.sum()),
            ("north", 350, returned.gather_every(2).sum()),
            ("south", 350, returned.gather_every(2, 1).sum()),
        ],
    )


def test_the_manifest_keeps_what_is_printed_and_the_card_shows_it(file: Path, tmp_path: Path):
    asking = (*OUTCOME, *SINCE, "--unit", "unit", "--json")
    said = [asked("train", file, *asking, "--out", tmp_path / name)[1] for name in ("one", "other")]
    texts = [(tmp_path / name / "logit/manifest.json").read_bytes() for name in ("one", "other")]
    assert texts[0] == texts[1]
    kept = json.loads(texts[0])["held_out"]
    assert [{"model": "logit", **one} for one in kept] == json.loads(said[0])["held_out"]
    code, gaps, _ = asked("card", tmp_path / "one/logit", "--json")
    assert (code, {"later-people", "other-units"} & set(json.loads(gaps)["gaps"])) == (1, set())
    page = (tmp_path / "one/logit/model-card.html").read_text()
    whom = [one["whom"] for one in kept]
    assert [one for one in whom if f'<th scope="row">{one}</th>' not in page] == []


def test_the_unit_is_no_feature(file: Path, tmp_path: Path):
    assert asked("train", file, *OUTCOME, "--unit", "unit", "--out", tmp_path)[0] == 0
    manifest = load_model(tmp_path / "logit").manifest
    assert "unit" not in [one.name for one in manifest.features]
    assert ("unit", "excluded by name.") in [(one.name, one.reason) for one in manifest.left_out]


def test_what_is_printed(file: Path, tmp_path: Path):
    code, said, _ = asked("train", file, *OUTCOME, *SINCE, "--out", tmp_path)
    head, kept = said.split(f"Kept in {tmp_path}.\n")
    assert (code, "Kept back" in head) == (0, False)
    (line,) = kept.removeprefix("Kept back\n").splitlines()
    events = people(700)["returned"][400:].sum()
    assert (
        line.split("; ")[0] == f"  logit, from 2025-01-01 on: 300 people, {events} with the outcome"
    )


def test_the_words():
    brier, auc = Interval(0.2, 0.19, 0.21, 1000), Interval(0.7, 0.65, 0.75, 1000)
    row = HeldOut("ebm", "unit", "north", 350, 90, brier, auc)
    assert held_out_words([]) == ""
    assert held_out_words([row]) == (
        "\nKept back\n  ebm, north: 350 people, 90 with the outcome; "
        "Brier 0.2000 (0.1900 to 0.2100), AUC 0.7000 (0.6500 to 0.7500)"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--since", "2025-01-01"), "--since wants --start"),
        (("--start", "day", "--since", "1.1.2025"), "does not match the format"),
    ],
)
def test_wrong_usage(file: Path, tmp_path: Path, options: tuple[str, ...], said: str):
    code, out, errors = asked("train", file, *OUTCOME, *options, "--out", tmp_path / "out")
    assert (code, out) == (2, "")
    assert said in errors
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--start", "day", "--since", "2030-01-01"), "0 after it: choose another date."),
        (("--unit", "nowhere"), "column nowhere: there is none."),
    ],
)
def test_what_cannot_be_kept_back_is_refused_and_nothing_is_trained(
    file: Path, tmp_path: Path, options: tuple[str, ...], said: str
):
    code, out, errors = asked("train", file, *OUTCOME, *options, "--out", tmp_path / "out")
    assert (code, out) == (1, "")
    assert said in errors
    assert not (tmp_path / "out").exists()
