"""Documents are registered, lie under their person's key, and no look at them goes unseen."""

import hashlib
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tilts.casework.people.models import Person
from tilts.platform.access.purposes import PurposeWanted
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.documents.actions import make_document
from tilts.platform.documents.files import path_of
from tilts.platform.documents.models import Document
from tilts.platform.documents.queries import documents_of, open_document
from tilts.platform.documents.rules import OPEN
from tilts.platform.documents.typesetting import template_digest
from tilts.platform.documents.views import document as page
from tilts.platform.organisation.models import Agency, Unit
from tilts.platform.parties.actors import SERVICE, Actor, Grant, Scope
from tilts.platform.parties.models import Party
from tilts.platform.record.acts import act
from tilts.platform.record.keys import Erased, destroy_key
from tilts.platform.record.models import Act, Consultation
from tilts.platform.record.state import State, check_state

from .conftest import SHEET

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def made(person: Party, by: Actor = SERVICE, language: str = "lv") -> Document:
    return make_document(by=by, person=person.pk, sheet=SHEET, language=language)


def test_a_document_is_registered(person):
    row = made(person)
    with seen_by(SERVICE):
        row = documents_of([person.pk]).get()
    assert row.number == f"D-{row.made_at.year}-000001"
    assert (row.kind, row.title, row.language) == ("person-sheet", "Datu izraksts", "lv")
    assert (row.template, row.template_digest) == (
        "person_sheet",
        template_digest("person_sheet"),
    )
    assert (row.media_type, row.path) == ("application/pdf", path_of(row.pk))
    assert [act.kind for act in Act.objects.all()] == ["documents.make"]
    assert check_state() == State()


def test_it_opens_as_it_was_made_and_the_look_is_written_down(person):
    row = made(person)
    with seen_by(SERVICE):
        opened, content = open_document(SERVICE, row.pk)
    assert opened == row
    assert hashlib.sha256(content).hexdigest() == row.sha256
    assert len(content) == row.size
    look = Consultation.objects.get()
    assert (look.way, look.purpose, look.about) == (
        "print",
        "service",
        f"documents.document:{row.pk}",
    )


def test_on_the_disk_it_says_nothing(person, home):
    row = made(person)
    stored = (home / "documents" / row.path).read_bytes()
    assert len(stored) == row.size + 28  # nonce and tag
    assert b"%PDF" not in stored


def test_it_cannot_be_read_when_its_person_is_erased(person):
    row = made(person)
    destroy_key(person.pk)
    with seen_by(SERVICE), pytest.raises(Erased):
        open_document(SERVICE, row.pk)
    with pytest.raises(Erased):
        made(person)


def test_who_does_not_reach_the_person_can_neither_make_nor_open(person, officer, home):
    row = made(person)
    with pytest.raises(Refused) as refused:
        made(person, by=officer)
    assert [reason.code for reason in refused.value.reasons] == ["not-yours"]
    with seen_by(officer), pytest.raises(Refused):
        open_document(officer, row.pk)
    assert Document._base_manager.count() == 1
    assert len([*(home / "documents").rglob("*.part")]) == 0


def test_nobody_elses_documents_are_listed(person):
    other = Party.objects.create(kind="person")
    made(person)
    made(other)
    with seen_by(SERVICE):
        assert [row.person_id for row in documents_of([person.pk])] == [person.pk]
    with seen_by(None):
        assert list(documents_of([person.pk])) == []


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_three_documents_as_for_one(count, person, django_assert_num_queries):
    for _ in range(count):
        made(person)
    with seen_by(SERVICE), django_assert_num_queries(1):
        assert len(documents_of([person.pk])) == count


def get(document_id: UUID, actor: Actor | None, **session: Any) -> HttpResponse:
    request: Any = RequestFactory().get(f"/documents/{document_id}/")
    request.actor, request.session = actor, session
    with seen_by(actor):
        return page(request, document_id)


def test_the_page_is_the_file_and_is_kept_nowhere(person):
    row = made(person)
    answer = get(row.pk, SERVICE)
    assert answer.status_code == 200
    assert hashlib.sha256(answer.content).hexdigest() == row.sha256
    assert dict(answer.headers) == {
        "Content-Type": "application/pdf",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f'inline; filename="{row.number}.pdf"',
    }


def test_the_page_is_behind_its_door():
    assert vars(page)["capability"] == OPEN


@pytest.fixture
def registered(person) -> Person:
    with act("test.register", by=SERVICE):
        agency = Agency.objects.create(code="vpd", country="lv", kind="probation", names={})
        unit = Unit(agency=agency, code="r", kind="region", names={}, path="vpd.r.")
        unit.since = date(2020, 1, 1)
        unit.save()
        row = Person(party=person, file_number="LV-1", country="lv", unit=unit, family="Bērziņš")
        row.birth_precision, row.category, row.sort_key = "unknown", "convicted", "berzins"
        row.save(force_insert=True)
    return row


def in_the_country(officer: Actor) -> Actor:
    grants = tuple(Grant(code, Scope.COUNTRY, "x", "lv") for code in (OPEN, "people.see"))
    return Actor(party=officer.party, kind="staff", name=officer.name, grants=grants)


def test_a_purpose_is_asked_when_nothing_gives_one(registered, officer, person):
    row, reader = made(person), in_the_country(officer)
    with seen_by(reader), pytest.raises(PurposeWanted):
        open_document(reader, row.pk)
    assert Consultation.objects.count() == 0
    answered = {"purposes": {str(person.pk): ["request", "the court asked"]}}
    assert get(row.pk, reader, **answered).status_code == 200
    assert Consultation.objects.get().purpose == "request"


def test_a_document_that_is_not_there_looks_like_one_out_of_reach(officer):
    with seen_by(officer), pytest.raises(Refused) as refused:
        open_document(officer, uuid4())
    assert [reason.code for reason in refused.value.reasons] == ["not-yours"]
