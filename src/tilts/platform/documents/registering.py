"""How a document enters the register: number, file under the key, where its values are from."""

import hashlib
from collections.abc import Callable, Iterator

from django.utils import timezone
from django.utils.translation import override
from uuid_utils.compat import uuid7

from tilts.platform.parties.actors import SERVICE, Actor

from . import files
from .filling import in_words
from .models import Document, DocumentNumbers, Insertion
from .slots import Values, pieces


def enter(
    by: Actor, document: Document, made: Callable[[], bytes], values: Values | None = None
) -> Document:
    """Enter a document under the act under way, with what `made` says once it has its number.

    A new version has the number of the one that it replaces.
    """
    document.id = uuid7()
    document.made_by_id = None if by == SERVICE else by.party
    document.made_at = timezone.now()
    _number(document)
    document.path = files.store(document.pk, document.under, made())
    try:
        document.save(force_insert=True)
        Insertion.of_all.bulk_create([*_insertions(document, values or {})])
    except BaseException:
        files.discard(document.path)
        raise
    return document


def _insertions(document: Document, values: Values) -> Iterator[Insertion]:
    """Each value of the document with its source."""
    with override(document.language):
        for slot in values:
            for position, one in enumerate(pieces(values, slot)):
                yield Insertion(
                    document=document,
                    slot=slot,
                    position=position,
                    value="" if one.walled else in_words(one.value),
                    source=one.source,
                    field=one.field,
                    nature=one.nature,
                    as_of=one.as_of or document.made_at,
                )


def noted(document: Document, content: bytes) -> bytes:
    """Note in the register what the content is, and hand it on."""
    document.size = len(content)
    document.sha256 = hashlib.sha256(content).hexdigest()
    return content


def _number(document: Document) -> None:
    """Give a document its number: the next one, or that of the version which it replaces."""
    before = document.replaces
    if before is None:
        document.number = next_number(timezone.localtime(document.made_at).year)
    else:
        document.number, document.version = before.number, before.version + 1


def next_number(year: int) -> str:
    """The next in the year's register; who asks at the same time waits for it."""
    DocumentNumbers.objects.bulk_create([DocumentNumbers(year=year)], ignore_conflicts=True)
    numbers = DocumentNumbers.objects.select_for_update().get(year=year)
    numbers.last += 1
    numbers.save()
    return f"D-{year}-{numbers.last:06}"
