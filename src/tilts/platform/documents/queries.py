"""Reads of documents: the look is written before the document is opened."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import NOT_YOURS, require
from tilts.platform.access.purposes import PurposeWanted, derived_purpose, remembered_purpose
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from . import files
from .models import Document, Insertion
from .readers import why_not_read
from .rules import OPEN

NO_PAPER = Reason("no-paper", _("There is no such document here. Load the page again."))


def documents_of(person_ids: Iterable[UUID]) -> Any:
    """Documents about these people, as far as they are visible; newest first."""
    return Document.objects.about(person_ids).order_by("-made_at", "-pk")


def open_document(
    by: Actor, document_id: UUID, *, session: Mapping[str, Any] | None = None
) -> tuple[Document, bytes]:
    """A document and what it says, after the look has been written into the record.

    Raises Refused when it is not visible or kept from `by`, PurposeWanted when nothing says why
    `by` looks, and Erased when its person's key was destroyed.
    """
    document: Document | None = Document.objects.filter(pk=document_id).first()
    if document is None or document.person_id is None:
        raise Refused([NOT_YOURS])
    person = document.person_id
    require(by, OPEN, person)
    refuse_if(why_not_read(by, document))
    purpose, reason = derived_purpose(by, person), ""
    if not purpose:
        purpose, reason = remembered_purpose(session or {}, person)
    if not purpose:
        raise PurposeWanted(person)
    about = f"documents.document:{document_id}"
    consult(by, [person], way=Way.PRINT, purpose=purpose, reason=reason, about=about)
    return document, files.read(document_id, person, document.path)


def one_document(document_id: UUID, people: Iterable[UUID]) -> Document:
    """What the register says of a document about one of these people. Raises Refused."""
    document: Document | None = documents_of(people).filter(pk=document_id).first()
    if document is None:
        raise Refused([NOT_YOURS])
    return document


def newest_of(people: Iterable[UUID]) -> Any:
    """The newest version of each document about these people, with its withdrawal if any."""
    return documents_of(people).filter(replaced_by=None).select_related("withdrawal")


def versions_of(document: Document) -> list[Document]:
    """All versions under the document's number, the newest first."""
    same = Document.objects.about([document.person_id]).filter(number=document.number)
    return list(same.select_related("withdrawal").order_by("-version"))


def values_in(document: Document) -> list[Insertion]:
    """Every value in a document with its source; a signed version has those of what was signed."""
    made = document.replaces_id if document.signed_at else document.pk
    return list(Insertion.objects.filter(document=made).order_by("id"))


def content_for_check(document: Document) -> bytes:
    """What a document says, to verify its signature; whoever is shown the result looked before."""
    return files.read(document.pk, document.under, document.path)


def papers_about(things: Iterable[str]) -> Any:
    """Documents about these things, newest first. The room decides who may know of them."""
    return Document.of_things.filter(thing__in=list(things)).order_by("-made_at", "-pk")


def open_paper(document_id: UUID, thing: str) -> tuple[Document, bytes]:
    """A document about a thing and what it says; the room asked before whether one may.

    It is about nobody, so that no look is written. Raises Refused when the thing has no such one.
    """
    document: Document | None = papers_about([thing]).filter(pk=document_id).first()
    if document is None or not thing:
        raise Refused([NO_PAPER])
    return document, files.read(document_id, document.under, document.path)
