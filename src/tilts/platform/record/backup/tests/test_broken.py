"""Archives that are not whole, not ours, or not what they say: refused, with nothing changed."""

from pathlib import Path
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from cryptography.exceptions import InvalidTag
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.platform.access.models import Bar, BrokenGlass
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.models import Party
from tilts.platform.record.backup import (
    BrokenArchive,
    KeysCopied,
    backup,
    copy_keys,
    restore,
    restore_keys,
)
from tilts.platform.record.backup.archive import opened
from tilts.platform.record.backup.chapters import KeyMissing, by_subject, close, open_chapters
from tilts.platform.record.backup.files import documents, documents_folder, whole_file
from tilts.platform.record.backup.tables import reader, subject_of, tables, written
from tilts.platform.record.backup.upgrading import pending, upgrade
from tilts.platform.record.keys import destroy_key, keys_for
from tilts.platform.record.models import Payload, SubjectKey
from tilts.platform.record.state import State, check_state
from tilts.platform.record.verifying import verify

from .conftest import ANNA, ILZE, PERSON, contents, service

pytestmark = pytest.mark.django_db

Files = dict[str, bytes]
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def files_of(path: Path) -> Files:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read(path: Path) -> Files:
    """Everything that a restore would believe of an archive."""
    with opened(path) as (archive, manifest):
        named = [f"tables/{label}.jsonl" for label in manifest["tables"]]
        return {name: archive.read(name) for name in [*named, *manifest["documents"]]}


def zipped(path: Path, files: Files) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def refused(path: Path) -> str:
    """Why a restore refuses an archive; nothing has changed then."""
    with pytest.raises(BrokenArchive) as broken:
        restore(path)
    assert [label for label, rows in contents().items() if rows] == []
    return str(broken.value)


