"""tilts forecast cohort: the table that it writes, what it says, and wrong usage."""

import json
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from django.utils import timezone

from tilts.casework.assessment.tests.results import result
from tilts.casework.people.tests.people import person
from tilts.doors.cli.forecast import forecast
from tilts.engines.forecast.table import read_table
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE

from .running import invoke

ENTERED = timezone.localdate() - timedelta(days=1200)


@pytest.fixture
def house(db: None) -> House:
    """Two whose window is over, and one whose window is not."""
    house = build_house()
    late = timezone.localdate() - timedelta(days=30)
    with seen_by(SERVICE):
        for family, on in (("Ozola", ENTERED), ("Kalna", ENTERED), ("Liepa", late)):
            result(person(family, at=house.units["riga"]), "medium", on)
    return house


def test_the_table_and_what_is_said(house: House, tmp_path: Path):
    out = tmp_path / "cohort.csv"
    said = invoke(forecast, "cohort", "rvn_two_years", "--agency", "ievp", "-o", out)
    assert said == (
        0,
        f"2 people, 0 of them with the outcome → {out}\n"
        "Left out, not watched long enough: 1\n"
        f"Next: tilts forecast check {out} "
        "--outcome returned --id person --start start --exclude days\n",
        "",
    )
    table = read_table(out)
    assert table.select("person", "unit", "start", "returned", "days").rows() == [
        (1, "riga", ENTERED, 0, 730),
        (2, "riga", ENTERED, 0, 730),
    ]
    text = out.read_text(encoding="utf-8")
    assert [name for name in ("Ozola", "Kalna", "Liepa") if name in text] == []


def test_as_json_and_parquet(house: House, tmp_path: Path):
    out = tmp_path / "cohort.parquet"
    asked = ("cohort", "rvn_one_year", "--agency", "ievp", "-o", out, "--json")
    code, said, errors = invoke(forecast, *asked)
    assert (code, errors, json.loads(said)) == (
        0,
        "",
        {
            "rows": 2,
            "returned": 0,
            "left_out": {"not watched long enough": 1},
            "out": str(out),
        },
    )
    assert pl.read_parquet(out)["days"].to_list() == [365, 365]


@pytest.mark.parametrize(
    ("code", "agency", "said"),
    [
        ("rvn_two_years", "police", "No agency is called “police”. There are: ievp, lkt, vpd."),
        (
            "three_years",
            "ievp",
            "No cohort is called “three_years” in LV. There are: rvn_two_years, rvn_one_year.",
        ),
    ],
)
def test_what_is_unknown_names_what_there_is(
    house: House, tmp_path: Path, code: str, agency: str, said: str
):
    out = tmp_path / "cohort.csv"
    exit_code, answer, errors = invoke(forecast, "cohort", code, "--agency", agency, "-o", out)
    assert (exit_code, answer, out.exists()) == (2, "", False)
    assert said in errors


def test_nobody_is_a_table_without_rows(db: None, tmp_path: Path):
    build_house()
    out = tmp_path / "cohort.csv"
    code, said, _ = invoke(forecast, "cohort", "rvn_two_years", "--agency", "vpd", "-o", out)
    assert (code, said.splitlines()[0]) == (0, f"0 people, 0 of them with the outcome → {out}")
    assert out.read_text(encoding="utf-8").splitlines() == [
        "person,unit,start,age,sex,earlier_judgments,level,returned,days"
    ]
