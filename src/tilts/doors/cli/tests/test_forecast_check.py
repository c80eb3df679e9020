"""tilts forecast check: the data sheet, refusals, and wrong options."""

import json
import logging
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from tilts.engines.forecast.monitoring import shift
from tilts.engines.forecast.tests.made import people

from .forecasting import asked, table

KEPT = """\
  age: Int64, 0 missing, 52 values; feature, a number
  priors: Int64, 29 missing, 10 values; feature, a number
  work: String, 0 missing, 3 values; feature, a category
  returned: Int64, 0 missing, 2 values; outcome
"""
IMPUTED = "Nothing is imputed: a missing value is a level of its own in every model.\n"
HEAD = "300 rows, 159 with the outcome (53.0 %).\n\nColumns\n"
RACE = "its name shows origin or ethnicity; it may describe groups, never a person's forecast."
IDS = "it identifies people: nearly everybody has a value of their own."
CLOCK = pl.when(pl.col("returned") == 1).then(pl.col("age")).alias("clock")
OUTCOME = ("--outcome", "returned")


def test_the_whole_sheet(tmp_path: Path):
    sex = pl.Series("sex", [*["F"] * 60, *["V"] * 240])
    file = table(tmp_path, sex, (pl.col("work") + "n").alias("race"))
    events = people(300)["returned"]
    groups = (
        f"  sex = F: 60 rows, {events[:60].sum()} with the outcome – too small to judge\n"
        f"  sex = V: 240 rows, {events[60:].sum()} with the outcome\n"
    )
    columns = (
        "  id: Int64, 0 missing, 300 values; id\n"
        f"{KEPT}"
        "  sex: String, 0 missing, 2 values; feature, a category\n"
        f"  race: String, 0 missing, 3 values; left out: {RACE}\n"
    )
    said = f"{HEAD}{columns}\nLeaks\n  none found\n\nGroups\n{groups}\n{IMPUTED}"
    assert asked("check", file, *OUTCOME, "--id", "id", "--group", "sex")[:2] == (0, said)


def test_what_changed_between_periods(tmp_path: Path):
    since = [date(2024, 5, 1) if n < 150 else date(2025, 5, 1) for n in range(300)]
    late = pl.int_range(300) >= 150
    age = pl.when(late).then(pl.lit(40)).otherwise(pl.col("age")).alias("age")
    file = table(tmp_path, pl.Series("since", since), age)
    code, said, _ = asked("check", file, *OUTCOME, "--exclude", "id,work", "--start", "since")
    events = people(300)["returned"]
    before = people(300)["age"][:150]
    index = shift("age", before, pl.Series([40] * 150)).value
    rates = [f"{100 * part.sum() / 150:.1f} %" for part in (events[:150], events[150:])]
    assert (code, said.split("Periods\n")[1]) == (
        0,
        f"  2024: 150 rows, {rates[0]} with the outcome\n"
        f"  2025: 150 rows, {rates[1]} with the outcome\n"
        "\nDrift\n"
        f"  age: from 2024 to 2025 the population stability index is {index:.2f}\n"
        f"\n{IMPUTED}",
    )


def test_periods_without_drift_and_a_small_one(tmp_path: Path):
    since = [date(2024, 5, 1) if n < 250 else date(2025, 5, 1) for n in range(300)]
    file = table(tmp_path, pl.Series("since", since))
    _, said, _ = asked("check", file, *OUTCOME, "--exclude", "id", "--start", "since")
    late = 100 * people(300)["returned"][250:].sum() / 50
    tail = f"  2025: 50 rows, {late:.1f} % with the outcome – too small to judge\n"
    assert said.endswith(f"{tail}\nDrift\n  none found\n\n{IMPUTED}")


def test_the_sheet_as_json(tmp_path: Path):
    code, said, _ = asked("check", table(tmp_path), *OUTCOME, "--exclude", "id, work", "--json")
    why = "left out: excluded by name."
    columns = [
        ("id", "Int64", 0, 300, why),
        ("age", "Int64", 0, 52, "feature, a number"),
        ("priors", "Int64", 29, 10, "feature, a number"),
        ("work", "String", 0, 3, why),
        ("returned", "Int64", 0, 2, "outcome"),
    ]
    names = ("name", "type", "missing", "values", "use")
    assert (code, json.loads(said)) == (
        0,
        {
            "rows": 300,
            "events": 159,
            "base_rate": 0.53,
            "columns": [dict(zip(names, one, strict=True)) for one in columns],
            "groups": [],
            "leaks": [],
            "periods": [],
            "drift": [],
            "missing": IMPUTED.strip(),
        },
    )


