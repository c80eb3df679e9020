"""Bad input at the command line: messages whole, with file, line and remedy, and the exit code."""

import random
from pathlib import Path

import polars as pl
import pytest

from tilts.doors.cli.instruments import instruments
from tilts.doors.cli.scoring import score
from tilts.engines.instruments.tests.made import NEEDS

from .running import invoke

TEXT = NEEDS.read_text(encoding="utf-8")
PEOPLE = 400
REMEDY = "Translate it, or leave the language out of `languages`."
SINCE = "since version 1 was published. Restore it, or give the instrument a new version."


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"


def at(text: str, start: str) -> int:
    """The number of the first line that begins so."""
    lines = enumerate(text.splitlines(), 1)
    return next(n for n, line in lines if line.lstrip().startswith(start))


@pytest.mark.parametrize(("old", "new", "start", "said"), [
    ("formula: total / 12", "formula: totl / 12", "formula: totl",
     "totl: there is no such item or quantity. Did you mean total?"),
    ("{of: housing}", "{of: hosing}", "- {of: hosing",
     "hosing: there is no such item or quantity. Did you mean housing?"),
    ("from: 5}", "from: 6}", "- {id: high",
     "A gap between low, which ends with 4, and high, from 6. Begin high with 5."),
    ("from: 5}", "from: 4}", "- {id: high",
     "An overlap between low, which ends with 4, and high, from 4. Begin high with 5."),
    ("en: Housing, lv: Mājoklis", "en: Housing", "label: {en: Housing}",
     f"sections.1.items.0.label: not translated into lv. {REMEDY}"),
])  # fmt: skip
def test_an_instrument_with_a_fault(tmp_path: Path, old: str, new: str, start: str, said: str):
    file = tmp_path / "needs.yaml"
    text = TEXT.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    whole = f"{file}, line {at(text, start)}: {said}\n"
    assert invoke(instruments, "check", file) == (1, whole, "")


def test_a_version_that_changes_a_published_formula(tmp_path: Path):
    file = tmp_path / "changed.yaml"
    text = TEXT.replace("total / 12", "total / 13", 1)
    file.write_text(text, encoding="utf-8")
    whole = f"{file}, line {at(text, '- id: share')}: share: changed {SINCE}\n"
    assert invoke(instruments, "check", NEEDS, file) == (1, whole, "")


def person(number: int) -> dict[str, str]:
    """A person whom OGRS3 scores."""
    chance = random.Random(number)
    return {
        "case": f"c{number:04}",
        "sex": chance.choice(["male", "female"]),
        "date_of_birth": f"{chance.randint(1950, 1990)}-05-15",
        "date_of_current_conviction": "2019-03-20",
        "date_at_start_of_followup": "2020-02-10",
        "total_sanctions": str(chance.randint(1, 40)),
        "age_at_first_sanction": str(chance.randint(10, 25)),
        "offence_group": chance.choice(["Violence", "Robbery", "Fraud and forgery"]),
    }


FAULTS = [
    ({"total_sanctions": "-1"}, (None, "total_sanctions: “-1” is below 0")),
    ({"age_at_first_sanction": "9"}, (None, "age_at_first_sanction: “9” is below 10")),
    ({"date_of_birth": "2019-08-01"},
     (None, "age_at_conviction: date_of_current_conviction lies before date_of_birth; "
            "age_at_followup: 0 is below 10")),
    ({"date_of_birth": "01.08.1980"},
     (None, "date_of_birth: “01.08.1980” is not a date (year-month-day)")),
    ({"sex": ""}, ("sex", None)),
]  # fmt: skip


def test_of_a_table_with_a_tenth_of_bad_rows_the_others_are_right(tmp_path: Path):
    rows = [person(number) for number in range(PEOPLE)]
    whole, table, out = (tmp_path / name for name in ("whole.csv", "in.csv", "out.parquet"))
    pl.DataFrame(rows).write_csv(table)
    all_well = f"{PEOPLE} rows: {PEOPLE} whole, 0 with something missing or wrong → {whole}\n"
    assert invoke(score, "ogrs3", table, "-o", whole) == (0, all_well, "")
    for number in range(0, PEOPLE, 10):
        rows[number] |= FAULTS[number // 10 % len(FAULTS)][0]
    pl.DataFrame(rows).write_csv(table)
    good, bad = PEOPLE - PEOPLE // 10, PEOPLE // 10
    said = f"{PEOPLE} rows: {good} whole, {bad} with something missing or wrong → {out}\n"
    assert invoke(score, "ogrs3", table, "-o", out) == (1, said, "")
    right = pl.read_csv(whole).drop("missing", "errors").rows()
    found = pl.read_parquet(out)
    reasons = found.select("missing", "errors").rows()
    for number, row in enumerate(found.drop("missing", "errors").rows()):
        if number % 10:
            assert (row, reasons[number]) == (right[number], (None, None))
        else:
            expected = FAULTS[number // 10 % len(FAULTS)][1]
            assert (row, reasons[number]) == ((f"c{number:04}", None, None, None), expected)


def test_an_offence_group_that_nobody_published(tmp_path: Path):
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    pl.DataFrame([person(1) | {"offence_group": "Piracy"}]).write_csv(table)
    assert invoke(score, "ogrs3", table, "-o", out)[0] == 1
    (reason,) = pl.read_csv(out)["errors"].to_list()
    begun, _, groups = reason.partition(" is none of ")
    assert (begun, len(groups.split(", ")) > 15) == ("offence_group: “Piracy”", True)


@pytest.mark.parametrize(("dropped", "code", "said"), [
    (["sex"], 1, "The table has no column sex: unanswered in every row.\n"
     "1 rows: 0 whole, 1 with something missing or wrong → {out}\n"),
    (["sex", "total_sanctions"], 1, "The table has no column sex: unanswered in every row.\n"
     "The table has no column total_sanctions: unanswered in every row.\n"
     "1 rows: 0 whole, 1 with something missing or wrong → {out}\n"),
])  # fmt: skip
def test_a_table_without_a_needed_column(tmp_path: Path, dropped, code, said):
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    pl.DataFrame([person(1)]).drop(dropped).write_csv(table)
    assert invoke(score, "ogrs3", table, "-o", out) == (code, said.format(out=out), "")


@pytest.mark.parametrize(("text", "said"), [
    ("a,b\n1,2\n", "The table has none of the columns sex, date_of_birth, "
     "date_of_current_conviction, date_at_start_of_followup, total_sanctions, "
     "age_at_first_sanction, offence_group. Name them so."),
    ("", "{table} cannot be read: empty CSV. Correct the file."),
])  # fmt: skip
def test_a_table_of_something_else(tmp_path: Path, text: str, said: str):
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text(text, encoding="utf-8")
    code, output, errors = invoke(score, "ogrs3", table, "-o", out)
    assert (code, output, out.exists()) == (2, "", False)
    assert errors.splitlines()[-1] == f"Error: {said.format(table=table)}"
