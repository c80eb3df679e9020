"""Whatever a file holds, each row of it is imported or handed back whole; a run can be repeated."""

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.casework.people.duplicates import duplicates_of
from tilts.casework.people.imports import PEOPLE, ImportKind, Row, Written, kinds
from tilts.casework.people.imports.kinds import Column
from tilts.casework.people.imports.running import run as run_kind
from tilts.casework.people.models import Person, SourceRow
from tilts.casework.people.search import search
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor

from .files import ANNA, HEADER, JANIS, csv_file, lines, refused, run, written
from .people import person

QUIETLY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
# Cells as files have them: anything but lone surrogates, which no file can hold, and no blanks
# at the ends, which reading takes off.
CELL = st.text(st.characters(exclude_categories=["Cs", "Zs", "Cc"]), max_size=12)
DATE = st.sampled_from(["", "1985", "1985-03", "1985-03-07", "07.03.1985", "31.02.1985", "x"])
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["k1", "k2", "k3", "k4", ""]), CELL, CELL, DATE,
        st.sampled_from(["convicted", "suspect", "guilty"]),
        st.sampled_from(["riga", "olaine", "nowhere"]), st.sampled_from(["", "161175-19997"]),
    ).map(list),
    max_size=6,
)  # fmt: skip


@pytest.fixture
def counted() -> ImportKind[Any]:
    """A kind without a database: every row is good, and those written are kept in its list."""

    def write(system: str, rows: Any, by: Actor) -> Written:
        rows_written.extend((row.number, dict(row.values)) for row, _values in rows)
        return Written(added=len(rows))

    rows_written: list[Any] = []
    kind = ImportKind[Any](
        code="people", title="Counted", columns=(Column("key", "key", required=True),),
        parser=lambda system: lambda row: row_values(system, row), write=write,
    )  # fmt: skip
    object.__setattr__(kind, "rows_written", rows_written)
    return kind


def row_values(system: str, row: Row) -> object:
    return system, row["key"]


@pytest.mark.usefixtures("house", "all_seen")
class TestPeople:
    @staticmethod
    def told(rows: list[list[str]]) -> list[list[str]]:
        """The rows that say anything at all."""
        return [row for row in rows if any(row)]

    def test_each_row_is_imported_or_handed_back_whole(self, tmp_path):
        numbers = iter(range(10**6))

        @QUIETLY
        @given(ROWS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.sampled_from(",;\t|"))
        def kept(rows: list[list[str]], encoding: str, delimiter: str) -> None:
            system = f"system-{next(numbers)}"
            path = csv_file(tmp_path / "p.csv", rows, encoding=encoding, delimiter=delimiter)
            report = run(path, system)
            back = [line[3:] for line in refused(report)] if report.rejects else []
            sources = SourceRow.objects.filter(system=system)
            came = [[source.row[name] for name in HEADER] for source in sources]
            assert sorted([*came, *back]) == sorted(self.told(rows))
            assert report.rows == report.written.added + report.rejected == len(self.told(rows))
            again = run(path, system)
            assert again.written == written(unchanged=report.written.added)
            assert again.rejected == report.rejected

        kept()

    def test_what_was_imported_looks_like_what_was_known(self, tmp_path, house):
        """An import adds whom the source names; who may be the same is proposed, not guessed."""
        known = person("Bērziņš", "Jānis", at=house.units["riga"], country="LV", birth_date=None)
        run(csv_file(tmp_path / "p.csv", [JANIS]))
        (came,) = Person.objects.exclude(pk=known.pk)
        assert [twin.person for twin in duplicates_of(came)] == [known]
        assert len(search("berzins janis").hits) == 2

    def test_who_comes_into_a_unit_is_seen_there_and_nowhere_else(self, tmp_path, house):
        run(csv_file(tmp_path / "p.csv", [JANIS, [*ANNA[:5], "jelgava", ""]]))
        found = []
        for unit in ("riga", "jelgava"):
            with seen_by(house.actor("clerk", unit)):
                found.append([row.family for row in Person.objects.all()])
        assert found == [["Bērziņš"], ["Ozola"]]

    def test_several_files_of_one_system_share_its_keys(self, tmp_path):
        run(csv_file(tmp_path / "a.csv", [JANIS]))
        report = run(csv_file(tmp_path / "b.csv", [ANNA, JANIS]))
        assert report.written == written(added=1, unchanged=1)


@pytest.mark.django_db(databases=["default", "keys"])
class TestAnyKind:
    """What the runner does for whatever a room imports."""

    @staticmethod
    def send(kind: Any, path: Path, text: str, **options: Any) -> Any:
        path.write_text(text, encoding="utf-8", newline="")
        return run_kind(kind, path, by=SERVICE, system="old", **options)

    def test_rows_come_with_the_numbers_of_the_spreadsheet(self, tmp_path, counted):
        self.send(counted, tmp_path / "p.csv", "key\nk1\n\nk2\n")
        assert counted.rows_written == [(2, {"key": "k1"}), (4, {"key": "k2"})]

    def test_progress_counts_refused_rows_as_done(self, tmp_path, counted):
        told: list[tuple[int, int]] = []
        self.send(counted, tmp_path / "p.csv", "key,x\nk1,\n,y\nk2,\n",
                  progress=lambda done, rows: told.append((done, rows)))  # fmt: skip
        assert told == [(3, 3)]

    def test_a_short_row_has_empty_values(self, tmp_path, counted):
        report = self.send(counted, tmp_path / "p.csv", "x,key\na\n")
        assert [line[3:] for line in lines(report)] == [["x", "key"], ["a", ""]]

    def test_the_parser_is_made_for_the_system(self, tmp_path, counted):
        assert counted.parser("iis2")(Row(2, {"key": "k1"}, {})) == ("iis2", "k1")

    def test_rejects_are_of_utf8_whatever_the_file_was(self, tmp_path, counted):
        path = tmp_path / "p.csv"
        path.write_bytes("key;x\n;B\u0113rzi\u0146\u0161\n".encode("windows-1257"))
        report = run_kind(counted, path, by=SERVICE, system="old")
        assert report.rejects
        with report.rejects.open(encoding="utf-8", newline="") as file:
            assert [row[3:] for row in csv.reader(file)] == [["key", "x"], ["", "Bērziņš"]]

    def test_values_with_separators_quotes_and_lines_come_back(self, tmp_path, counted):
        report = self.send(counted, tmp_path / "p.csv", 'key,x\n,"a, ""b""\nc"\n')
        assert refused(report)[0][3:] == ["", 'a, "b"\nc']


class TestKinds:
    def test_people_are_a_kind_and_know_their_columns(self):
        assert kinds()["people"] is PEOPLE
        assert list(kinds()) == sorted(kinds())
        required = [column.name for column in PEOPLE.columns if column.required]
        assert required == ["key", "family", "category", "unit"]
        assert {*HEADER} <= {column.name for column in PEOPLE.columns}

    def test_a_row_gives_nothing_for_a_column_that_it_has_not(self):
        assert Row(2, {"key": "k1"}, {})["family"] == ""

    def test_a_digest_follows_the_values_alone_in_any_order(self):
        one = Row(2, {"a": "1", "b": "2"}, {"A": "1"})
        same, other = Row(7, {"b": "2", "a": "1"}, {}), Row(2, {"a": "1", "b": "3"}, {"A": "1"})
        assert one.digest == same.digest != other.digest
        assert len(one.digest) == 64

    def test_what_was_written_adds_up(self):
        assert written(1, 2, 3) + written(10, 20, 30) == written(11, 22, 33)
        assert sum([written(1), written(0, 1)], written()) == written(1, 1)