def test_a_leak_ends_with_one_unless_somebody_vouches_for_it(tmp_path: Path):
    file = table(tmp_path, CLOCK)
    columns = (
        f"  id: Int64, 0 missing, 300 values; left out: {IDS}\n"
        f"{KEPT}"
        "  clock: Int64, 141 missing, 47 values; feature, a number\n"
    )
    missing = "where it is missing the outcome comes less often by 100 ± 0 points."
    good = "alone it tells the outcomes apart with an AUC of 1.000."

    def leaks(fate: str) -> str:
        return f"  clock (missing, {fate}): {missing}\n  clock (too good, {fate}): {good}\n"

    sheet = f"{HEAD}{columns}\nLeaks\n{{}}\n{IMPUTED}"
    said = (1, sheet.format(leaks("left out")))
    assert asked("check", file, *OUTCOME)[:2] == said
    assert asked("check", file, *OUTCOME, "--trust", "age")[:2] == said
    vouched = (0, sheet.format(leaks("trusted")))
    assert asked("check", file, *OUTCOME, "--trust", "age, clock")[:2] == vouched


def uses(said: str) -> dict[str, str]:
    return {one["name"]: one["use"] for one in json.loads(said)["columns"]}


def test_positive_start_and_lawful_change_what_is_used(tmp_path: Path):
    start = date(2024, 5, 1)
    file = table(
        tmp_path,
        pl.col("returned").replace_strict({0: "home", 1: "prison"}),
        pl.lit(start).alias("released"),
        pl.Series("arrested", [start - timedelta(days=n % 90) for n in range(300)]),
        (pl.col("work") + "n").alias("race"),
    )
    options = ("--positive", "prison", "--start", "released", "--lawful", "race=a court asks")
    code, said, _ = asked("check", file, *OUTCOME, "--id", "id", *options, "--json")
    assert (code, json.loads(said)["events"]) == (0, 159)
    assert uses(said) == {
        "id": "id",
        "age": "feature, a number",
        "priors": "feature, a number",
        "work": "feature, a category",
        "returned": "outcome",
        "released": "start of follow-up",
        "arrested": "feature, a number",
        "race": "feature, a category",
    }


@pytest.mark.parametrize(
    ("options", "where", "what", "remedy"),
    [
        (
            ("--outcome", "back"),
            "column back",
            "there is none.",
            "The columns are: id, age, priors, work, returned.",
        ),
        (
            (*OUTCOME, "--positive", "9"),
            "column returned",
            "“9” is not among its values “0”, “1”.",
            "Name one that is.",
        ),
        (
            (*OUTCOME, "--id", "age"),
            "column age",
            "248 rows repeat an id of another row.",
            "Keep one row per person, or name the column that tells rows apart.",
        ),
        (
            ("--outcome", "work"),
            "column work",
            "the outcome has 3 values (“none”, “some”, “steady”, …).",
            "It must be 0 or 1.",
        ),
    ],
)
def test_refusals_in_words_and_as_json(
    tmp_path: Path, options: tuple[str, ...], where: str, what: str, remedy: str
):
    file = table(tmp_path)
    assert asked("check", file, *options) == (1, "", f"{where}: {what} {remedy}\n")
    code, said, errors = asked("check", file, *options, "--json")
    fault = {"where": where, "what": what, "remedy": remedy}
    assert (code, json.loads(said), errors) == (1, {"refused": [fault]}, "")


def test_a_file_that_is_no_table(tmp_path: Path):
    file = tmp_path / "people.xlsx"
    file.write_bytes(b"PK")
    why = "the file cannot be read: it is neither .csv nor .parquet."
    said = f"{file}: {why} Give a whole CSV or Parquet.\n"
    assert asked("check", file, *OUTCOME) == (1, "", said)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Missing option '--outcome'."),
        (
            (*OUTCOME, "--lawful", "race"),
            "Invalid value for '--lawful': “race” lacks its value: write race=…",
        ),
        (
            (*OUTCOME, "--lawful", "race= "),
            "Invalid value for '--lawful': “race” lacks its value: write race=…",
        ),
        (
            (*OUTCOME, "--monotone", "age=left"),
            "Invalid value for '--monotone': “age=left”: write age=up or age=down.",
        ),
    ],
)
def test_wrong_options(tmp_path: Path, options: tuple[str, ...], said: str):
    usage = "Usage: forecast check [OPTIONS] DATA\nTry 'forecast check --help' for help.\n"
    expected = (2, "", f"{usage}\nError: {said}\n")
    assert asked("check", table(tmp_path), *options) == expected


class Heard(logging.Handler):
    """The level of the engine's log whenever it says something."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: set[int] = set()

    def emit(self, record: logging.LogRecord) -> None:
        self.levels.add(logging.getLogger("tilts.engines.forecast").level)


def test_what_the_engine_says_is_told_only_while_a_command_runs(tmp_path: Path):
    log, heard = logging.getLogger("tilts.engines.forecast"), Heard()
    before = log.level
    log.addHandler(heard)
    asked("check", table(tmp_path, pl.lit("x").alias("race")), *OUTCOME)
    log.removeHandler(heard)
    assert (heard.levels, log.level) == ({logging.INFO}, before)
