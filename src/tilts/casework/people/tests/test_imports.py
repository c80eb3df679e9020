"""Every row of a file is imported, left alone or handed back with the reason."""

import csv
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tilts.casework.people.imports import ImportRefused, ImportReport
from tilts.casework.people.models import FileNumbers, Identifier, OtherName, Person, SourceRow
from tilts.casework.people.search import search
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import open_unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.models import Act, Payload

from .files import (
    ANNA,
    BOTH,
    HEADER,
    JANIS,
    csv_file,
    imported,
    lines,
    refused,
    run,
    written,
    xlsx_file,
)

pytestmark = pytest.mark.usefixtures("house", "all_seen")


def people_acts() -> int:
    return Act.objects.filter(kind="people.import").count()


def test_people_from_a_csv_file(tmp_path):
    report = run(csv_file(tmp_path / "people.csv", [JANIS, ANNA]))
    assert report == ImportReport(rows=2, written=written(added=2), rejected=0, rejects=None)
    assert imported() == BOTH


def test_people_from_a_spreadsheet_with_real_dates_and_numbers(tmp_path):
    row = ["k1", "Bērziņš", "Jānis", date(1975, 11, 16), "convicted", "riga", 16117519997.0]
    report = run(xlsx_file(tmp_path / "people.xlsx", HEADER, row, [None] * 7, ANNA))
    assert (report.rows, report.written, imported()) == (2, written(added=2), BOTH)
    assert Identifier.objects.get().value == "16117519997"


def test_people_from_a_parquet_file(tmp_path):
    path = tmp_path / "people.parquet"
    pl.DataFrame([JANIS, ANNA], schema=HEADER, orient="row").write_parquet(path)
    assert (run(path).written, imported()) == (written(added=2), BOTH)


def test_the_facts_around_a_person(tmp_path):
    row = [*JANIS[:6], "161175-19998", "Kalniņš"]
    run(csv_file(tmp_path / "people.csv", [row], [*HEADER, "former_family"]))
    assert list(Identifier.objects.values_list("kind", "value", "doubt")) == [
        ("lv_personal_code_old", "16117519998", "checksum")
    ]
    assert [(name.kind, name.family) for name in OtherName.objects.all()] == [("former", "Kalniņš")]
    assert [hit.under for hit in search("kalnins").hits] == ["Kalniņš"]
    assert [hit.name for hit in search("brzins").hits] == ["Bērziņš, Jānis"]


def test_the_system_and_the_row_are_kept_without_what_was_not_read(tmp_path):
    run(csv_file(tmp_path / "people.csv", [[*JANIS, "tall"]], [*HEADER, "Piezīmes"]), "iis2")
    (source,) = SourceRow.objects.all()
    assert (source.system, source.key, source.person) == ("iis2", "k1", Person.objects.get())
    assert source.row == dict(zip(HEADER, JANIS, strict=True))


def test_one_act_for_a_chunk_and_a_payload_for_each_person(tmp_path):
    run(csv_file(tmp_path / "people.csv", [JANIS, ANNA]))
    (act,) = Act.objects.filter(kind="people.import")
    persons = set(Person.objects.values_list("pk", flat=True))
    subjects = set(Payload.objects.filter(act=act).values_list("subject_id", flat=True))
    assert (subjects, act.fault()) == (persons, "")


def test_a_dry_run_counts_and_leaves_nothing(tmp_path):
    run(csv_file(tmp_path / "people.csv", [JANIS]))
    numbers = FileNumbers.objects.get().last

    def kept() -> list[object]:
        parties = Party.objects.filter(kind=PartyKind.PERSON).count()
        return [imported(), parties, SourceRow.objects.get().row, people_acts()]

    before = kept()
    changed = ["k1", "Bērzs", *JANIS[2:]]
    report = run(csv_file(tmp_path / "again.csv", [changed, ANNA, ["k3"]]), dry_run=True)
    assert (report.written, report.dry_run) == (written(added=1, changed=1), True)
    assert (report.rejected, len(refused(report))) == (1, 1)
    assert (kept(), FileNumbers.objects.get().last) == (before, numbers)
    assert [len(search(text).hits) for text in ("ozola", "berzs", "berzins janis")] == [0, 0, 1]


