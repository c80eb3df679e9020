"""Each person is counted once, by their last assessment in the period."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.insight.statistics.counting import Filters, counted, divided, in_order, last_of_each
from tilts.insight.statistics.dimensions import EVERYBODY, OVERDUE, RESULTS, UNKNOWN
from tilts.insight.statistics.tables import Counts

SCHEMA = {
    "assessment": pl.String,
    "person": pl.String,
    "unit": pl.String,
    "instrument": pl.String,
    "level": pl.String,
    "computed_level": pl.String,
    "change": pl.String,
    "sex": pl.String,
    "age": pl.Int32,
    "assessor": pl.String,
    "assessed_on": pl.Date,
    "decided_on": pl.Date,
    "days_late": pl.Int32,
}
USUAL = {
    "unit": "u1",
    "instrument": "rvn",
    "level": "low",
    "computed_level": "low",
    "sex": "male",
    "age": 30,
}
RVN = Filters(instrument="rvn")


def results(*rows: dict[str, object]) -> pl.DataFrame:
    """Results, decided on the day of the assessment unless they say otherwise."""
    whole = [
        {**USUAL, "assessment": f"{n}", "decided_on": row.get("assessed_on"), **row}
        for n, row in enumerate(rows)
    ]
    return pl.DataFrame(whole, schema=SCHEMA)


def one(person: str, on: date, **values: object) -> dict[str, object]:
    return {"person": person, "assessed_on": on, **values}


def table(rows: pl.DataFrame, by: str, then: str = "", filters: Filters = RVN) -> Counts:
    dimensions = RESULTS[by], RESULTS[then] if then else EVERYBODY
    people = divided(last_of_each(rows, filters, *dimensions), *dimensions)
    return counted(people, *dimensions, str, str)


SPRING, SUMMER, WINTER = date(2025, 4, 30), date(2025, 7, 1), date(2026, 1, 15)
THREE = results(
    one("anna", SPRING, level="high", sex="female"),
    one("anna", WINTER, level="low", sex="female"),
    one("juris", SUMMER, level="high", unit="u2"),
    one("juris", WINTER, level="high", unit="u1", instrument="psa"),
)


def test_by_level_each_counts_by_the_last():
    assert table(THREE, "level") == Counts(
        ["high", "low"], ["people"], [[1], [1]], parts_of_rows=False
    )


def test_in_a_period_the_last_of_it_counts():
    in_2025 = Filters(instrument="rvn", period="2025")
    assert table(THREE, "level", filters=in_2025).people == [[2]]


@pytest.mark.parametrize(
    ("filters", "people"),
    [
        (Filters("rvn", "2025-2"), ["anna"]),
        (Filters("rvn", "2025-3"), ["juris"]),
        (Filters("rvn", "2025-4"), []),
        (Filters("psa"), ["juris"]),
        (Filters("rvn", sex="female"), ["anna"]),
        (Filters("rvn", level="high"), ["juris"]),
        (Filters("rvn", "2025", level="high"), ["anna", "juris"]),
        (Filters("rvn", units=["u2"]), ["juris"]),
        (Filters("rvn", units=[]), []),
        (Filters(), []),
    ],
)
def test_filters(filters, people):
    rows = last_of_each(THREE, filters, RESULTS["level"], EVERYBODY)
    assert sorted(rows["person"]) == people


def test_by_quarter_each_counts_once_in_each_and_quarters_are_not_added():
    again = pl.concat([THREE, results(one("anna", date(2025, 5, 1), level="medium"))])
    assert table(again, "quarter", "level") == Counts(
        ["2025-2", "2025-3", "2026-1"],
        ["high", "low", "medium"],
        [[0, 0, 1], [1, 0, 0], [0, 1, 0]],
        parts_of_columns=False,
    )


def test_quarters_across_are_not_added_either():
    shown = table(THREE, "sex", "year")
    assert shown == Counts(
        ["female", "male"], ["2025", "2026"], [[1, 1], [1, 0]], parts_of_rows=False
    )


def test_domains_are_not_added():
    needs = THREE.filter(pl.col("instrument") == "rvn").with_columns(
        pl.lit("work").alias("domain"), pl.col("level").alias("need")
    )
    rows = counted(
        divided(needs, RESULTS["domain"], EVERYBODY), RESULTS["domain"], EVERYBODY, str, str
    )
    assert rows == Counts(["work"], ["people"], [[2]], parts_of_rows=False, parts_of_columns=False)


@pytest.mark.parametrize(
    ("by", "values", "rows"),
    [
        ("age", {"age": 17}, ["under-18"]),
        ("age", {"age": 18}, ["18-24"]),
        ("age", {"age": 54}, ["45-54"]),
        ("age", {"age": 55}, ["55-and-over"]),
        ("age", {"age": None}, [UNKNOWN]),
        ("change", {"change": "lower"}, ["lower"]),
        ("change", {"change": None}, [UNKNOWN]),
        ("decision", {"level": "low", "computed_level": "low"}, ["as-scored"]),
        ("decision", {"level": "high", "computed_level": "low"}, ["otherwise"]),
        ("timeliness", {"days_late": 0}, ["in-time"]),
        ("timeliness", {"days_late": 1}, ["late"]),
        ("timeliness", {"days_late": None}, [UNKNOWN]),
        ("assessor", {"assessor": None}, [UNKNOWN]),
        ("assessor", {"assessor": "s1"}, ["s1"]),
        ("year", {}, ["2025"]),
    ],
)
def test_dimensions(by, values, rows):
    assert table(results(one("anna", SPRING, **values)), by).rows == rows


@pytest.mark.parametrize(
    ("days", "code"), [(1, "up-to-30"), (30, "up-to-30"), (31, "31-90"), (91, "over-90")]
)
def test_how_late(days, code):
    late = pl.DataFrame({"person": ["anna"], "unit": ["u1"], "days_late": [days]})
    people = divided(late, OVERDUE["unit"], OVERDUE["lateness"])
    assert people.rows() == [("anna", "u1", code)]


def test_codes_stand_in_their_order():
    ages = RESULTS["age"]
    assert in_order({UNKNOWN, "25-34", "under-18"}, ages, str) == ["under-18", "25-34", UNKNOWN]
    assert in_order({"b", "a"}, RESULTS["unit"], {"a": "Zilupe", "b": "Aizpute"}.get) == ["b", "a"]


PERSON = st.sampled_from("abcdef")
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
ROWS = st.lists(
    st.builds(
        one,
        PERSON,
        DAYS,
        level=st.sampled_from(["low", "high"]),
        unit=st.sampled_from(["u1", "u2"]),
    ),
    min_size=1,
    max_size=12,
)


@given(ROWS, st.permutations(range(12)))
def test_the_order_of_rows_does_not_matter(rows, order):
    frame = results(*rows)
    mixed = frame[[place for place in order if place < len(rows)]]
    assert table(frame, "level", "unit") == table(mixed, "level", "unit")


@given(ROWS)
def test_people_are_counted_once(rows):
    shown = table(results(*rows), "level", "unit")
    assert sum(map(sum, shown.people)) == len({row["person"] for row in rows})


@given(ROWS)
def test_in_each_quarter_people_are_counted_once(rows):
    shown = table(results(*rows), "quarter")
    expected = {
        (row["person"], f"{row['assessed_on']:%Y}-{(row['assessed_on'].month + 2) // 3}")
        for row in rows
    }
    assert dict(zip(shown.rows, map(sum, shown.people), strict=True)) == {
        quarter: len([1 for _, q in expected if q == quarter]) for quarter in shown.rows
    }
    assert sorted({quarter for _, quarter in expected}) == shown.rows
