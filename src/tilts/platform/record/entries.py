"""What the record is made of: entries that are written once and sealed later.

An entry carries a digest of its content and a code (HMAC) by the writer, whose key is outside
the database: who can write to the database alone cannot forge an entry.
"""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from uuid_utils.compat import uuid7

from tilts.platform.parties.actors import Actor


class RecordIsAppendOnly(Exception):
    """Something tried to change or delete what has been recorded."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Reads and inserts. The database's triggers refuse the rest as well."""

    def update(self, **values: object) -> int:
        raise RecordIsAppendOnly(self.model._meta.label)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise RecordIsAppendOnly(self.model._meta.label)


class CanonicalEncoder(DjangoJSONEncoder):
    """Moments in UTC, as the database gives them back, whatever zone they were told in."""

    def default(self, o: Any) -> Any:
        """JSON of what JSON has no type for."""
        if isinstance(o, datetime) and o.tzinfo:
            return o.astimezone(UTC).isoformat().replace("+00:00", "Z")
        return super().default(o)


CANONICAL = CanonicalEncoder(sort_keys=True, separators=(",", ":"))  # made once: it is much used


def canonical(value: object) -> bytes:
    """The one way a value is written before it is digested: compact JSON, keys sorted."""
    return CANONICAL.encode(value).encode()


def writers_code(digest: bytes) -> bytes:
    """HMAC-SHA-256 of a digest under the writer's key."""
    return hmac.digest(settings.RECORD_WRITER_KEY, digest, "sha256")


class Entry(models.Model):
    """One row of the record: who, when, and a digest of everything it says.

    Subclasses name their `stream` and say in `parts()` and `covers()` what else the digest holds.
    """

    stream: ClassVar[str]
    beneath: ClassVar[str] = ""  # the relation to the rows that its digest covers
    ENTRY_FIELDS = "id actor_id actor_kind recorded_at digest code"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    actor_id = models.UUIDField(db_index=True)
    actor_kind = models.CharField(max_length=16)
    recorded_at = models.DateTimeField()
    digest = models.BinaryField(max_length=32)
    code = models.BinaryField(max_length=32)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def parts(self) -> list[object]:
        """What the digest covers beside the entry's common fields, in a fixed order."""
        raise NotImplementedError

    def covers(self) -> list[str]:
        """Rows beneath the entry that its digest covers, as the database has them now."""
        return []

    def by(self, actor: Actor) -> None:
        """Name the author and the moment."""
        self.actor_id, self.actor_kind = actor.party, actor.kind
        self.recorded_at = timezone.now()

    def computed_digest(self, covers: Iterable[str]) -> bytes:
        """SHA-256 over what the entry says and covers."""
        own = [self.stream, self.id, self.actor_id, self.actor_kind, self.recorded_at]
        return hashlib.sha256(canonical([*own, *self.parts(), sorted(covers)])).digest()

    def sign(self, covers: Iterable[str] = ()) -> None:
        """Fix the digest and the writer's code; call once, before the insert."""
        self.digest = self.computed_digest(covers)
        self.code = writers_code(self.digest)

    def fault(self) -> str:
        """ "forged" when we never signed it, "altered" when it changed since; empty when whole."""
        if not hmac.compare_digest(writers_code(bytes(self.digest)), bytes(self.code)):
            return "forged"
        return "" if self.computed_digest(self.covers()) == bytes(self.digest) else "altered"