NO_DATE = "“31.02.1985” is no birth date like 1985-03-07, 07.03.1985, 1985-03 or 1985."
BAD = [
    (["k3", "", "A", "", "convicted", "riga", ""], "family", "This must not be empty."),
    (["", "B", "A", "", "convicted", "riga", ""], "key", "This must not be empty."),
    (["k3", "B", "A", "31.02.1985", "convicted", "riga", ""], "birth_date", NO_DATE),
    (["k3", "B", "A", "", "convicted", "nowhere", ""], "unit",
     "There is no unit “nowhere”. Use its code, or its path if codes repeat."),
    (["k3", "B\x00", "A", "", "convicted", "riga", ""], "family",
     "These bytes are no text. Save the file in UTF-8."),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "column", "reason"), BAD)
def test_a_bad_row_is_handed_back_whole(tmp_path, bad, column, reason):
    report = run(csv_file(tmp_path / "people.csv", [JANIS, bad]))
    assert report.rejects == tmp_path / "people.rejects.csv"
    assert (report.written, report.rejected, imported()) == (written(added=1), 1, BOTH[:1])
    assert lines(report) == [["row", "column", "reason", *HEADER], ["3", column, reason, *bad]]


def test_all_faults_of_a_row_stand_in_one_line(tmp_path):
    report = run(csv_file(tmp_path / "people.csv", [["", "", "A", "x", "convicted", "riga", ""]]))
    ((row, columns, reasons, *own),) = refused(report)
    assert (row, columns, own[:3]) == ("2", "key\nfamily", ["", "", "A"])
    assert reasons == "This must not be empty.\nThis must not be empty."


def test_of_rows_with_one_key_none_is_imported_until_one_is_left(tmp_path):
    """Nobody knows which is right: fed in again as they are, they are refused again."""
    report = run(csv_file(tmp_path / "people.csv", [JANIS, ANNA, ["k1", "Bērzs", *JANIS[2:]]]))
    text = "Row %s has the same key. Keep one."
    assert (report.written, imported()) == (written(added=1), BOTH[1:])
    assert [row[:4] for row in refused(report)] == [
        ["2", "key", text % 4, "k1"], ["4", "key", text % 2, "k1"],
    ]  # fmt: skip
    assert report.rejects
    again = run(report.rejects)
    assert (again.written, again.rejected) == (written(), 2)


def test_rows_without_a_key_are_not_each_others_doubles(tmp_path):
    bad = ["", "B", "A", "", "convicted", "riga", ""]
    report = run(csv_file(tmp_path / "people.csv", [bad, bad]))
    assert [row[1] for row in refused(report)] == ["key", "key"]


def test_bytes_that_are_no_text_come_back_as_they_were(tmp_path):
    path = csv_file(tmp_path / "people.csv", [JANIS])
    line = b"k2,B\xe7rzi\xf2\xf0,Anna,,convicted,riga,"
    path.write_bytes(path.read_bytes() + line + b"\r\n")
    report = run(path)
    assert (report.written, report.rejected) == (written(added=1), 1)
    reason = b"3,family,These bytes are no text. Save the file in UTF-8.,"
    assert (tmp_path / "people.rejects.csv").read_bytes().splitlines()[1] == reason + line


def test_too_many_values_come_back_all(tmp_path):
    report = run(csv_file(tmp_path / "people.csv", [[*ANNA, "more", "still"]]))
    text = "There are more values than columns. Quote those with a delimiter."
    assert refused(report) == [["2", "", text, *ANNA, "more", "still"]]


def mended(report: ImportReport, change: dict[int, str]) -> Path:
    """The file of refused rows, with some cells of its first row changed."""
    assert report.rejects
    table = lines(report)
    for column, value in change.items():
        table[1][column] = value
    with report.rejects.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    return report.rejects


def test_refused_rows_are_mended_and_fed_in_again(tmp_path):
    header = ["Nr", *HEADER[1:]]
    bad = [["k2", "", "Anna", "x", *ANNA[4:]], ["k3", "Liepa", "Anna", "y", *ANNA[4:]]]
    report = run(csv_file(tmp_path / "people.csv", [JANIS, *bad], header), mapping={"Nr": "key"})
    assert (report.written, report.rejected) == (written(added=1), 2)
    again = run(mended(report, {4: "Ozola", 6: "1985-03-07"}), mapping={"Nr": "key"})
    assert (again.written, again.rejected, again.ignored) == (written(added=1), 1, [])
    assert imported() == BOTH
    assert again.rejects == tmp_path / "people.rejects.rejects.csv"
    assert [len(line) for line in lines(again)] == [len(HEADER) + 3] * 2
    last = run(mended(again, {6: ""}), mapping={"Nr": "key"})
    assert (last.written, last.rejects, len(imported())) == (written(added=1), None, 3)