@quick
@given(at=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_a_flipped_bit_is_refused_or_says_nothing_else(archived, tmp_path, at, bit):
    """Some bits of a zip say nothing that anybody reads, such as the time of a file."""
    data = bytearray(archived[0].read_bytes())
    data[at % len(data)] ^= 1 << bit
    broken = tmp_path / "broken.zip"
    broken.write_bytes(data)
    try:
        found = read(broken)
    except BrokenArchive:
        return
    assert found == read(archived[0])


@quick
@given(kept=st.integers(0, 10**6))
def test_a_cut_archive_is_refused_wherever_it_was_cut(archived, tmp_path, kept):
    data = archived[0].read_bytes()
    broken = tmp_path / "cut.zip"
    broken.write_bytes(data[: kept % len(data)])
    with pytest.raises(BrokenArchive), opened(broken):
        pass


@quick
@given(data=st.binary(max_size=200))
def test_what_is_no_archive_is_refused(tmp_path, data):
    other = tmp_path / "other.zip"
    other.write_bytes(data)
    with pytest.raises(BrokenArchive), opened(other):
        pass


MANIFESTS = (
    b"", b"not json", b"\xff\xfe\x00", b"[]", b"null", b"{}",
    b'{"code": 7}', b'{"code": "zz"}', b'{"code": ""}', b'{"code": "\xc4\x81"}',
)  # fmt: skip


def test_a_manifest_of_anybody_is_refused(archived, tmp_path):
    files = files_of(archived[0])
    for manifest in MANIFESTS:
        broken = zipped(tmp_path / "foreign.zip", files | {"manifest.json": manifest})
        with pytest.raises(BrokenArchive), opened(broken):
            pytest.fail(f"believed {manifest!r}")
    refused(broken)


def test_a_file_that_is_gone_is_named(archived, tmp_path):
    for name in ("tables/access.bar.jsonl", "documents/ab/one", "manifest.json"):
        files = files_of(archived[0])
        del files[name]
        with pytest.raises(BrokenArchive, match=name):
            read(zipped(tmp_path / "less.zip", files))


def test_a_table_of_another_archive_is_named(archived, tmp_path):
    """Each archive has an id, and tables of two of them do not mix, though all are ours."""
    path, _ = archived
    restore(path)
    with transaction.atomic():
        second = tmp_path / "second.zip"
        backup(second)
    mixed = files_of(path)
    mixed["tables/access.bar.jsonl"] = files_of(second)["tables/access.bar.jsonl"]
    broken = zipped(tmp_path / "mixed.zip", mixed)
    with pytest.raises(BrokenArchive, match=r"tables/access\.bar\.jsonl is not as it was"):
        read(broken)


def test_what_is_not_in_the_manifest_is_not_restored(archived, tmp_path, home):
    files = files_of(archived[0]) | {"documents/../../evil": b"!", "documents/ab/two": b"!"}
    done = restore(zipped(tmp_path / "more.zip", files))
    assert (done.documents, [p.name for p in documents()]) == (1, ["one"])
    assert not (home.parent / "evil").exists()


def test_chapters_do_not_open_in_another_place():
    lines = list(close(by_subject([("text", ANNA)]), "archive|table"))
    with pytest.raises(InvalidTag):
        list(open_chapters(lines, "archive|other"))


def test_chapters_do_not_open_as_somebody_elses():
    keys_for([ILZE])
    (line,) = close(by_subject([("text", ANNA)]), "here")
    swapped = line.replace(str(ANNA).encode(), str(ILZE).encode())
    with pytest.raises(InvalidTag):
        list(open_chapters([swapped], "here"))


def test_chapters_of_nobody_known_say_whose_key_is_missing():
    lines = list(close(by_subject([("text", ANNA)]), "here"))
    SubjectKey.objects.all().delete()
    with pytest.raises(KeyMissing, match=str(ANNA)):
        list(open_chapters(lines, "here"))


def test_a_backup_after_an_erasure_does_not_hold_what_is_left_of_them(archived, tmp_path):
    """Rows that nobody deleted, of somebody whose key is gone: they are not written at all."""
    restore(archived[0])
    destroy_key(PERSON)
    later = tmp_path / "later.zip"
    done = backup(later)
    assert (Bar.objects.count(), BrokenGlass.objects.count()) == (1, 1)
    lines = {name: data for name, data in files_of(later).items() if str(PERSON).encode() in data}
    assert lines == {}
    assert done.rows["access.bar"] == 1


def test_a_backup_after_an_erasure_comes_back_without_them(archived, tmp_path):
    path, _ = archived
    destroy_key(PERSON)
    restore(path)
    held, later = contents(), tmp_path / "later.zip"
    with transaction.atomic():
        backup(later)
    for label, rows in files_of(later).items():
        assert b"Ozoli" not in rows, label
    assert read(later) != read(path)
    assert (verify(), check_state(), Party.objects.filter(pk=PERSON).count()) == (
        [],
        State(erased=1),
        1,
    )
    assert contents() == held


def test_keys_of_a_broken_copy_change_nothing(archived, tmp_path):
    copy = tmp_path / "keys.jsonl"
    copy_keys(copy)
    whole = copy.read_text()
    SubjectKey.objects.filter(pk=ANNA).delete()
    for broken in (whole[:-20], f'["{ANNA}", "zz", null]\n', "not json\n"):
        copy.write_text(broken)
        with pytest.raises(ValueError), transaction.atomic("keys"):  # noqa: PT011 - of any kind
            restore_keys(copy)
        assert not SubjectKey.objects.filter(pk=ANNA).exists()
    copy.write_text(whole)
    assert restore_keys(copy) == KeysCopied(keys=4, destroyed=0)


def test_a_copy_of_keys_can_be_read_by_its_owner_only(archived, tmp_path):
    copy = tmp_path / "keys.jsonl"
    copy_keys(copy)
    assert (copy.stat().st_mode & 0o777, len(copy.read_text().splitlines())) == (0o600, 4)


def test_a_file_takes_its_name_only_once_it_is_whole(tmp_path):
    path = tmp_path / "deep" / "file"
    with whole_file(path) as file:
        file.write(b"first")
        assert not path.exists()
    with pytest.raises(ZeroDivisionError), whole_file(path) as file:
        file.write(bytes(1 // 0))
    assert (path.read_bytes(), [p.name for p in path.parent.iterdir()]) == (b"first", ["file"])


def test_half_written_documents_are_no_documents(home):
    folder = documents_folder() / "cd"
    folder.mkdir(parents=True)
    for name in ("two", "one", "three.part"):
        (folder / name).write_bytes(b"x")
    assert [path.name for path in documents()] == ["one", "two"]


@given(st.binary(max_size=40))
def test_bytes_are_written_and_read_again(value):
    box = Payload._meta.get_field("box")
    assert reader(box)(written(value)) == reader(box)(written(memoryview(value))) == value


@pytest.mark.parametrize(
    ("value", "whose"), [(None, 0), ("", 0), (UUID(int=5), 5), (str(ANNA), 0xB)]
)
def test_a_row_of_nobody_is_the_services(value, whose):
    assert subject_of(value) == UUID(int=whose)


def test_every_table_of_a_person_is_under_their_key():
    """By the data map: what is about somebody is found by a lookup, and no key is in an archive."""
    about = {table.label: table.about for table in tables()}
    assert (about["access.bar"], about["people.person"], about["organisation.staff"]) == (
        "person_id",
        "pk",
        "party_id",
    )
    assert about["account.emailaddress"] == about["mfa.authenticator"] == "user__staff_id"
    assert (about["record.act"], about["parties.party"]) == ("", "")
    assert [label for label in about if label.startswith(("sessions.", "axes."))] == []


def test_nothing_is_archived_when_nothing_is_pending(home):
    assert (pending(), upgrade()) == ([], None)
    assert not (home / "backups").exists()


def test_what_was_backed_up_is_what_was_there(tmp_path):
    with transaction.atomic():
        service()
        done = backup(tmp_path / "a.zip")
        counted = {label: len(rows) for label, rows in contents().items()}
        assert (done.rows, done.documents, Staff.objects.count()) == (counted, 0, 2)
        transaction.set_rollback(True)


def test_a_zip_that_is_locked_is_refused(archived, tmp_path):
    """Its flag says that a password is wanted."""
    data = bytearray(archived[0].read_bytes())
    at = data.index(b"PK\x01\x02") + 8
    data[at] |= 1
    start = data.index(b"PK\x03\x04") + 6
    data[start] |= 1
    (tmp_path / "locked.zip").write_bytes(data)
    with pytest.raises(BrokenArchive):
        read(tmp_path / "locked.zip")
