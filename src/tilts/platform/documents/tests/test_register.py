"""The register: each number once, whoever asks when, and nothing in it ever changed."""

import importlib
import threading
from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.db import IntegrityError, connection, connections
from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.documents.actions import make_document
from tilts.platform.documents.models import Document, DocumentNumbers
from tilts.platform.documents.queries import documents_of, open_document
from tilts.platform.documents.registering import next_number
from tilts.platform.documents.typesetting import template_digest
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.keys import Erased, destroy_key
from tilts.platform.record.models import Act, Consultation
from tilts.platform.record.tests.flushing import flushable_record

from .conftest import SHEET

__all__ = ["flushable_record"]
pytestmark = pytest.mark.django_db


def made(person: Party, language: str = "lv") -> Document:
    return make_document(by=SERVICE, person=person.pk, sheet=SHEET, language=language)


def numbers() -> list[str]:
    return sorted(Document._base_manager.values_list("number", flat=True))


def test_a_number_says_the_year_and_the_place(person):
    year = timezone.localdate().year
    assert [made(person).number for _ in range(3)] == [f"D-{year}-{n:06}" for n in (1, 2, 3)]


@pytest.mark.parametrize(("last", "number"), [(999_998, "999999"), (999_999, "1000000")])
def test_numbers_go_on_beyond_six_figures(person, last, number):
    year = timezone.localdate().year
    DocumentNumbers.objects.create(year=year, last=last)
    assert made(person).number == f"D-{year}-{number}"
    assert made(person).number == f"D-{year}-{int(number) + 1}"


def test_a_number_is_not_given_again_when_its_document_is_erased(person):
    first, second = made(person), made(person)
    with act("test.erase", by=SERVICE):
        Document._base_manager.get(pk=second.pk).delete()
    assert made(person).number == first.number[:-1] + "3"


def test_years_count_apart(person):
    year = timezone.localdate().year
    DocumentNumbers.objects.create(year=year - 1, last=41)
    DocumentNumbers.objects.create(year=year + 1, last=7)
    assert made(person).number == f"D-{year}-000001"
    assert dict(DocumentNumbers.objects.values_list("year", "last")) == {
        year - 1: 41,
        year: 1,
        year + 1: 7,
    }


def test_the_counter_begins_after_what_was_made_before_it(person):
    for number in ("D-2024-000009", "D-2024-000010", "D-2025-000003"):
        row = made(person)
        with connection.cursor() as cursor:
            change = "UPDATE documents_document SET number = %s WHERE number = %s"
            cursor.execute(change, [number, row.number])
    DocumentNumbers.objects.all().delete()
    moved = importlib.import_module("tilts.platform.documents.migrations.0002_documentnumbers")
    with seen_by(SERVICE):
        moved.begin_after_the_last(apps, None)
    assert dict(DocumentNumbers.objects.values_list("year", "last")) == {2024: 10, 2025: 3}


def test_a_making_that_fails_leaves_no_file_and_takes_no_number(person, home):
    first = made(person)
    DocumentNumbers.objects.update(last=0)  # so that the next one meets the first
    with pytest.raises(IntegrityError):
        made(person)
    files = [path for path in (home / "documents").rglob("*") if path.is_file()]
    assert files == [home / "documents" / first.path]
    assert DocumentNumbers.objects.get().last == 0
    assert Act.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "given"),
    [("lv", "lv"), ("ru", "ru"), ("de", "en"), ("", "en"), ("latviešu", "en"), ("LV", "en")],
)
def test_a_language_that_is_not_spoken_gives_way(person, asked, given):
    row = made(person, asked)
    assert row.language == given
    assert row.title == {"lv": "Datu izraksts", "en": "Data sheet"}.get(given, row.title)


def test_the_register_tells_what_was_made_by_whom_and_from_what(person):
    before = timezone.now()
    row = made(person)
    stored = Document._base_manager.get()
    assert stored == row
    assert (stored.made_by_id, before <= stored.made_at <= timezone.now()) == (None, True)
    assert stored.template_digest == template_digest("person_sheet")


def test_every_look_is_written_down_with_its_document(person):
    rows = [made(person), made(person)]
    with seen_by(SERVICE):
        for row in (rows[0], rows[1], rows[0]):
            open_document(SERVICE, row.pk)
    looks = Consultation.objects.order_by("pk").values_list("about", flat=True)
    assert list(looks) == [f"documents.document:{rows[n].pk}" for n in (0, 1, 0)]


def test_what_was_made_stays_as_it_was_made(person):
    first = made(person)
    with seen_by(SERVICE):
        content = open_document(SERVICE, first.pk)[1]
        made(person)
        assert open_document(SERVICE, first.pk)[1] == content


def test_the_file_of_another_document_is_not_taken_for_it(person, home):
    one, other = made(person), made(person)
    folder = home / "documents"
    (folder / one.path).write_bytes((folder / other.path).read_bytes())
    with seen_by(SERVICE), pytest.raises(InvalidTag):
        open_document(SERVICE, one.pk)


@pytest.mark.parametrize("place", [0, 20, -1])
def test_a_file_in_which_a_byte_was_changed_is_not_read(person, home, place):
    row = made(person)
    file = home / "documents" / row.path
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)
    with seen_by(SERVICE), pytest.raises(InvalidTag):
        open_document(SERVICE, row.pk)


def test_documents_of_others_are_read_when_one_person_is_erased(person):
    other = Party.objects.create(kind=PartyKind.PERSON)
    gone, kept = made(person), made(other)
    destroy_key(person.pk)
    with seen_by(SERVICE):
        assert open_document(SERVICE, kept.pk)[0] == kept
        with pytest.raises(Erased):
            open_document(SERVICE, gone.pk)
        assert [row.number for row in documents_of([person.pk])] == [gone.number]


def test_the_newest_stands_first(person):
    rows = [made(person) for _ in range(3)]
    with seen_by(SERVICE):
        assert list(documents_of([person.pk])) == rows[::-1]


def test_the_year_is_the_local_one():
    new_year = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    assert timezone.localtime(new_year).year == 2027
    assert next_number(timezone.localtime(new_year).year) == "D-2027-000001"


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
@pytest.mark.usefixtures("flushable_record")
def test_those_who_make_at_the_same_time_get_different_numbers():
    people = [Party.objects.create(kind=PartyKind.PERSON) for _ in range(4)]
    failed: list[BaseException] = []

    def make(person: Party) -> None:
        try:
            made(person)
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=make, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [number[-6:] for number in numbers()] == ["000001", "000002", "000003", "000004"]
    assert Act.objects.filter(kind="documents.make").count() == 4
