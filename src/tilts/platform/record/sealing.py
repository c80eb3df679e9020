"""The sealer: chains entries that no seal covers yet, and never makes a writer wait.

Entries are found by what is *not* sealed, not by a last id: PostgreSQL commits out of id order.
"""

import hashlib
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from .entries import Entry, canonical, writers_code
from .inserting import adapted, insert_values
from .models import Seal, SealedEntry

BATCH = 500  # entries a seal: small, so that SQLite's one writer is never held long
SEALED = ("seal_id", "place", "stream", "entry_id", "digest")
LOCK = 7413  # any number, the same for every sealer of a PostgreSQL server
LINE = 200  # bytes, more than a line of the file outside has
GENESIS = b"\0" * 32


def streams() -> list[type[Entry]]:
    """Every model of the record, in a fixed order."""
    subclasses = [m for m in Entry.__subclasses__() if not m._meta.abstract]
    return sorted(subclasses, key=lambda model: model.stream)


def chain_hash(seal: Seal, digests: Iterable[bytes]) -> bytes:
    """SHA-256 over the link before, the seal's number and time, and the digests in their places."""
    link = hashlib.sha256(
        bytes(seal.previous) + canonical([seal.number, seal.count, seal.sealed_at])
    )
    for digest in digests:
        link.update(digest)
    return link.digest()


def unsealed(model: type[Entry]) -> "models.QuerySet[Entry]":
    """Entries of one stream that no seal covers."""
    covering = SealedEntry.objects.filter(entry_id=models.OuterRef("pk"))
    rows: models.QuerySet[Entry] = model.objects.filter(~models.Exists(covering))
    return rows.order_by("recorded_at", "pk")


def _next_batch(most: int) -> list[Entry]:
    batch: list[Entry] = []
    for model in streams():
        batch += unsealed(model).only("pk", "digest")[: most - len(batch)]
    return batch


def _we_hold_the_lock() -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def seal_batch(most: int = BATCH) -> int:
    """Seal the next entries; returns how many, 0 when all are sealed or another seals."""
    with transaction.atomic():
        if not _we_hold_the_lock():
            return 0
        batch = _next_batch(most)
        if not batch:
            return 0
        seal = _link([bytes(entry.digest) for entry in batch])
        insert_values(SealedEntry, SEALED, _sealed(seal, batch))
    _tell_up_to(seal)
    return len(batch)


def _sealed(seal: Seal, batch: Iterable[Entry]) -> Iterator[tuple[object, ...]]:
    for place, entry in enumerate(batch):
        yield seal.number, place, entry.stream, adapted(entry.pk), bytes(entry.digest)


def _link(digests: list[bytes]) -> Seal:
    last = Seal.objects.order_by("-number").first()
    number, previous = (last.number + 1, bytes(last.hash)) if last else (1, GENESIS)
    seal = Seal(number=number, previous=previous, count=len(digests), sealed_at=timezone.now())
    seal.hash = chain_hash(seal, digests)
    seal.code = writers_code(seal.hash)
    seal.save(force_insert=True)
    return seal


def tell_outside(seal: Seal) -> None:
    """Append the head of the chain to a file that who writes to the database cannot reach."""
    settings.RECORD_SEAL_LOG.parent.mkdir(parents=True, exist_ok=True)
    with settings.RECORD_SEAL_LOG.open("a") as log:
        log.write(f"{seal.number} {bytes(seal.hash).hex()} {seal.sealed_at.isoformat()}\n")


def _tell_up_to(seal: Seal) -> None:
    """Tell of a seal, and before it of those whose sealer was stopped before it could."""
    untold = Seal.objects.filter(number__gt=_last_told(), number__lt=seal.number)
    for one in (*untold.order_by("number"), seal):
        tell_outside(one)


def _last_told() -> int:
    """The number in the last line of the file; 0 where there is none."""
    log = settings.RECORD_SEAL_LOG
    if not log.exists():
        return 0
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - LINE))
        number = file.read().rstrip().rpartition(b"\n")[2].partition(b" ")[0]
    return int(number) if number.isdigit() else 0


def seal_all(batch: int = BATCH) -> int:
    """Seal until nothing is left, so many entries at once; returns how many in all."""
    total = 0
    while sealed := seal_batch(batch):
        total += sealed
    return total
