"""tilts score: what it writes, says and ends with."""

import json
from pathlib import Path

import polars as pl
import pytest

from tilts.doors.cli.scoring import score
from tilts.engines.instruments.tests.made import NEEDS

from .running import invoke

HEADING = "key,sex,born,assessed,housing,work,substances,days_used\n"
GOOD = "a,male,1990-05-17,2026-03-02,2,some,alcohol,12\n"
BAD = "b,male,1990-05-17,2026-03-02,2,often,alcohol,12\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table with a whole row and a faulty one."""
    file = tmp_path / "in.csv"
    file.write_text(HEADING + GOOD + BAD, encoding="utf-8")
    return file


def test_rows_are_scored_and_the_refused_counted(table: Path):
    out = table.with_name("out.csv")
    said = f"2 rows: 1 whole, 1 with something missing or wrong → {out}\n"
    assert invoke(score, NEEDS, table, "-o", out) == (1, said, "")
    errors = "work: “often” is none of steady, some, without"
    assert pl.read_csv(out).select("key", "total", "errors").rows() == [
        ("a", 5, None),
        ("b", None, errors),
    ]


def test_whole_rows_end_well_and_a_machine_reads_the_counts(table: Path):
    table.write_text(HEADING + GOOD, encoding="utf-8")
    code, said, _ = invoke(score, NEEDS, table, "-o", table.with_name("out.parquet"), "--json")
    assert (code, json.loads(said)) == (0, {"rows": 1, "refused": 0, "absent": []})


def test_an_absent_column(table: Path):
    table.write_text(HEADING.replace("work", "job") + GOOD, encoding="utf-8")
    code, said, _ = invoke(score, NEEDS, table, "-o", table.with_name("out.csv"))
    assert code == 1
    assert said.startswith("The table has no column work: unanswered in every row.\n1 rows: 0")


def test_wrong_usage(table: Path):
    out = table.with_name("out.csv")
    code, _, errors = invoke(score, "stable", table, "-o", out)
    assert (code, "There is no instrument “stable”." in errors) == (2, True)
    code, _, errors = invoke(score, "psa", table, "-o", out)
    assert (code, "The table has none of the columns age" in errors) == (2, True)
    code, _, errors = invoke(score, "psa", table)
    assert (code, "Missing option '-o'" in errors) == (2, True)
    assert not out.exists()


def test_an_instrument_that_cannot_be_used(table: Path, tmp_path: Path):
    broken = tmp_path / "broken.yaml"
    broken.write_text(NEEDS.read_text(encoding="utf-8").replace("{of: housing}", "{of: house}", 1))
    code, _, errors = invoke(score, broken, table, "-o", tmp_path / "out.csv")
    assert code == 1
    assert f"{broken}, line " in errors
    assert "house: there is no such item or quantity. Did you mean hours?" in errors


def test_instruments_of_the_installation(settings, table: Path, tmp_path: Path):
    settings.HOME = tmp_path
    folder = tmp_path / "instruments"
    folder.mkdir()
    (folder / "own.yaml").write_text(NEEDS.read_text(encoding="utf-8"), encoding="utf-8")
    assert invoke(score, "own", table, "-o", tmp_path / "out.csv")[0] == 1
    assert pl.read_csv(tmp_path / "out.csv")["total"].to_list() == [5, None]
