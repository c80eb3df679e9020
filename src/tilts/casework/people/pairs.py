"""Merge and split: two records of one person become one path, and can become two again.

A merge moves nothing. It points one record at the other, and reads of the one include the other;
so a split is exact. What was decided *different* never merges again.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, Refused, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from .duplicates import duplicates_of
from .indexing import index_people
from .locking import both_locked, locked
from .merging import survivors
from .models import Decision, PairDecision, Person
from .queries import records_of
from .rules import MERGE
from .signals import merged, split


def in_order(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """A pair as it is stored: the smaller id first."""
    return (one, other) if one < other else (other, one)


def decision_on(one: UUID, other: UUID) -> PairDecision | None:
    """What was last decided about a pair."""
    first, second = in_order(one, other)
    found: PairDecision | None = PairDecision.objects.filter(person=first, other=second).first()
    return found


def why_not_merge(kept: Person, gone: Person) -> Reasons:
    """Reasons why two records cannot become one; empty when they can.

    What was merged into either counts with it: nobody becomes one with whom they differ.
    """
    reasons = why_not_pair(kept, gone)
    if kept.merged_into_id or gone.merged_into_id:
        reasons.append(Reason("merged-already", _("One of the two is already merged.")))
    if kept.entered_in_error or gone.entered_in_error:
        text = _("One of the two was entered in error. Take that back first.")
        reasons.append(Reason("in-error", text))
    if _different(records_of(kept), records_of(gone)):
        text = _("These two were found to be different people. That decision is final.")
        reasons.append(Reason("different", text))
    return reasons


def _different(ones: Sequence[UUID], others: Sequence[UUID]) -> bool:
    """True when any of the ones was decided to differ from any of the others."""
    found = PairDecision.objects.filter(decision=Decision.DIFFERENT)
    either = Q(person__in=ones, other__in=others) | Q(person__in=others, other__in=ones)
    return bool(found.filter(either).exists())


def why_not_pair(one: Person, other: Person) -> Reasons:
    """Reasons why nothing can be decided about two records; empty when it can."""
    if one.pk != other.pk:
        return []
    return [Reason("same-record", _("This is one record, not two."))]


def why_not_apart(one: Person, other: Person) -> Reasons:
    """Reasons why two records cannot be kept apart; empty when they can."""
    reasons = why_not_pair(one, other)
    standing = survivors([one.pk, other.pk])
    if one.pk != other.pk and standing[one.pk] == standing[other.pk]:
        text = _("These two are merged. Split them: that also keeps them apart for good.")
        reasons.append(Reason("merged", text))
    return reasons


def merge_people(*, by: Actor, kept_id: UUID, gone_id: UUID, reason: str) -> Person:
    """Make two records one path, under the file number of `kept`."""
    require(by, MERGE, kept_id)
    require(by, MERGE, gone_id)
    with act("people.merge", by=by, reason=reason):
        kept, gone = both_locked(kept_id, gone_id)
        refuse_if(why_not_merge(kept, gone))
        _decide(kept, gone, Decision.SAME, signs_of(kept, gone))
        gone.merged_into, gone.version = kept, gone.version + 1
        gone.save()
        index_people([kept_id, gone_id])
        merged.send(Person, kept=kept, gone=gone, by=by)
    return kept


def split_people(*, by: Actor, gone_id: UUID, reason: str) -> Person:
    """Undo a merge: the two are different people, for good."""
    require(by, MERGE, gone_id)
    with act("people.split", by=by, reason=reason):
        gone = locked(gone_id)
        kept = gone.merged_into
        if kept is None:
            raise Refused([Reason("not-merged", _("This record is not merged."))])
        _decide(kept, gone, Decision.DIFFERENT)
        gone.merged_into, gone.version = None, gone.version + 1
        gone.save()
        index_people([kept.pk, gone_id])
        split.send(Person, kept=kept, gone=gone, by=by)
    return gone


def keep_apart(*, by: Actor, one_id: UUID, other_id: UUID, reason: str) -> None:
    """Decide that two records that look alike are different people, for good."""
    require(by, MERGE, one_id)
    require(by, MERGE, other_id)
    with act("people.keep_apart", by=by, reason=reason):
        one, other = both_locked(one_id, other_id)
        refuse_if(why_not_apart(one, other))
        _decide(one, other, Decision.DIFFERENT, signs_of(one, other))


def signs_of(one: Person, other: Person) -> list[str]:
    """What the two have in common, or not, as codes of duplicates.Sign."""
    return [sign for twin in duplicates_of(one) if twin.person == other for sign in twin.signs]


def _decide(
    one: Person, other: Person, decision: Decision, evidence: Sequence[str] | None = None
) -> None:
    """Without new evidence that of the earlier decision stays."""
    first, second = in_order(one.pk, other.pk)
    row = decision_on(first, second) or PairDecision(person_id=first, other_id=second)
    row.decision, row.decided_at = decision, timezone.now()
    row.evidence = row.evidence if evidence is None else list(evidence)
    row.save()
