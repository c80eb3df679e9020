"""Is the record whole? Names every altered, missing or inserted row and any cut tail.

Read in chunks, so that memory does not grow with the record. It may run beside writers: what is
told outside is read before the chain, and an entry is committed together with what it covers.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models

from .entries import writers_code
from .models import Seal, SealedEntry
from .sealing import GENESIS, chain_hash, streams

CHUNK = 1000
LINE = re.compile(r"(?P<number>\d+) (?P<hash>[0-9a-f]{64}) \S+")  # as the sealer tells it

Progress = Callable[[int], None]  # told how many entries more were read


@dataclass(frozen=True)
class Fault:
    """One thing wrong; `where` names it.

    `what` is altered (changed after we wrote it), forged (never written by us), missing, inserted,
    cut, or for rows of cases: changed, deleted or inserted off the record.
    """

    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.what}: {self.where}"


def silent(read: int) -> None:
    """Progress that nobody watches."""


def verify(progress: Progress = silent) -> list[Fault]:
    """All faults of the record, in the order file outside, chain, entries, rows beneath them."""
    told, unreadable = _told_outside()
    return [
        *unreadable,
        *_chain(told),
        *_sealed_entries(),
        *_entries(progress),
        *_orphans(),
    ]


def size() -> int:
    """How many entries `verify` will read."""
    return sum(model.objects.count() for model in streams())


def _told_outside() -> tuple[dict[int, str], list[Fault]]:
    """Seal number → hash, as the file outside the database has them, and lines that say nothing.

    What was told first counts: who cuts the tail has the sealer tell of a second one in its place.
    """
    log = settings.RECORD_SEAL_LOG
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    told: dict[int, str] = {}
    unreadable = []
    for place, line in enumerate(lines, 1):
        if found := LINE.fullmatch(line):
            told.setdefault(int(found["number"]), found["hash"])
        else:
            unreadable.append(Fault("altered", f"line {place} of the file outside"))
    return told, unreadable


def _chain(told: dict[int, str]) -> Iterator[Fault]:
    """Every link must be ours and follow from the one before, and the file outside must agree.

    The newest may not have been told of yet, when a sealer works at the same time.
    """
    previous, number, newest = GENESIS, 0, max(told, default=1)
    for seal in Seal.objects.order_by("number").iterator(CHUNK):
        while (number := number + 1) < seal.number:
            yield Fault("missing", f"seal {number}")
        if what := _seal_fault(seal, previous):
            yield Fault(what, f"seal {seal.number}")
        previous = bytes(seal.hash)
        if seal.number not in told and seal.number <= newest:
            yield Fault("cut", f"seal {seal.number} was told outside no more")
        elif told.pop(seal.number, previous.hex()) != previous.hex():
            yield Fault("cut", f"seal {seal.number} is not the one that was told outside")
    for gone in sorted(told):
        yield Fault("cut", f"seal {gone} was told outside and is not in the database")


def _seal_fault(seal: Seal, previous: bytes) -> str:
    if writers_code(bytes(seal.hash)) != bytes(seal.code):
        return "forged"
    rows = list(seal.entries.order_by("place").values_list("place", "digest"))
    digests = [bytes(digest) for _, digest in rows]
    whole = (
        bytes(seal.previous) == previous
        and [place for place, _ in rows] == list(range(seal.count))
        and chain_hash(seal, digests) == bytes(seal.hash)
    )
    return "" if whole else "altered"


def _sealed_entries() -> Iterator[Fault]:
    """Every sealed entry must still be there, with the digest that was sealed."""
    for model in streams():
        there = model.objects.filter(pk=models.OuterRef("entry_id"))
        sealed = SealedEntry.objects.filter(stream=model.stream)
        for row in sealed.filter(~models.Exists(there)).iterator(CHUNK):
            yield Fault("missing", f"{row.stream} {row.entry_id}")
        now = models.Subquery(there.values("digest")[:1])
        for row in (
            sealed.annotate(now=now)
            .exclude(now=None)
            .exclude(now=models.F("digest"))
            .iterator(CHUNK)
        ):
            yield Fault("altered", f"{row.stream} {row.entry_id}")
    for row in SealedEntry.objects.exclude(stream__in=[model.stream for model in streams()]):
        yield Fault("missing", f"{row.stream} {row.entry_id}")


def _entries(progress: Progress) -> Iterator[Fault]:
    """Every entry, sealed or not, must say what its digest says, signed by the writer."""
    for model in streams():
        rows = model.objects.order_by("pk").prefetch_related(*filter(None, [model.beneath]))
        for row in rows.iterator(CHUNK):
            if what := row.fault():
                yield Fault(what, f"{row.stream} {row.pk}")
            progress(1)


def _orphans() -> Iterator[Fault]:
    """Rows beneath an entry that is not there."""
    for model in streams():
        if not model.beneath:
            continue
        relation: Any = model._meta.get_field(model.beneath)
        above = model.objects.filter(pk=models.OuterRef(f"{relation.field.name}_id"))
        for row in relation.related_model.objects.filter(~models.Exists(above)).iterator(CHUNK):
            yield Fault("inserted", f"{row._meta.model_name} {row.pk}")
