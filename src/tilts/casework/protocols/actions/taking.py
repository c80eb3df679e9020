"""Steps are recorded as they are taken, and taken back when that was wrong."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from uuid_utils.compat import uuid7

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act

from ..capabilities import ACT
from ..guards import TAKEN, UNDONE, WORDS_MISSING, why_not_taken
from ..models import Occurrence, OccurrenceStep, Taking
from ..noting import note


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What is said of a step: done, or not possible because. Time and key come from the device."""

    done: bool = True
    words: str = ""
    said_at: datetime | None = None
    key: UUID = field(default_factory=uuid7)


def take_step(*, by: Actor, step: OccurrenceStep, what: Taken) -> Taking:
    """Record a step. The same key again changes nothing, whoever else took the step meanwhile."""
    require(by, ACT, step.person_id)
    refuse_if([] if what.done or what.words.strip() else [WORDS_MISSING])
    now = timezone.now()
    at = max(min(what.said_at or now, now), step.occurrence.opened_at)
    with act("protocols.take_step", by=by, effective_at=at):
        case = _held(step)
        known: Taking | None = Taking.objects.filter(key=what.key, step=step).first()
        if known is not None:
            return known
        refuse_if(why_not_taken(case))
        refuse_if([TAKEN] if step.takings.filter(undone_at=None).exists() else [])
        row = Taking(person_id=step.person_id, step=step, done=what.done, said_at=at, key=what.key)
        row.taken_by_id = by.party if by.kind == PartyKind.STAFF else None
        row.save(force_insert=True)
        note(case, what.words, taking=row)
    return row


def undo_step(*, by: Actor, taking: Taking) -> Taking:
    """Take back what was recorded of a step. It stays to be read, with who took it back."""
    require(by, ACT, taking.person_id)
    with act("protocols.undo_step", by=by):
        refuse_if(why_not_taken(_held(taking.step)))
        taking.refresh_from_db()
        reasons: list[Reason] = [UNDONE] if taking.undone_at else []
        refuse_if(reasons)
        taking.undone_at = timezone.now()
        taking.undone_by_id = by.party if by.kind == PartyKind.STAFF else None
        taking.save()
    return taking


def _held(step: OccurrenceStep) -> Occurrence:
    """The occurrence as it is now, held until the act ends."""
    rows = Occurrence.objects.select_for_update(of=("self",))
    held: Occurrence = rows.get(pk=step.occurrence_id)
    return held
