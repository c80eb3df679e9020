"""Two different people: one proposes, another approves. And what forbids an erasure."""

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.capabilities import declare
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.parties.actors import Actor

from .models import ErasureRequest

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


def holds(hold: Hold) -> Hold:
    """Register a legal hold: a function from a subject to reasons why they must be kept."""
    _holds.append(hold)
    return hold


def held_by(subject: UUID) -> Reasons:
    """Reasons of every room why this subject cannot be erased; empty when none."""
    return [reason for hold in _holds for reason in hold(subject)]


def why_not_propose(subject: UUID) -> Reasons:
    """Reasons why an erasure cannot be proposed."""
    already = ErasureRequest.objects.filter(subject_id=subject, carried_out_at=None).exists()
    return [*([OPEN_REQUEST] if already else []), *held_by(subject)]


def why_not_approve(actor: Actor, request: ErasureRequest) -> Reasons:
    """Reasons why this actor cannot approve."""
    reasons = [OWN_PROPOSAL] if request.proposed_by_id == actor.party else []
    if request.approved_at:
        reasons.append(APPROVED)
    return reasons + held_by(request.subject_id)


def why_not_carry_out(request: ErasureRequest) -> Reasons:
    """Reasons why it cannot be carried out now."""
    if request.carried_out_at:
        return [CARRIED_OUT]
    return [*([] if request.approved_at else [NOT_APPROVED]), *held_by(request.subject_id)]
