"""Is the record whole? Names every altered, missing or inserted row and any cut tail."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models

from .entries import writers_code
from .models import Seal, SealedEntry
from .sealing import GENESIS, chain_hash, streams

CHUNK = 1000


@dataclass(frozen=True)
class Fault:
    """One thing wrong: `what` is altered, missing, inserted, forged or cut; `where` names it."""

    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.what}: {self.where}"


def verify() -> list[Fault]:
    """All faults of the record, in the order chain, entries, rows beneath them."""
    return [*_chain(), *_head(), *_sealed_entries(), *_entries(), *_orphans()]


def _chain() -> Iterator[Fault]:
    previous, number = GENESIS, 0
    for seal in Seal.objects.order_by("number").iterator(CHUNK):
        while (number := number + 1) < seal.number:
            yield Fault("missing", f"seal {number}")
        if _seal_is_broken(seal, previous):
            yield Fault("altered", f"seal {seal.number}")
        previous = bytes(seal.hash)


def _seal_is_broken(seal: Seal, previous: bytes) -> bool:
    digests = seal.entries.order_by("place").values_list("digest", flat=True)
    link = chain_hash(bytes(seal.previous), seal.number, map(bytes, digests))
    return (
        bytes(seal.previous) != previous
        or link != bytes(seal.hash)
        or writers_code(link) != bytes(seal.code)
    )


def _head() -> Iterator[Fault]:
    """The head of the chain as it was told outside must still be in the database."""
    log = settings.RECORD_SEAL_LOG
    if not log.exists():
        return
    hashes = {seal.number: bytes(seal.hash).hex() for seal in Seal.objects.iterator(CHUNK)}
    for line in log.read_text().splitlines():
        number, told, _ = line.split(" ", 2)
        if hashes.get(int(number)) != told:
            yield Fault("cut", f"seal {number} was told outside and is not in the database")


def _sealed_entries() -> Iterator[Fault]:
    """Every sealed entry must still be there, with the digest that was sealed."""
    for model in streams():
        sealed = SealedEntry.objects.filter(stream=model.stream)
        there = model.objects.filter(pk=models.OuterRef("entry_id"))
        for row in sealed.filter(~models.Exists(there)):
            yield Fault("missing", f"{row.stream} {row.entry_id}")
        found = sealed.annotate(now=models.Subquery(there.values("digest")[:1]))
        for row in found.exclude(now=None).iterator(CHUNK):
            if bytes(row.now) != bytes(row.digest):
                yield Fault("altered", f"{row.stream} {row.entry_id}")


def _entries() -> Iterator[Fault]:
    """Every entry, sealed or not, must say what its digest says, signed by the writer."""
    for model in streams():
        rows = model.objects.order_by("pk")
        if model.beneath:
            rows = rows.prefetch_related(model.beneath)
        for row in rows.iterator(CHUNK):
            if what := row.fault():
                yield Fault(what, f"{row.stream} {row.pk}")


def _orphans() -> Iterator[Fault]:
    """Rows beneath an entry that is not there."""
    for model in streams():
        if not model.beneath:
            continue
        relation: Any = model._meta.get_field(model.beneath)
        above = model.objects.filter(pk=models.OuterRef(f"{relation.field.name}_id"))
        for row in relation.related_model.objects.filter(~models.Exists(above)):
            yield Fault("inserted", f"{row._meta.model_name} {row.pk}")
