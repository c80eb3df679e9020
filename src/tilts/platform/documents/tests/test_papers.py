"""Documents about things: made or handed in, under the service's key, told of by their rooms."""

import hashlib

import pytest
from django.db import IntegrityError, transaction

from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.documents.actions import make_document, make_paper, take_in
from tilts.platform.documents.content import LARGEST
from tilts.platform.documents.files import read, store
from tilts.platform.documents.guards import why_not_taken_in
from tilts.platform.documents.models import Document, Kind
from tilts.platform.documents.queries import documents_of, open_document, open_paper, papers_about
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID, Party
from tilts.platform.record.acts import act
from tilts.platform.record.backup.files import documents_folder
from tilts.platform.record.models import Act, Consultation

from .conftest import SHEET

pytestmark = pytest.mark.django_db
THING, OTHER = "room.thing:1", "room.thing:2"
PDF = b"%PDF-1.7\nfictional"


def taken(thing: str = THING, title: str = "Programme.pdf") -> Document:
    return take_in(by=SERVICE, thing=thing, kind=Kind.PROGRAMME_PART, title=title, content=PDF)


def made(language: str = "lv") -> Document:
    return make_paper(by=SERVICE, thing=THING, sheet=SHEET, language=language)


def test_what_is_handed_in_is_kept_as_it_is():
    row = taken()
    assert (row.thing, row.person_id, row.template, row.template_digest, row.language) == (
        THING,
        None,
        "",
        "",
        "",
    )
    assert (row.size, row.sha256, row.media_type) == (
        len(PDF),
        hashlib.sha256(PDF).hexdigest(),
        "application/pdf",
    )
    assert open_paper(row.pk, THING) == (row, PDF)


def test_it_lies_encrypted_under_the_key_of_the_service():
    row = taken()
    assert row.under == SERVICE_ID
    assert read(row.pk, SERVICE_ID, row.path) == PDF
    path = store(row.pk, SERVICE_ID, PDF)
    assert PDF not in (documents_folder() / path).read_bytes()


def test_papers_and_documents_share_one_register(person: Party):
    numbers = [
        taken().number,
        make_document(by=SERVICE, person=person.pk, sheet=SHEET, language="lv").number,
        made().number,
    ]
    assert [number[-1] for number in numbers] == ["1", "2", "3"]


def test_a_paper_is_typeset_in_the_language_asked_for():
    assert [made(language).language for language in ("lv", "lt", "xx")] == ["lv", "lt", "en"]
    _row, content = open_paper(made().pk, THING)
    assert content.startswith(b"%PDF-")


def test_a_paper_is_found_by_its_thing_alone(person: Party):
    first, second = taken(), made()
    taken(OTHER)
    with seen_by(SERVICE):
        assert [row.pk for row in papers_about([THING])] == [second.pk, first.pk]
        assert list(papers_about([])) == []
        assert list(documents_of([person.pk])) == []


def test_what_is_about_another_thing_is_not_there():
    row = taken()
    for thing in (OTHER, ""):
        with pytest.raises(Refused) as refused:
            open_paper(row.pk, thing)
        assert [one.code for one in refused.value.reasons] == ["no-paper"]


def test_the_page_of_documents_of_people_does_not_open_papers():
    row = taken()
    with seen_by(SERVICE), pytest.raises(Refused) as refused:
        open_document(SERVICE, row.pk)
    assert [one.code for one in refused.value.reasons] == ["not-yours"]


def test_a_paper_is_nobodys_so_that_no_look_is_written():
    open_paper(taken().pk, THING)
    assert (Consultation.objects.count(), Act.objects.filter(kind="documents.make").count()) == (
        0,
        1,
    )


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (PDF, []),
        (b"", ["no-pdf"]),
        (b"PK\x03\x04", ["no-pdf"]),
        (b" %PDF-1.7", ["no-pdf"]),
        (b"%PDF-" + b"0" * (LARGEST - 5), []),
        (b"%PDF-" + b"0" * (LARGEST - 4), ["too-large"]),
    ],
)
def test_what_is_taken_in(content: bytes, codes: list[str]):
    assert [one.code for one in why_not_taken_in(content)] == codes


def test_nothing_is_entered_of_what_is_refused():
    with pytest.raises(Refused):
        take_in(by=SERVICE, thing=THING, kind=Kind.PROGRAMME_PART, title="x", content=b"no pdf")
    assert Document.of_things.count() == 0


def test_a_title_is_cut_to_what_the_register_holds():
    assert len(taken(title="x" * 300).title) == 200


@pytest.mark.parametrize("both", [True, False])
def test_a_document_is_about_somebody_or_something(person: Party, both: bool):
    row = taken()
    row.person_id = person.pk if both else None
    row.thing = THING if both else ""
    with pytest.raises(IntegrityError), transaction.atomic(), act("test.confuse", by=SERVICE):
        row.save()
