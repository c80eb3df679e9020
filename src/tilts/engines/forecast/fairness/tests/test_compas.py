"""What ProPublica counted among people to whom COMPAS was applied, counted again."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tilts.engines.forecast.fairness import by_group, gaps, incompatibility
from tilts.engines.forecast.validation import outcomes
from tilts.engines.forecast.validation.tests.near import near

DATA = Path(__file__).resolve().parents[7] / "shared" / "data" / "compas_two_years.csv"
# Larson, Mattu, Kirchner & Angwin (2016), How we analyzed the COMPAS recidivism algorithm: of those
# without and with an arrest within two years, how many had a score of low, and of medium or high.
PUBLISHED = {
    "African-American": ((990, 805), (532, 1369)),
    "Caucasian": ((1139, 349), (461, 505)),
}
# The same as it is printed there in per cent: false positives, false negatives.
PRINTED = {"African-American": (44.85, 27.99), "Caucasian": (23.45, 47.72)}


def made(counts):
    """People in those numbers: outcome, and 0.9 for a flag, 0.1 for none."""
    outcome = np.repeat([0, 0, 1, 1], np.ravel(counts))
    return outcomes(outcome), np.repeat([0.1, 0.9, 0.1, 0.9], np.ravel(counts))


@pytest.fixture(scope="module")
def reports():
    groups = pl.Series([name for name, counts in PUBLISHED.items() for _ in made(counts)[0]])
    outcome, forecast = (
        np.concatenate(one) for one in zip(*map(made, PUBLISHED.values()), strict=True)
    )
    return by_group(outcome, forecast, groups, repeats=30, jobs=1)


def test_the_rates_are_those_that_were_printed(reports):
    found = {
        report.group: tuple(
            round(100 * report.measures[name].value, 2)
            for name in ("false_positive_rate", "false_negative_rate")
        )
        for report in reports
    }
    assert found == PRINTED


def test_an_equal_meaning_of_flags_would_still_flag_more_of_one_group(reports):
    """Chouldechova's point on the very numbers: base rates of 51 % and 39 %."""
    found = incompatibility(*reports)
    assert str(found) == (
        "The outcome is recorded for 51% of African-American and 39% of Caucasian. While that is "
        "so, a flag cannot at once mean the same in both groups, miss as many and be wrong about "
        "as many: if 61% of the flagged had the outcome in both, and 38% were missed in both, "
        "then 42% of those without it would be flagged in African-American and 26% in Caucasian, "
        "whoever makes the forecast. Which of the three should be equal is for people to decide; "
        "and a recorded outcome is also a trace of how closely a group is watched."
    )


def test_the_file_has_those_people():
    if not DATA.exists():
        pytest.skip("needs real data beside the repository: ../shared/data/compas_two_years.csv")
    table = pl.read_csv(DATA, infer_schema=False)
    flagged = (table["decile_score"].cast(pl.Int8) > 4).to_numpy()
    outcome = outcomes(table["two_year_recid"].cast(pl.Int8).to_list())
    own = {name: (table["race"] == name).to_numpy() for name in PUBLISHED}
    counted = {
        name: tuple(
            tuple(int((rows & (outcome == one) & (flagged == flag)).sum()) for flag in (0, 1))
            for one in (0, 1)
        )
        for name, rows in own.items()
    }
    assert counted == PUBLISHED
    forecast = np.where(flagged, 0.9, 0.1)
    found = gaps(outcome, forecast, table["race"], repeats=30, jobs=1)
    white = {one.measure: one for one in found if one.group == "Caucasian"}
    assert white["false_positive_rate"].reference == "African-American"
    assert white["false_positive_rate"].difference.value == near(349 / 1488 - 805 / 1795)
    assert white["false_positive_rate"].differs
