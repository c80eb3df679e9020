"""A document, as a file that the browser shows and keeps nowhere."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from tilts.platform.access.doors import door

from .content import SHOWN, TYPES
from .models import Document
from .queries import open_document
from .rules import OPEN

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@door(OPEN)
def document(request: Any, document_id: UUID) -> HttpResponse:
    """The document itself, named by its number in the register."""
    row, content = open_document(request.actor, document_id, session=request.session)
    return as_file(row, content)


def as_file(row: Document, content: bytes) -> HttpResponse:
    """What a document says: PDFs and pictures as the browser shows them, all else to be saved.

    The name is that in the register, never that with which a file was handed in.
    """
    how = "inline" if row.media_type in SHOWN else "attachment"
    ending = TYPES[row.media_type].extensions[0]
    version = "" if row.version == 1 else f"-{row.version}"
    name = {"Content-Disposition": f'{how}; filename="{row.number}{version}.{ending}"'}
    return HttpResponse(content, content_type=_as_sent(row), headers=HEADERS | name)


def _as_sent(row: Document) -> str:
    """Text is always UTF-8: that is how it was found to be text."""
    return f"{row.media_type}; charset=utf-8" if row.media_type == "text/plain" else row.media_type
