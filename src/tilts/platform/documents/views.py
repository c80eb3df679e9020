"""A document, as a file that the browser shows and keeps nowhere."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from tilts.platform.access.doors import door

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
    """What a document says, as the browser shows it."""
    name = {"Content-Disposition": f'inline; filename="{row.number}.pdf"'}
    return HttpResponse(content, content_type=row.media_type, headers=HEADERS | name)
