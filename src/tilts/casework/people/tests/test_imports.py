"""Every row of a file is imported, left alone or handed back with the reason."""

import csv
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from tilts.casework.people.imports import ImportRefused, ImportReport, Written, import_people
from tilts.casework.people.imports.mapping import read_mapping
from tilts.casework.people.models import Identifier, OtherName, Person, SourceRow
from tilts.casework.people.search import search
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act, Payload

from .people import unit

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HEADER = ["key", "family", "given", "birth_date", "category", "unit", "personal_code"]
JANIS = ["k1", "Bērziņš", "Jānis", "1975-11-16", "convicted", "riga", "161175-19997"]
ANNA = ["k2", "Ozola", "Anna", "07.03.1985", "suspect", "ievp.riga", ""]


@pytest.fixture(autouse=True)
def riga():
    return unit()


def write(path: Path, rows: list[list[str]], header: list[str] | None = None, **how: str) -> Path:
    how = {"encoding": "utf-8", "delimiter": ",", **how}
    with path.open("w", encoding=how["encoding"], newline="") as file:
        csv.writer(file, delimiter=how["delimiter"]).writerows([header or HEADER, *rows])
    return path


def run(path: Path, **options: object) -> ImportReport:
    return import_people(path, by=SERVICE, system="old", **options)  # type: ignore[arg-type] # passed on


def written(added: int = 0, changed: int = 0, unchanged: int = 0) -> Written:
    return Written(added, changed, unchanged)


def people() -> list[tuple[object, ...]]:
    with seen_by(SERVICE):
        rows = Person.objects.order_by("file_number")
        return list(rows.values_list("family", "given", "birth_date", "category"))


BOTH = [
    ("Bērziņš", "Jānis", date(1975, 11, 16), "convicted"),
    ("Ozola", "Anna", date(1985, 3, 7), "suspect"),
]


@pytest.mark.parametrize("how", [
    {}, {"encoding": "utf-8-sig"},
    {"encoding": "windows-1257", "delimiter": ";"}, {"delimiter": "\t"},
])  # fmt: skip
def test_csv_files(tmp_path, how):
    path = write(tmp_path / "people.csv", [JANIS, ANNA], **how)
    assert run(path) == ImportReport(rows=2, written=written(added=2), rejected=0, rejects=None)
    assert people() == BOTH


def test_xlsx_files(tmp_path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (HEADER, [*JANIS[:3], date(1975, 11, 16), *JANIS[4:]], ANNA):
        sheet.append(row)
    book.save(tmp_path / "people.xlsx")
    assert run(tmp_path / "people.xlsx").written == written(added=2)
    assert people() == BOTH


def test_parquet_files(tmp_path):
    path = tmp_path / "people.parquet"
    pl.DataFrame([JANIS, ANNA], schema=HEADER, orient="row").write_parquet(path)
    assert run(path).written == written(added=2)
    assert people() == BOTH


def test_the_facts_around_a_person(tmp_path):
    row = [*JANIS[:6], "161175-19998", "Kalniņš"]
    run(write(tmp_path / "people.csv", [row], [*HEADER, "former_family"]))
    with seen_by(SERVICE):
        assert list(Identifier.objects.values_list("kind", "value", "doubt")) == [
            ("lv_personal_code", "16117519998", "checksum")
        ]
        assert [name.family for name in OtherName.objects.all()] == ["Kalniņš"]
        assert [hit.under for hit in search("kalnins").hits] == ["Kalniņš"]
        assert [hit.name for hit in search("brzins").hits] == ["Bērziņš, Jānis"]


def test_one_act_for_a_chunk_and_a_payload_for_each_person(tmp_path):
    run(write(tmp_path / "people.csv", [JANIS, ANNA]))
    (act,) = Act.objects.filter(kind="people.import")
    with seen_by(SERVICE):
        persons = set(Person.objects.values_list("pk", flat=True))
    subjects = set(Payload.objects.filter(act=act).values_list("subject_id", flat=True))
    assert (subjects, act.fault()) == (persons, "")


def test_running_again_changes_nothing(tmp_path):
    path = write(tmp_path / "people.csv", [JANIS, ANNA])
    run(path)
    assert run(path).written == written(unchanged=2)
    assert Act.objects.filter(kind="people.import").count() == 1


def test_a_changed_row_changes_only_what_changed_at_the_source(tmp_path):
    run(write(tmp_path / "people.csv", [JANIS, ANNA]))
    changed = ["k2", "Liepa", *ANNA[2:6], "328673-00679"]
    report = run(write(tmp_path / "people.csv", [JANIS, changed]))
    assert report.written == written(changed=1, unchanged=1)
    with seen_by(SERVICE):
        assert [hit.name for hit in search("liepa").hits] == ["Liepa, Anna"]
        assert search("ozola").hits == ()
        row = SourceRow.objects.get(key="k2")
        assert (row.row["family"], row.person.version) == ("Liepa", 2)


def test_a_new_code_ends_the_old_one(tmp_path):
    run(write(tmp_path / "people.csv", [JANIS]))
    run(write(tmp_path / "people.csv", [[*JANIS[:6], "328673-00679"]]))
    with seen_by(SERVICE):
        codes = [(code.value, code.until is None) for code in Identifier.objects.order_by("pk")]
    assert codes == [("16117519997", False), ("32867300679", True)]


def test_a_dry_run_counts_and_leaves_nothing(tmp_path):
    report = run(write(tmp_path / "people.csv", [JANIS, ANNA]), dry_run=True)
    assert (report.written, report.dry_run) == (written(added=2), True)
    assert (people(), Act.objects.filter(kind="people.import").count()) == ([], 0)


BAD = [
    (["k3", "", "A", "", "convicted", "riga", ""], "family", "This must not be empty."),
    (["k3", "B", "A", "31.02.1985", "convicted", "riga", ""], "birth_date",
     "“31.02.1985” is no birth date like 1985-03-07, 07.03.1985, 1985-03 or 1985."),
    (["k3", "B", "A", "", "guilty", "riga", ""], "category",
     "“guilty” is none of suspect, convicted, contact."),
    (["k3", "B", "A", "", "convicted", "nowhere", ""], "unit",
     "There is no unit “nowhere”. Use its code, or its path if codes repeat."),
    (["k1", "B", "A", "", "convicted", "riga", ""], "key",
     "Row 2 has the same key. Keep one of them."),
    (["k3", "B" * 81, "A", "", "convicted", "riga", ""], "family", "Longer than 80 characters."),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "column", "reason"), BAD)
