"""A contact that was typed and not sent is there again; once recorded it is forgotten."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tilts.casework.people.tests.desk import browser
from tilts.doors.web.models import Draft

TYPED = {"text": ["He found work in Jelgava."], "how": ["phone"], "next": ["14"]}
TOLD = {"how": "phone", "text": "Found work.", "next": "", "happened_at": "2026-03-02T10:30"}


@pytest.fixture
def page(anna) -> str:
    return reverse("supervision:record", args=[anna.pk])


@pytest.fixture
def kept(desk, page) -> int:
    """A draft as the browser keeps it while somebody types."""
    body = json.dumps({"path": page, "values": TYPED})
    return int(desk.post("/drafts/", body, content_type="application/json").status_code)


def offered(client: Client, page: str) -> Any:
    return (client.get(page).context["draft"] or {}).get("values")


def test_the_form_keeps_what_is_typed(desk, page):
    html = desk.get(page).content.decode()
    (form,) = [part for part in html.split("<form")[1:] if 'name="text"' in part]
    assert "data-draft" in form.partition(">")[0]


def test_what_was_typed_is_offered_again(desk, page, kept):
    assert (kept, offered(desk, page)) == (204, TYPED)


def test_it_is_offered_to_nobody_else_and_on_no_other_page(desk, caseload, house, page, kept):
    other = reverse("supervision:record", args=[caseload.add("Liepa").pk])
    assert offered(desk, other) is None
    colleague = browser(house.member("head_of_unit", "jelgava"))
    answer = colleague.get(page)
    assert b"He found work in Jelgava." not in answer.content


def test_a_contact_that_is_recorded_needs_no_draft_any_more(desk, page, kept):
    assert desk.post(page, {**TOLD, "_draft": page}).status_code == 302
    assert (offered(desk, page), Draft.objects.count()) == (None, 0)


def test_a_contact_that_is_refused_keeps_its_draft(desk, page, kept):
    assert desk.post(page, {**TOLD, "text": "", "_draft": page}).status_code == 422
    assert offered(desk, page) == TYPED


def test_what_is_kept_cannot_be_read_in_the_database(kept):
    (draft,) = Draft.objects.all()
    assert "Jelgava" not in str(draft.sealed)
