"""Reads of documents: the look is written before the document is opened."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import NOT_YOURS, require
from tilts.platform.access.purposes import PurposeWanted, derived_purpose, remembered_purpose
from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.parties.actors import Actor
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from . import files
from .models import Document
from .rules import OPEN

NO_PAPER = Reason("no-paper", _("There is no such document here. Load the page again."))


def documents_of(person_ids: Iterable[UUID]) -> Any:
    """Documents about these people, as far as they are visible; newest first."""
    return Document.objects.about(person_ids).order_by("-made_at", "-pk")


def open_document(
    by: Actor, document_id: UUID, *, session: Mapping[str, Any] | None = None
) -> tuple[Document, bytes]:
    """A document and what it says, after the look has been written into the record.

    Raises Refused when it is not visible, PurposeWanted when nothing says why `by` looks, and
    Erased when its person's key was destroyed.
    """
    document: Document | None = Document.objects.filter(pk=document_id).first()
    if document is None or document.person_id is None:
        raise Refused([NOT_YOURS])
    person = document.person_id
    require(by, OPEN, person)
    purpose, reason = derived_purpose(by, person), ""
    if not purpose:
        purpose, reason = remembered_purpose(session or {}, person)
    if not purpose:
        raise PurposeWanted(person)
    about = f"documents.document:{document_id}"
    consult(by, [person], way=Way.PRINT, purpose=purpose, reason=reason, about=about)
    return document, files.read(document_id, person, document.path)


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