def test_a_bad_row_is_handed_back_whole(tmp_path, bad, column, reason):
    report = run(write(tmp_path / "people.csv", [JANIS, bad]))
    assert report.rejects == tmp_path / "people.rejects.csv"
    assert (report.written, report.rejected) == (written(added=1), 1)
    with (tmp_path / "people.rejects.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["row", "column", "reason", *HEADER, ""],
            ["3", column, reason, *bad, ""],
        ]


def test_bytes_that_are_no_text_come_back_as_they_were(tmp_path):
    path = write(tmp_path / "people.csv", [JANIS])
    line = b"k2,B\xe7rzi\xf2\xf0,Anna,,convicted,riga,"
    path.write_bytes(path.read_bytes() + line + b"\r\n")
    report = run(path)
    assert (report.written, report.rejected) == (written(added=1), 1)
    reason = b"3,family,These bytes are no text. Save the file in UTF-8.,"
    assert (tmp_path / "people.rejects.csv").read_bytes().splitlines()[1] == reason + line + b","


def test_too_many_values(tmp_path):
    report = run(write(tmp_path / "people.csv", [[*ANNA, "more", "still"]]))
    lines = (tmp_path / "people.rejects.csv").read_text().splitlines()
    assert (report.rejected, lines[1].endswith("more\tstill")) == (1, True)


@pytest.mark.parametrize(("name", "data", "faults"), [
    ("people.txt", b"", ["people.txt is none of .csv, .xlsx, .parquet. Save it as one of them."]),
    ("people.csv", None, ["There is no file people.csv."]),
    ("people.csv", b"key,family,unit,unit\n", ["Two columns are called “unit”.",
     "The column “category” is missing. Add it, or use --map THEIRS=category."]),
])  # fmt: skip
def test_a_file_that_cannot_be_read(tmp_path, name, data, faults):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(ImportRefused) as refused:
        run(tmp_path / name)
    assert refused.value.faults == faults


def test_columns_are_mapped(tmp_path):
    header = ["Nr", "Uzvārds", "Vārds", *HEADER[3:], "Piezīmes"]
    path = write(tmp_path / "people.csv", [[*JANIS, "tall"]], header)
    (tmp_path / "map.yaml").write_text("Nr: key\nUzvārds: family\n")
    mapping = read_mapping(tmp_path / "map.yaml", ["Vārds=given"])
    report = run(path, mapping=mapping)
    assert (report.written, report.ignored) == (written(added=1), ["Piezīmes"])
    assert people() == BOTH[:1]


def test_a_wrong_mapping(tmp_path):
    with pytest.raises(ImportRefused, match="“surname” is no column"):
        run(write(tmp_path / "people.csv", [JANIS]), mapping={"family": "surname"})
    with pytest.raises(ValueError, match="is not like surname=family"):
        read_mapping(None, ["family"])


def test_progress(tmp_path):
    told: list[tuple[int, int]] = []
    run(write(tmp_path / "people.csv", [JANIS, ANNA]), progress=lambda n, of: told.append((n, of)))
    assert told == [(2, 2)]
