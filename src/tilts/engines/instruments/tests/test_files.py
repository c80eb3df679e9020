"""Whole files: CSV and Parquet in and out."""

import csv
from pathlib import Path

import polars as pl
import pytest

from tilts.engines.instruments import Report, Scorer, TableRefused, score_file

HEADING = "key,sex,born,assessed,housing,work,substances,days_used\n"
GOOD = "0007,male,1990-05-17,2026-03-02,2,some,alcohol;opioids,12\n"
BAD = "0008,male,1990-05-17,2026-03-02,2,,alcohol,40\n"
WHOLE = {"key": "0007", "total": 7, "total_band": "high", "missing": None, "errors": None}
FAULTY = {
    "key": "0008",
    "total": None,
    "total_band": None,
    "missing": "work",
    "errors": "days_used: “40” is above 31",
}


def written(folder: Path, text: str, name: str = "in.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def read(file: Path) -> list[dict[str, object]]:
    frame = (
        pl.read_parquet(file)
        if file.suffix == ".parquet"
        else pl.read_csv(file, schema_overrides={"key": pl.String})
    )
    return frame.select(list(WHOLE)).rows(named=True)


@pytest.mark.parametrize("out", ["out.csv", "out.parquet"])
def test_csv_to_either(needs: Scorer, tmp_path: Path, out: str):
    seen: list[tuple[int, int]] = []
    table = written(tmp_path, HEADING + GOOD + BAD)
    report = score_file(needs, table, tmp_path / out, lambda *rows: seen.append(rows))
    assert report == Report(rows=2, refused=1, absent=())
    assert read(tmp_path / out) == [WHOLE, FAULTY]
    assert seen[-1] == (2, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["in.csv", out])


def test_parquet_of_more_batches_than_one(needs: Scorer, tmp_path: Path):
    table = written(tmp_path, HEADING + GOOD + BAD)
    rows = 60_001
    pl.concat([pl.read_csv(table, infer_schema=False)] * rows).with_columns(
        key=pl.int_range(2 * rows).cast(pl.String)
    ).write_parquet(tmp_path / "in.parquet", row_group_size=10_000)
    seen: list[int] = []
    out = tmp_path / "out.parquet"
    report = score_file(needs, tmp_path / "in.parquet", out, lambda done, _: seen.append(done))
    assert report == Report(rows=2 * rows, refused=rows, absent=())
    assert len(seen) > 1
    assert sorted(seen) == seen
    scored = pl.read_parquet(out)
    assert scored["key"].to_list() == [str(n) for n in range(2 * rows)]
    assert scored["total"].to_list() == [7, None] * rows
    assert scored["errors"].to_list() == [None, FAULTY["errors"]] * rows


@pytest.mark.parametrize(
    "text",
    [
        (HEADING + GOOD).replace("alcohol;opioids", '"alcohol;opioids"').replace(",", ";"),
        "\ufeff" + HEADING + GOOD,
        (HEADING + GOOD).replace("\n", "\r\n"),
        (HEADING + GOOD).replace(",", "\t"),
    ],
    ids=["semicolons", "byte-order mark", "carriage returns", "tabs"],
)
def test_csv_as_offices_write_it(needs: Scorer, tmp_path: Path, text: str):
    score_file(needs, written(tmp_path, text), tmp_path / "out.csv")
    assert read(tmp_path / "out.csv") == [WHOLE]


def test_other_columns_stay_as_they_are(needs: Scorer, tmp_path: Path):
    heading, row = HEADING.replace("key", "key,note"), GOOD.replace("0007", '0007,"a, “b”\n01"')
    score_file(needs, written(tmp_path, heading + row), tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as lines:
        (scored,) = csv.DictReader(lines)
    assert (scored["key"], scored["note"], scored["total"]) == ("0007", "a, “b”\n01", "7")
    assert [scored["missing"], scored["errors"]] == ["", ""]


def test_an_absent_column_is_told(needs: Scorer, tmp_path: Path):
    table = written(tmp_path, HEADING.replace("work", "job") + GOOD)
    report = score_file(needs, table, tmp_path / "out.csv")
    assert report == Report(rows=1, refused=1, absent=("work",))


@pytest.mark.parametrize(
    ("name", "text", "out", "said"),
    [
        (
            "in.csv",
            "a,b\n1,2\n",
            "out.csv",
            "The table has none of the columns sex, born, assessed, ",
        ),
        ("in.csv", HEADING + GOOD, "in.csv", "The result would overwrite the table. "),
        ("in.xlsx", HEADING, "out.csv", "Tables are read and written as .csv or .parquet. "),
        ("in.csv", HEADING + GOOD, "out.json", "Tables are read and written as .csv or .parquet. "),
        (
            "in.csv",
            HEADING.replace("key", "total") + GOOD,
            "out.csv",
            "Columns called like a result: ",
        ),
        ("in.csv", "", "out.csv", "in.csv cannot be read: empty CSV. Correct the file."),
        ("in.parquet", "PAR?", "out.csv", "in.parquet cannot be read: "),
        (
            "in.csv",
            HEADING + GOOD.replace("12\n", "12,13,14\n"),
            "out.csv",
            "in.csv cannot be read: found more fields than defined in 'Schema'. Correct the file.",
        ),
    ],
)
def test_a_table_that_cannot_be_scored(needs: Scorer, tmp_path: Path, name, text, out, said):
    table = written(tmp_path, text, name)
    with pytest.raises(TableRefused) as refused:
        score_file(needs, table, tmp_path / out)
    assert said in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert table.read_text(encoding="utf-8") == text


def test_what_stood_there_stays_when_a_table_is_refused(needs: Scorer, tmp_path: Path):
    kept = written(tmp_path, "kept", "out.csv")
    with pytest.raises(TableRefused):
        score_file(needs, written(tmp_path, "a\n1\n"), kept)
    assert kept.read_text(encoding="utf-8") == "kept"
