"""Documents are made, and never changed."""

import hashlib
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override
from uuid_utils.compat import uuid7

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.design.display import local
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act

from . import files
from .guards import why_not_taken_in
from .models import Document, DocumentNumbers, Kind
from .rules import MAKE
from .sheet import Sheet
from .typesetting import PDF, template_digest, typeset


def make_document(*, by: Actor, person: UUID, sheet: Sheet, language: str) -> Document:
    """Make a document from a sheet in a language, as a tagged PDF, and enter it in the register.

    A language that the service does not speak gives way to the service's own. Raises Refused
    without the capability, and Erased when the person was erased.
    """
    require(by, MAKE, person)
    document = Document(person_id=person, kind=sheet.kind, language=_spoken(language))
    return _entered(by, document, lambda: _typeset(document, sheet))


def make_paper(*, by: Actor, thing: str, sheet: Sheet, language: str) -> Document:
    """As `make_document`, about a thing. Whether `by` may is decided by the room whose it is."""
    document = Document(thing=thing, kind=sheet.kind, language=_spoken(language))
    return _entered(by, document, lambda: _typeset(document, sheet))


def take_in(*, by: Actor, thing: str, kind: Kind, title: str, content: bytes) -> Document:
    """Enter a PDF about a thing that somebody handed in. The room decides whether they may.

    Raises Refused for what is no PDF, or larger than twenty megabytes.
    """
    refuse_if(why_not_taken_in(content))
    document = Document(thing=thing, kind=kind, language="", title=title[:200])
    return _entered(by, document, lambda: _noted(document, content))


def _spoken(language: str) -> str:
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _entered(by: Actor, document: Document, made: Callable[[], bytes]) -> Document:
    """Enter a document in the register, with what `made` says once it has its number."""
    document.id = uuid7()
    document.made_by_id = None if by == SERVICE else by.party
    document.made_at = timezone.now()
    with act("documents.make", by=by):
        document.number = _next_number(timezone.localtime(document.made_at).year)
        document.path = files.store(document.pk, document.under, made())
        try:
            document.save(force_insert=True)
        except BaseException:
            files.discard(document.path)
            raise
    return document


def _typeset(document: Document, sheet: Sheet) -> bytes:
    """Typeset the sheet and note in the register what came of it."""
    with override(document.language):
        made_at = local(document.made_at)
    data = sheet.data(document.language, number=document.number, made_at=made_at)
    content = typeset(sheet.template, data, made_at=document.made_at)
    document.title = data["words"]["title"]
    document.template = sheet.template
    document.template_digest = template_digest(sheet.template)
    return _noted(document, content)


def _noted(document: Document, content: bytes) -> bytes:
    """Note in the register what the content is, and hand it on."""
    document.media_type, document.size = PDF, len(content)
    document.sha256 = hashlib.sha256(content).hexdigest()
    return content


def _next_number(year: int) -> str:
    """The next in the year's register; who asks at the same time waits for it."""
    DocumentNumbers.objects.bulk_create([DocumentNumbers(year=year)], ignore_conflicts=True)
    numbers = DocumentNumbers.objects.select_for_update().get(year=year)
    numbers.last += 1
    numbers.save()
    return f"D-{year}-{numbers.last:06}"
