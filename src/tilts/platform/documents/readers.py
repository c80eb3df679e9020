"""Who may read a document that holds something from behind a wall: its room says so.

    register_reader("court_reports.report", why_not_read_report)

A document that is `behind` a row is opened only as the room of that row allows; where no room
answers it stays shut.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.parties.actors import Actor

from .models import Document

Reader = Callable[[Actor, str], Reasons]
KEPT = Reason("kept-behind-a-wall", _("This document holds something that is protected."))
_readers: dict[str, Reader] = {}


def register_reader(label: str, reader: Reader) -> None:
    """Say who decides about documents behind rows of a model: given the id, reasons why not."""
    _readers[label] = reader


def why_not_read(by: Actor, document: Document) -> Reasons:
    """Reasons why somebody may not read a document, beside the rights to the person."""
    if not document.behind or by.is_service:
        return []
    label, _colon, row = document.behind.partition(":")
    reader = _readers.get(label)
    return reader(by, row) if reader else [KEPT]
