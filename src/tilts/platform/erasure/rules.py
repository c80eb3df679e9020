"""Two different people: one proposes, another approves. And what forbids an erasure."""

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.parties.actors import Actor

from .models import ErasureRequest, Ground

SEE = declare("record.erase_see", _("See proposals of erasure and certificates"))
PROPOSE = declare("record.erase_propose", _("Propose that a person's data be erased"))
APPROVE = declare("record.erase_approve", _("Approve and carry out an erasure"))

OWN_PROPOSAL = Reason("own-proposal", _("You proposed it yourself: another person must approve."))
NOT_APPROVED = Reason("not-approved", _("Nobody has approved this erasure yet."))
APPROVED = Reason("already-approved", _("This erasure has been approved already."))
CARRIED_OUT = Reason("already-erased", _("This erasure has been carried out already."))
OPEN_REQUEST = Reason("already-proposed", _("An erasure of this person is proposed already."))

Hold = Callable[[UUID], Reasons]
_holds: list[Hold] = []
_retained: list[Hold] = []
# A term of retention does not protect what must not have been kept, or what a court wants gone.
DESPITE_TERM = (Ground.UNLAWFUL, Ground.OBLIGATION)


def holds(hold: Hold) -> Hold:
    """Register a legal hold: a function from a subject to reasons why they must be kept."""
    _holds.append(hold)
    return hold


def retains(term: Hold) -> Hold:
    """Register a term of retention: it forbids an erasure unless that is by law or by a ruling."""
    _retained.append(term)
    return term


def held_by(subject: UUID, ground: str = Ground.OBLIGATION) -> Reasons:
    """Reasons of every room why this subject cannot be erased on a ground; empty when none."""
    asked = _holds if ground in DESPITE_TERM else [*_holds, *_retained]
    return [reason for hold in asked for reason in hold(subject)]


def why_not_propose(subject: UUID, ground: str) -> Reasons:
    """Reasons why an erasure cannot be proposed on a ground."""
    already = ErasureRequest.objects.filter(subject_id=subject, carried_out_at=None).exists()
    return [*([OPEN_REQUEST] if already else []), *held_by(subject, ground)]


def why_not_approve(actor: Actor, request: ErasureRequest) -> Reasons:
    """Reasons why this actor cannot approve."""
    reasons = [OWN_PROPOSAL] if request.proposed_by_id == actor.party else []
    if request.approved_at:
        reasons.append(APPROVED)
    return reasons + held_by(request.subject_id, request.ground)


def why_not_carry_out(request: ErasureRequest) -> Reasons:
    """Reasons why it cannot be carried out now."""
    if request.carried_out_at:
        return [CARRIED_OUT]
    held = held_by(request.subject_id, request.ground)
    return [*([] if request.approved_at else [NOT_APPROVED]), *held]
