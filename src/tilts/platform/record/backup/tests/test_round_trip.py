"""What goes into an archive comes out of it, bit by bit – and nothing of whom was erased."""

import json
import stat
from datetime import UTC, datetime
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tilts.platform.access.models import Bar, BrokenGlass
from tilts.platform.organisation.models import Absence, Account, Agency, Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID, Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.backup import (
    BrokenArchive,
    KeyMissing,
    KeysCopied,
    NotEmpty,
    OtherSchema,
    backup,
    copy_keys,
    restore,
    restore_keys,
)
from tilts.platform.record.backup.chapters import by_subject, close, open_chapters
from tilts.platform.record.backup.tables import tables
from tilts.platform.record.backup.writing import signed
from tilts.platform.record.keys import destroy_key, keys_for
from tilts.platform.record.models import Seal, SubjectKey
from tilts.platform.record.sealing import seal_all
from tilts.platform.record.state import State, check_state
from tilts.platform.record.verifying import verify

from .conftest import ANNA, BROKEN_AT, ILZE, PERSON, contents, service

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

WITH_ROWS = {
    "access.bar": 1,
    "access.brokenglass": 1,
    "account.emailaddress": 1,
    "mfa.authenticator": 1,
    "organisation.absence": 1,
    "organisation.account": 1,
    "organisation.agency": 1,
    "organisation.staff": 2,
    "parties.party": 3,
    "record.act": 1,
    "record.consultation": 1,
    "record.payload": 4,
    "record.seal": 1,
    "record.sealedentry": 2,
    "record.shown": 2,
}


def filled(rows: dict[str, int]) -> dict[str, int]:
    return {label: count for label, count in rows.items() if count}


def test_every_table_comes_back_as_it_was(archived):
    path, held = archived
    done = restore(path)
    assert contents() == held
    assert filled(done.rows) == WITH_ROWS
    assert (done.left_out, done.mended, done.documents) == ({}, {}, 1)


def test_the_record_is_whole_after_it(archived):
    restore(archived[0])
    assert verify() == []
    assert check_state() == State()


def test_work_goes_on_after_it(archived):
    restore(archived[0])
    with act("test.go_on", by=SERVICE):
        Absence.objects.create(staff_id=ILZE, since="2026-08-01", until="2026-08-09")
    assert seal_all() == 1
    assert list(Seal.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert verify() == []


def test_documents_come_back_as_they_were(archived, home):
    restore(archived[0])
    assert (home / "documents" / "ab" / "one").read_bytes() == b"under a key"


def test_the_archive_can_be_read_by_its_owner_only(archived):
    assert stat.S_IMODE(archived[0].stat().st_mode) == 0o600


def test_the_log_outside_begins_anew_and_the_old_one_is_kept(archived, home):
    log = home / "seals" / "head.log"
    log.write_text("9 ff 2026-01-01T00:00:00+00:00\n")
    restore(archived[0])
    seal = Seal.objects.get()
    line = f"1 {bytes(seal.hash).hex()} {seal.sealed_at.isoformat()}\n"
    assert sorted(file.read_text() for file in log.parent.iterdir()) == sorted(
        [line, "9 ff 2026-01-01T00:00:00+00:00\n"]
    )


def raw(path) -> bytes:
    with ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_nobodys_name_stands_in_the_archive(archived):
    everything = raw(archived[0]) + archived[0].read_bytes()
    words = ["Ilze", "Ābeltiņa", "ilze@example.lv", "Ozoliņš", "Dienests", "it opens"]
    assert [word for word in words if word.encode() in everything] == []
    assert [word for word in words if json.dumps(word)[1:-1].encode() in everything] == []


def test_no_key_stands_in_the_archive(archived):
    everything = raw(archived[0])
    keys = [*keys_for([ILZE, ANNA, PERSON, SERVICE_ID]).values()]
    wrapped = [bytes(row.wrapped or b"") for row in SubjectKey.objects.all()]
    assert [
        key for key in keys + wrapped if key in everything or key.hex().encode() in everything
    ] == []
    assert "record.subjectkey" not in [table.label for table in tables()]


def test_who_was_erased_since_does_not_come_back(archived):
    destroy_key(PERSON)
    done = restore(archived[0])
    assert done.left_out == {PERSON: 2}
    assert (Bar.objects.count(), BrokenGlass.objects.count()) == (0, 0)
    assert Party.objects.get(pk=PERSON).kind == PartyKind.PERSON
    assert verify() == []
    assert check_state() == State(erased=1)


def test_what_refers_to_the_erased_forgets_them_or_goes(archived):
    destroy_key(ILZE)
    done = restore(archived[0])
    assert done.left_out == {ILZE: 4}  # her data, account, address and second factor
    assert done.mended == {"organisation.absence.substitute_id": 1}
    assert [staff.given for staff in Staff.objects.all()] == ["Anna"]
    assert Absence.objects.get().substitute_id is None
    assert Account.objects.count() == 0
    assert verify() == []


def test_times_keep_their_microseconds(archived):
    restore(archived[0])
    assert BrokenGlass.objects.get().broken_at == BROKEN_AT


def test_a_database_with_rows_is_refused_and_stays(archived):
    with act("test.found", by=SERVICE):
        Agency.objects.create(code="ievp", country="lv", kind="prison", names={})
    held = contents()
    with pytest.raises(NotEmpty, match=r"organisation\.agency, record\.act, record\.payload"):
        restore(archived[0])
    assert contents() == held


class Killed(Exception):
    """The power went."""


def die(table: str, done: int, total: int) -> None:
    if table == "organisation.staff":
        raise Killed


def test_a_killed_restore_leaves_nothing_and_can_be_tried_again(archived):
    path, held = archived
    with pytest.raises(Killed):
        restore(path, die)
    assert [label for label, rows in contents().items() if rows] == []
    restore(path)
    assert contents() == held


def test_a_killed_backup_leaves_the_one_before(archived):
    path, _ = archived
    before = path.read_bytes()
    restore(path)
    with pytest.raises(Killed):
        backup(path, die)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.glob("archive*")] == ["archive.zip"]