def test_an_older_file_of_refused_rows_does_not_outlive_its_faults(tmp_path):
    path = csv_file(tmp_path / "people.csv", [["k1"]])
    assert run(path).rejects == tmp_path / "people.rejects.csv"
    run(csv_file(path, [JANIS]))
    assert not (tmp_path / "people.rejects.csv").exists()


@pytest.mark.parametrize("place", ["no such folder/kept.csv", "."])
def test_nothing_is_imported_when_refused_rows_cannot_be_kept(tmp_path, place):
    path = csv_file(tmp_path / "people.csv", [JANIS, ["k2"]])
    with pytest.raises(ImportRefused, match="The refused rows cannot be kept"):
        run(path, rejects=tmp_path / place)
    assert imported() == []


def test_refused_rows_never_replace_the_file_itself(tmp_path):
    path = csv_file(tmp_path / "people.csv", [JANIS, ["k2"]])
    before = path.read_bytes()
    with pytest.raises(ImportRefused, match="The refused rows would replace the file"):
        run(path, rejects=tmp_path / "x" / ".." / "people.csv")
    assert (path.read_bytes(), imported()) == (before, [])


@pytest.mark.parametrize("system", ["", "old system", "Ķ", "a" * 51, "a/b"])
def test_a_system_has_a_plain_name(tmp_path, system):
    with pytest.raises(ImportRefused, match="does not name a system"):
        run(csv_file(tmp_path / "people.csv", [JANIS]), system)
    assert imported() == []


@pytest.mark.parametrize(("data", "expected"), [
    (b"", ["people.csv does not begin with the names of its columns. Add them."]),
    (b"key,family,unit,unit\n", ["Two columns are called “unit”.",
     "The column “category” is missing. Add it, or use --map THEIRS=category."]),
])  # fmt: skip
def test_a_file_that_is_wrong_as_a_whole(tmp_path, data, expected):
    (tmp_path / "people.csv").write_bytes(data)
    with pytest.raises(ImportRefused) as found:
        run(tmp_path / "people.csv")
    assert (found.value.faults, str(found.value)) == (expected, "\n".join(expected))


def test_a_header_alone_imports_nobody(tmp_path):
    report = run(csv_file(tmp_path / "people.csv", []))
    assert report == ImportReport(rows=0, written=written(), rejected=0, rejects=None)


def test_columns_are_mapped_and_others_named(tmp_path):
    header = ["Nr", "Uzvārds", "Vārds", *HEADER[3:], "Piezīmes", ""]
    path = csv_file(tmp_path / "people.csv", [[*JANIS, "tall", ""]], header)
    mapping = {"Nr": "key", "Uzvārds": "family", "Vārds": "given"}
    report = run(path, mapping=mapping)
    assert (report.written, report.ignored) == (written(added=1), ["Piezīmes", "column 9"])
    assert imported() == BOTH[:1]


def test_a_unit_whose_code_two_agencies_use_is_named_by_its_path(tmp_path, house):
    vpd = house.agencies["vpd"]
    open_unit(by=SERVICE, agency=vpd, code="riga", kind="probation_department", names={"en": "R"},
              since=date(2020, 1, 1), parent=house.units["zemgale"])  # fmt: skip
    report = run(csv_file(tmp_path / "people.csv", [JANIS, ANNA]))
    assert (report.written, [row[1] for row in refused(report)]) == (written(added=1), ["unit"])
    assert imported() == BOTH[1:]


@pytest.fixture
def two_chunks(tmp_path) -> Path:
    """More rows than one act takes."""
    rows = [[f"k{n}", "Kalns", "", "", "suspect", "riga", ""] for n in range(2001)]
    return csv_file(tmp_path / "people.csv", rows)


@pytest.fixture
def interrupted(two_chunks) -> list[tuple[int, int]]:
    """A run that was broken off after its first act, and what it had told."""
    told: list[tuple[int, int]] = []

    def stop(done: int, rows: int) -> None:
        told.append((done, rows))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(two_chunks, progress=stop)
    return told


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(two_chunks, interrupted):
    assert (interrupted, len(imported()), people_acts()) == ([(2000, 2001)], 2000, 1)
    told: list[tuple[int, int]] = []
    again = run(two_chunks, progress=lambda done, rows: told.append((done, rows)))
    assert (again.written, len(imported())) == (written(added=1, unchanged=2000), 2001)
    assert told == [(2000, 2001), (2001, 2001)]


def test_a_hidden_reader_sees_nobody_of_what_was_imported(tmp_path):
    run(csv_file(tmp_path / "people.csv", [JANIS]))
    with seen_by(None):
        assert (search("berzins").hits, list(SourceRow.objects.all())) == ((), [])
