"""What is said of real tables: the columns written after the start, and no others."""

from pathlib import Path

import pytest

from tilts.engines.forecast.contract import Asked
from tilts.engines.forecast.leakage import leaks
from tilts.engines.forecast.table import read_table
from tilts.engines.forecast.tests.made import ready

DATA = Path(__file__).resolve().parents[7] / "shared" / "data"
COMPAS = [
    "days_b_screening_arrest",  # missing where no arrest was found near the screening
    *("is_recid", "r_charge_degree", "r_days_from_arrest"),
    *("is_violent_recid", "vr_charge_degree", "end", "event"),
]


@pytest.mark.parametrize(
    ("file", "outcome", "certain", "questions"),
    [
        ("nij_year1_train.csv", "y1", [], ["gang_affiliated"]),
        ("compas_two_years.csv", "two_year_recid", COMPAS, []),
        ("rossi.csv", "arrest", ["week"], []),
    ],
)
def test_real_tables(file: str, outcome: str, certain: list[str], questions: list[str]):
    if not (DATA / file).exists():
        pytest.skip(f"needs real data beside the repository: ../shared/data/{file}")
    prepared = ready(read_table(DATA / file), Asked(outcome))
    found = leaks(prepared.frame, prepared.features, prepared.outcome, outcome)
    assert list(dict.fromkeys(one.name for one in found if one.certain)) == certain
    assert [one.name for one in found if not one.certain] == questions