def test_progress_counts_the_rows_of_every_table(db, tmp_path):
    told: list[tuple[str, int, int]] = []
    with transaction.atomic():
        service()
        backup(tmp_path / "a.zip", lambda *step: told.append(step))
        transaction.set_rollback(True)
    assert {label: done for label, done, total in told if done == total} == WITH_ROWS


def change(path, **values: object) -> None:
    """Write the archive anew with another manifest, signed as this service signs."""
    with ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files["manifest.json"])
    del manifest["code"]
    files["manifest.json"] = signed({**manifest, **values})
    with ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def test_an_archive_of_another_schema_is_refused(archived):
    change(archived[0], schema=[["people", "0099_later"]], version="9.9")
    with pytest.raises(OtherSchema, match=r"version 9\.9"):
        restore(archived[0])


def test_an_archive_of_another_format_is_refused(archived):
    change(archived[0], format=2)
    with pytest.raises(BrokenArchive, match="format 2"):
        restore(archived[0])


def test_an_archive_of_another_service_is_refused(archived, settings):
    settings.RECORD_WRITER_KEY = b"another"
    with pytest.raises(BrokenArchive, match="not written by this service"):
        restore(archived[0])


@pytest.mark.parametrize("name", ["tables/organisation.staff.jsonl", "documents/ab/one"])
def test_a_changed_file_is_refused(archived, name):
    with ZipFile(archived[0]) as archive:
        files = {other: archive.read(other) for other in archive.namelist()}
    with ZipFile(archived[0], "w") as archive:
        for other, data in files.items():
            archive.writestr(other, b"" if other == name else data)
    with pytest.raises(BrokenArchive, match=name):
        restore(archived[0])


@pytest.mark.parametrize("keep", [0, 100, 2000])
def test_a_cut_archive_is_refused(archived, keep):
    path = archived[0]
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(BrokenArchive, match="no whole archive"):
        restore(path)


def test_without_the_keys_nothing_is_restored(archived):
    SubjectKey.objects.filter(pk=ANNA).delete()
    with pytest.raises(KeyMissing, match=str(ANNA)):
        restore(archived[0])
    assert [label for label, rows in contents().items() if rows] == []


def test_keys_are_copied_apart_and_come_back(archived, tmp_path):
    copy = tmp_path / "keys.jsonl"
    keys = keys_for([ILZE, ANNA, PERSON, SERVICE_ID])
    assert copy_keys(copy) == KeysCopied(keys=4, destroyed=0)
    SubjectKey.objects.all().delete()
    assert restore_keys(copy) == KeysCopied(keys=4, destroyed=0)
    assert keys_for(keys) == keys
    restore(archived[0])
    assert contents() == archived[1]


def test_a_destroyed_key_vanishes_from_the_copy(archived, tmp_path):
    copy = tmp_path / "keys.jsonl"
    copy_keys(copy)
    wrapped = bytes(SubjectKey.objects.get(pk=ILZE).wrapped or b"").hex()
    assert wrapped in copy.read_text()
    destroy_key(ILZE)
    assert copy_keys(copy) == KeysCopied(keys=3, destroyed=1)
    assert wrapped not in copy.read_text()


def test_an_older_copy_brings_no_destroyed_key_back(archived, tmp_path):
    copy = tmp_path / "keys.jsonl"
    copy_keys(copy)
    destroy_key(ILZE)
    assert restore_keys(copy) == KeysCopied(keys=3, destroyed=1)


def test_a_key_destroyed_there_is_destroyed_here(archived, tmp_path):
    copy = tmp_path / "keys.jsonl"
    destroy_key(ILZE)
    copy_keys(copy)
    SubjectKey.objects.filter(pk=ILZE).delete()
    keys_for([ILZE])
    assert restore_keys(copy) == KeysCopied(keys=3, destroyed=1)


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(), st.floats(allow_nan=False, width=64)
)


@given(st.lists(st.tuples(VALUES, VALUES, st.sampled_from([None, ILZE, ANNA]))))
def test_chapters_give_back_every_row(rows):
    lines = list(close(by_subject(rows), "here"))
    opened = [row for chapters in open_chapters(lines, "here") for row in chapters.rows]
    assert sorted(map(repr, opened)) == sorted(repr(list(row[:-1])) for row in rows)


def test_as_many_queries_for_three_rows_as_for_one(django_assert_num_queries):
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    lines = list(close(by_subject([(str(moment), UUID(int=n)) for n in range(1, 4)]), "here"))
    with django_assert_num_queries(1, using="keys"):
        assert len(list(open_chapters(lines[:1], "here"))) == 1
    with django_assert_num_queries(1, using="keys"):
        assert len(list(open_chapters(lines, "here"))) == 1
