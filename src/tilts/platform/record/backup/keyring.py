"""The copy of the key store: one, always the newest, apart from the archives.

Keys stay wrapped by the master key (TILTS_HOME/keys/master), which is kept apart from both.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils.dateparse import parse_datetime

from ..models import SubjectKey
from ..router import KEY_STORE
from .files import whole_file


@dataclass(frozen=True)
class KeysCopied:
    """How many keys are there, and how many were destroyed."""

    keys: int
    destroyed: int


def copy_keys(path: Path) -> KeysCopied:
    """Write all wrapped keys over the copy before, so that destroyed keys vanish from it too."""
    keys = destroyed = 0
    with whole_file(path) as file:
        for row in SubjectKey.objects.order_by("pk").iterator():
            keys, destroyed = keys + bool(row.wrapped), destroyed + bool(row.destroyed_at)
            file.write(json.dumps(_written(row)).encode() + b"\n")
    return KeysCopied(keys, destroyed)


def _written(row: SubjectKey) -> list[str | None]:
    wrapped = bytes(row.wrapped).hex() if row.wrapped else None
    destroyed_at = row.destroyed_at.isoformat() if row.destroyed_at else None
    return [str(row.subject_id), wrapped, destroyed_at]


def restore_keys(path: Path) -> KeysCopied:
    """Add keys from a copy to the key store. What was destroyed here or there stays destroyed."""
    with path.open() as lines, transaction.atomic(using=KEY_STORE):
        rows = [_read(*json.loads(line)) for line in lines]
        SubjectKey.objects.bulk_create(rows, ignore_conflicts=True)
        for row in (row for row in rows if row.destroyed_at):
            SubjectKey.objects.filter(pk=row.pk, destroyed_at=None).update(
                wrapped=None, destroyed_at=row.destroyed_at
            )
    destroyed = SubjectKey.objects.filter(wrapped=None).count()
    return KeysCopied(SubjectKey.objects.count() - destroyed, destroyed)


def _read(subject: str, wrapped: str | None, destroyed_at: str | None) -> SubjectKey:
    return SubjectKey(
        subject_id=UUID(subject),
        wrapped=bytes.fromhex(wrapped) if wrapped else None,
        destroyed_at=parse_datetime(destroyed_at) if destroyed_at else None,
    )
