"""tilts import."""

import csv
import json
from pathlib import Path

import pytest

from tilts.casework.people.models import Person
from tilts.doors.cli.importing import import_
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE

from .running import invoke

pytestmark = pytest.mark.django_db
HEADER = "key,family,given,birth_date,category,unit"
GOOD = "1,Ozols,Jānis,1985-03-07,convicted,riga"
BAD = "2,,Anna,1990-01-01,convicted,riga"


@pytest.fixture(autouse=True)
def house(db):
    return build_house()


def file(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "people.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def names() -> list[str]:
    with seen_by(SERVICE):
        return list(Person.objects.order_by("family").values_list("family", flat=True))


def test_rows_become_people_once(tmp_path):
    path = file(tmp_path, GOOD)
    added = "1 rows: 1 added, 0 changed, 0 unchanged, 0 refused\n"
    assert invoke(import_, "people", path) == (0, added, "")
    again = "1 rows: 0 added, 0 changed, 1 unchanged, 0 refused\n"
    assert invoke(import_, "people", path) == (0, again, "")
    assert names() == ["Ozols"]


def test_refused_rows_are_kept_and_the_exit_code_says_so(tmp_path):
    path, kept = file(tmp_path, GOOD, BAD), tmp_path / "people.rejects.csv"
    said = (
        f"2 rows: 1 added, 0 changed, 0 unchanged, 1 refused\nRefused rows, with reasons: {kept}\n"
    )
    assert invoke(import_, "people", path) == (1, said, "")
    (row,) = csv.DictReader(kept.read_text(encoding="utf-8").splitlines())
    assert (row["row"], row["column"], row["reason"]) == ("3", "family", "This must not be empty.")
    assert names() == ["Ozols"]


def test_the_file_of_rejects_can_be_named(tmp_path):
    kept = tmp_path / "elsewhere.csv"
    code, said, _ = invoke(import_, "people", file(tmp_path, BAD), "--rejects", kept)
    assert (code, said.splitlines()[-1]) == (1, f"Refused rows, with reasons: {kept}")
    assert kept.exists()


def test_a_dry_run_changes_nothing(tmp_path):
    said = "1 rows: 1 added, 0 changed, 0 unchanged, 0 refused\nA dry run: nothing was changed.\n"
    assert invoke(import_, "people", file(tmp_path, GOOD), "--dry-run") == (0, said, "")
    assert names() == []


@pytest.mark.parametrize("way", ["options", "file"])
def test_columns_of_other_names(tmp_path, way):
    path = file(tmp_path, f"{GOOD},x", header=HEADER.replace("family", "uzvārds") + ",krāsa")
    if way == "file":
        mapping = tmp_path / "columns.yaml"
        mapping.write_text("uzvārds: family\n", encoding="utf-8")
        given = ("--mapping", mapping)
    else:
        given = ("--map", "uzvārds=family")
    said = "1 rows: 1 added, 0 changed, 0 unchanged, 0 refused\nColumns not read: krāsa\n"
    assert invoke(import_, "people", path, *given) == (0, said, "")
    assert names() == ["Ozols"]


def test_a_machine_reads_json(tmp_path):
    code, said, _ = invoke(import_, "people", file(tmp_path, GOOD), "--json", "--dry-run")
    assert (code, json.loads(said)) == (
        0,
        {
            "rows": 1,
            "written": {"added": 1, "changed": 0, "unchanged": 0},
            "rejected": 0,
            "rejects": None,
            "ignored": [],
            "dry_run": True,
        },
    )


def test_a_file_without_a_wanted_column_is_wrong_usage(tmp_path):
    code, said, errors = invoke(import_, "people", file(tmp_path, "1,Ozols", header="key,family"))
    assert (code, said) == (2, "")
    assert "category" in errors
    assert names() == []


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["people", "nowhere.csv"], "File 'nowhere.csv' does not exist."),
        (["horses", "nowhere.csv"], "'horses' is not"),
        (["people"], "Missing argument 'FILE'."),
    ],
)
def test_wrong_usage(arguments, error):
    code, _, errors = invoke(import_, *arguments)
    assert code == 2
    assert error in errors


def test_a_mapping_without_a_name_is_wrong_usage(tmp_path):
    code, _, errors = invoke(import_, "people", file(tmp_path, GOOD), "--map", "family")
    assert code == 2
    assert "family" in errors.splitlines()[-1]
