"""Tables in which many rows are bad: the others are right, and each bad one says why."""

import random
from pathlib import Path

import polars as pl
import pytest

from tilts.engines.instruments import Report, Scorer, find, load, score_file

ROWS = 2000
PEOPLE = {
    "sex": ["male", "female"],
    "offence_group": ["Violence", "Robbery", "Fraud and forgery"],
}
FAULTS = {
    "sex": [("x", "sex: “x” is none of male, female")],
    "date_of_birth": [
        ("31.12.1980", "date_of_birth: “31.12.1980” is not a date (year-month-day)"),
        ("2020-02-30", "date_of_birth: “2020-02-30” is not a date (year-month-day)"),
        (
            "2023-01-01",
            "age_at_conviction: date_of_current_conviction lies before date_of_birth; "
            "age_at_followup: date_at_start_of_followup lies before date_of_birth",
        ),
    ],
    "total_sanctions": [
        ("-1", "total_sanctions: “-1” is below 0"),
        ("two", "total_sanctions: “two” is not a number"),
        ("1.5", "total_sanctions: “1.5” is not a whole number"),
        (
            "0",
            "ogrs3: A history of cautions only, or without any sanction, is not scored, as the "
            "published weights for it are unconfirmed.",
        ),
    ],
    "age_at_first_sanction": [
        ("9", "age_at_first_sanction: “9” is below 10"),
        ("99", "ogrs3: The first sanction comes after the current conviction."),
    ],
    "offence_group": [("Piracy", "offence_group: “Piracy” is none of Violence, Other motoring,")],
    "date_at_start_of_followup": [
        ("2018-01-01", "ogrs3: The follow-up starts before the current conviction.")
    ],
}


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    """The scorer of ogrs3."""
    return Scorer(load(find("ogrs3")))


def good(chance: random.Random, number: int) -> dict[str, str]:
    """A row without fault."""
    return {
        "case": f"c{number:05}",
        **{name: chance.choice(codes) for name, codes in PEOPLE.items()},
        "date_of_birth": f"{chance.randint(1950, 1990)}-0{chance.randint(1, 9)}-15",
        "date_of_current_conviction": f"2019-0{chance.randint(1, 9)}-20",
        "date_at_start_of_followup": f"2020-0{chance.randint(1, 9)}-10",
        "total_sanctions": str(chance.randint(1, 40)),
        "age_at_first_sanction": str(chance.randint(10, 25)),
    }


def written(rows: list[dict[str, str]], file: Path) -> Path:
    pl.DataFrame(rows).write_csv(file)
    return file


def scores(file: Path) -> pl.DataFrame:
    return pl.read_csv(file, schema_overrides={"missing": pl.String, "errors": pl.String})


def test_a_tenth_of_the_rows_is_bad(scorer: Scorer, tmp_path: Path):
    chance = random.Random(7)
    rows = [good(chance, number) for number in range(ROWS)]
    whole, out = tmp_path / "whole.csv", tmp_path / "out.csv"
    assert score_file(scorer, written(rows, tmp_path / "in.csv"), whole) == Report(ROWS, 0, ())
    expected: dict[str, tuple[str | None, str | None]] = {}
    for row in chance.sample(rows, ROWS // 10):
        column = chance.choice(sorted(FAULTS))
        value, said = chance.choice([*FAULTS[column], ("", "")])
        row[column] = value
        expected[row["case"]] = (None, said) if said else (column, None)
    report = score_file(scorer, written(rows, tmp_path / "bad.csv"), out)
    assert report == Report(ROWS, len(expected), ())
    before = scores(whole)
    for row, right in zip(scores(out).rows(named=True), before.rows(named=True), strict=True):
        if row["case"] not in expected:
            assert row == right
            continue
        missing, words = expected[row["case"]]
        assert [row[name] for name in scorer.results] == [None] * 3
        assert row["missing"] == missing
        assert (row["errors"] or "").startswith(words or "")
        assert bool(row["errors"]) == bool(words)


def test_every_row_is_bad(scorer: Scorer, tmp_path: Path):
    chance = random.Random(8)
    rows = [{**good(chance, number), "sex": ""} for number in range(50)]
    report = score_file(scorer, written(rows, tmp_path / "in.csv"), tmp_path / "out.csv")
    assert report == Report(50, 50, ())
    assert scores(tmp_path / "out.csv")["missing"].to_list() == ["sex"] * 50


def test_several_faults_of_one_row_are_all_said(scorer: Scorer, tmp_path: Path):
    row = {**good(random.Random(9), 1), "sex": "", "total_sanctions": "x", "offence_group": "y"}
    score_file(scorer, written([row], tmp_path / "in.csv"), tmp_path / "out.csv")
    found = scores(tmp_path / "out.csv").row(0, named=True)
    assert found["missing"] == "sex"
    assert [part.partition(":")[0] for part in found["errors"].split("; ")] == [
        "total_sanctions",
        "offence_group",
    ]
