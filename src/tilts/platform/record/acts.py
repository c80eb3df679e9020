"""Nothing changes off the record: every write happens inside `with act(...)`.

    with act("people.register", by=clerk) as a:
        person.save()

The act gathers what recorded models change, and at the end writes one Act with one Payload for
each subject, wall and case, in the transaction of the change itself.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import SERVICE_ID

from .boxes import Address, close
from .inserting import insert_entry
from .models import Act, Payload

Values = dict[str, Any]


class OffTheRecord(Exception):
    """A recorded model was about to change outside an act."""


@dataclass
class OpenAct:
    """An act under way."""

    id: UUID = field(default_factory=uuid7)
    reason: str = ""
    changes: dict[Address, list[Values]] = field(default_factory=lambda: defaultdict(list))

    def note(
        self, subject: UUID | None, *, wall: str = "", about: str = "", **values: object
    ) -> None:
        """Record something about a subject that is no change of a row."""
        self.changes[Address(subject or SERVICE_ID, wall, about)].append({"note": values})

    def changed(self, address: Address, change: Values) -> None:
        """Record a change of a row, as recorded models report it."""
        self.changes[address].append(change)

    def payloads(self, row: Act) -> list[Payload]:
        """The gathered changes, closed under their subjects' keys."""
        bodies = {
            address: {"reason": self.reason, "changes": changes}
            for address, changes in self.changes.items()
        }
        return close(row, bodies)


_under_way: ContextVar[tuple[OpenAct, ...]] = ContextVar("acts_under_way", default=())


def current_act() -> OpenAct:
    """The innermost act under way; raises OffTheRecord when there is none."""
    under_way = _under_way.get()
    if not under_way:
        raise OffTheRecord("write inside `with record.act(...)`, in an action")
    return under_way[-1]


@contextmanager
def act(
    kind: str, *, by: Actor, reason: str = "", effective_at: datetime | None = None
) -> Iterator[OpenAct]:
    """One transaction and its entry in the record. Without any change nothing is written.

    `kind` is "<room>.<verb>"; `reason` is kept under the subjects' keys; `effective_at` is the
    fact's own time when it is not now.
    """
    with transaction.atomic():
        opened = OpenAct(reason=reason)
        token = _under_way.set((*_under_way.get(), opened))
        try:
            yield opened
        finally:
            _under_way.reset(token)
        if opened.changes:
            _write(opened, kind, by, effective_at)


def _write(opened: OpenAct, kind: str, by: Actor, effective_at: datetime | None) -> None:
    row = Act(id=opened.id, kind=kind, effective_at=effective_at or timezone.now())
    row.by(by)
    payloads = opened.payloads(row)
    row.sign(payload.computed_digest().hex() for payload in payloads)
    insert_entry(row, payloads)
