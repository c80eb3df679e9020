"""A document on a page: what the register says, its versions, its signature, whence each value."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tilts.casework.people.headers import person_header
from tilts.casework.people.models import Person
from tilts.casework.people.queries import open_person, records_of
from tilts.casework.people.views.steps import step
from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.validity import valid
from tilts.platform.access.doors import door
from tilts.platform.documents.actions import sign_document, upload_document, withdraw_document
from tilts.platform.documents.forms import FileForm, HandInForm, WithdrawForm
from tilts.platform.documents.guards import why_no_version, why_not_signed
from tilts.platform.documents.kinds import Kind
from tilts.platform.documents.models import Document
from tilts.platform.documents.queries import (
    content_for_check,
    one_document,
    values_in,
    versions_of,
)
from tilts.platform.documents.rules import MAKE, OPEN
from tilts.platform.documents.signing import signatures_in
from tilts.platform.documents.slots import Nature

from .kinds import rows_title

TAB = "documents"


@door(OPEN)
def document(request: Any, person_id: UUID, document_id: UUID) -> HttpResponse:
    """What the register knows of one document."""
    person, row = _found(request, person_id, document_id)
    versions = versions_of(row)
    newest = versions[0].pk == row.pk
    writes = MAKE in request.actor.capabilities and newest
    return render(
        request,
        "web/document.html",
        {
            "person": person,
            "header": person_header(request.actor, person, TAB),
            "document": row,
            "retention": _retention(person, row),
            "versions": versions,
            "withdrawal": getattr(versions[0], "withdrawal", None),
            "signatures": signatures_in(content_for_check(row)) if row.signed_at else [],
            "values": _values(person, row),
            "may_sign": writes and not why_not_signed(row),
            "may_replace": writes and not why_no_version(row),
            "may_withdraw": writes and not hasattr(versions[0], "withdrawal"),
        },
    )


@door(MAKE)
def hand_in(request: Any, person_id: UUID) -> HttpResponse:
    """Hand in a file about somebody."""
    person = open_person(request.actor, person_id, session=request.session)
    form = HandInForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        told = {**form.cleaned_data["file"], "kind": Kind(form.cleaned_data["kind"])}
        made = upload_document(by=request.actor, person=person.pk, **told)
        return redirect("web:document", person.pk, made.pk)
    return _step(request, person, form, _("Hand in a document"))


@door(MAKE)
def new_version(request: Any, person_id: UUID, document_id: UUID) -> HttpResponse:
    """Hand in a new version of a file; the one before stays."""
    person, row = _found(request, person_id, document_id)
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        told = {**form.cleaned_data["file"], "kind": Kind(row.kind), "replaces": row.pk}
        made = upload_document(by=request.actor, person=row.under, **told)
        return redirect("web:document", person.pk, made.pk)
    return _step(request, person, form, _("Hand in a new version"), told=f"{row} · {row.title}")


@door(MAKE)
@require_POST
def sign(request: Any, person_id: UUID, document_id: UUID) -> HttpResponse:
    """Sign a document in one's own name."""
    person, row = _found(request, person_id, document_id)
    made = sign_document(by=request.actor, document=row.pk)
    return redirect("web:document", person.pk, made.pk)


@door(MAKE)
def withdraw(request: Any, person_id: UUID, document_id: UUID) -> HttpResponse:
    """Withdraw a document, with a reason."""
    person, row = _found(request, person_id, document_id)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        withdraw_document(by=request.actor, document=row.pk, **form.cleaned_data)
        return redirect("web:document", person.pk, row.pk)
    return _step(request, person, form, _("Withdraw the document"), told=f"{row} · {row.title}")


def _found(request: Any, person_id: UUID, document_id: UUID) -> tuple[Person, Document]:
    person = open_person(request.actor, person_id, session=request.session)
    return person, one_document(document_id, records_of(person))


def _step(request: Any, person: Person, form: Any, title: str, **more: Any) -> HttpResponse:
    return step(request, person, form, title, tab=TAB, sealed=True, button=title, **more)


def _retention(person: Person, row: Document) -> str:
    """The document's class of retention in words; empty when it stays with the person's file."""
    known = packs(settings.PACKS)[row.country or person.country].retention
    classes = {one.code: one for one in valid(known, on=timezone.localdate())}
    found = classes.get(row.retention)
    return found.names.get(get_language() or "en", found.names["en"]) if found else row.retention


def _values(person: Person, row: Document) -> list[dict[str, Any]]:
    """Each value with the name of its slot, and of the rows that it comes from."""
    pack = packs(settings.PACKS)[row.country or person.country]
    templates = {one.code: one for one in valid(pack.documents, on=timezone.localdate())}
    names = {
        slot.code: slot.names.get(get_language() or "en", slot.names["en"])
        for slot in getattr(templates.get(row.template), "slots", ())
    }
    return [
        {
            "slot": names.get(one.slot, one.slot),
            "value": one.value,
            "judgement": one.nature == Nature.JUDGEMENT,
            "source": rows_title(one.source.partition(":")[0]),
            "as_of": one.as_of,
        }
        for one in values_in(row)
    ]
