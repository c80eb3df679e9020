"""Propose, approve, carry out."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.keys import destroy_key
from tilts.platform.record.logs import empty_logs

from .models import ErasureRequest, Ground
from .reach import delete, reach_of
from .rules import APPROVE, PROPOSE, why_not_approve, why_not_carry_out, why_not_propose
from .signals import rows_deleted


def propose(*, by: Actor, subject: Party, ground: Ground, basis: str) -> ErasureRequest:
    """Propose to erase somebody. `basis` names the law or ruling, never the person."""
    require(by, PROPOSE, _reached(subject))
    refuse_if(why_not_propose(subject.pk, ground))
    request = ErasureRequest(subject=subject, ground=ground, basis=basis)
    request.proposed_by_id, request.proposed_at = by.party, timezone.now()
    with act("erasure.propose", by=by):
        request.save()
    return request


def approve(*, by: Actor, request: ErasureRequest) -> ErasureRequest:
    """Approve what somebody else proposed."""
    require(by, APPROVE, _reached(request.subject))
    with transaction.atomic():
        request = _locked(request)
        refuse_if(why_not_approve(by, request))
        request.approved_by_id, request.approved_at = by.party, timezone.now()
        with act("erasure.approve", by=by):
            request.save()
    return request


def carry_out(*, by: Actor, request: ErasureRequest) -> ErasureRequest:
    """Delete the subject's rows, destroy their key, and certify it.

    The key is destroyed after the rows are gone for good; whoever is stopped in between
    carries it out again and finds no rows left – nor a person whom a scope could reach.
    """
    gone = request.erased is not None
    require(by, APPROVE, None if gone else _reached(request.subject))
    with transaction.atomic():
        request = _locked(request)
        refuse_if(why_not_carry_out(request))
        if request.erased is None:
            _delete_rows(by, request)
    destroy_key(request.subject_id)
    certified = _certify(by, request)
    empty_logs()
    return certified


def _reached(subject: Party) -> UUID | None:
    """People are reached through a scope; staff and others through the capability alone."""
    return subject.pk if subject.kind == PartyKind.PERSON else None


def _locked(request: ErasureRequest) -> ErasureRequest:
    row: ErasureRequest = ErasureRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    return row


def _delete_rows(by: Actor, request: ErasureRequest) -> None:
    reach = reach_of(request.subject_id)
    with act("erasure.delete_rows", by=by) as a:
        delete(request.subject_id, reach, a)
        if reach.going:  # for the timeline, soon unreadable
            a.note(request.subject_id, request=str(request.pk))
        request.erased = reach.counts()
        request.save()
        rows_deleted.send(ErasureRequest, subject=request.subject_id)


def _certify(by: Actor, request: ErasureRequest) -> ErasureRequest:
    with act("erasure.certify", by=by):
        request = _locked(request)
        request.carried_out_at = timezone.now()
        year = timezone.localdate().year
        issued = ErasureRequest.objects.filter(certificate__startswith=f"E-{year}-").count()
        request.certificate = f"E-{year}-{issued + 1:04}"
        request.save()
    return request
