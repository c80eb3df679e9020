"""Proceedings that were recorded on the wrong person find the right one."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.casework.people.queries import visible_person
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.access.scoped import behind
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin, move

from ..capabilities import RECORD
from ..models import SEXUAL_OFFENCES, Measure, Offence, OffenceDetail, Proceeding
from .charges import add_detail
from .convictions import follow_conviction

SAME_PERSON = Reason("same-person", _("The proceedings are on this person already."))
CHAINED = Reason(
    "chained", _("A sentence of other proceedings is served after one of these. Correct it first.")
)


def record_on_right_person(
    *, by: Actor, proceeding: Proceeding, person_id: UUID, reason: str
) -> Proceeding:
    """Record the proceedings anew on the right person, at the stage they have reached.

    What stood on the wrong person stays there, marked; nothing is deleted. Returns the new ones.
    """
    require(by, RECORD, person_id)
    wrong, state = proceeding.person_id, proceeding.state
    refuse_if(_why_not(proceeding, person_id))
    with act("proceedings.record_on_right_person", by=by, reason=reason) as opened:
        right = _copy(proceeding, person_id, state)
        move(case=proceeding, code="mark_wrong_person", by=by, reason=reason)
        begin(case=right, by=by, reason=reason)
        _copy_content(by, proceeding, right)
        opened.note(wrong, about=proceeding.case_ref(), recorded_as=right.case_ref())
        opened.note(person_id, about=right.case_ref(), recorded_before_as=proceeding.case_ref())
        for each in (wrong, person_id):
            follow_conviction(by=by, person_id=each)
    return right


def _why_not(proceeding: Proceeding, person_id: UUID) -> list[Reason]:
    own = proceeding.measures.all()
    followers = Measure.objects.filter(follows__in=own).exclude(proceeding=proceeding)
    foreign = own.exclude(follows=None).exclude(follows__proceeding=proceeding)
    reasons = [CHAINED] if followers.exists() or foreign.exists() else []
    return reasons + ([SAME_PERSON] if proceeding.person_id == person_id else [])


def _copy(proceeding: Proceeding, person_id: UUID, state: str) -> Proceeding:
    return Proceeding(
        person=visible_person(person_id),
        unit=proceeding.unit,
        state=state,
        country=proceeding.country,
        authority=proceeding.authority,
        reference=proceeding.reference,
        received_on=proceeding.received_on,
        judged_on=proceeding.judged_on,
        in_force_on=proceeding.in_force_on,
        copy_of=proceeding,
    )


def _copy_content(by: Actor, wrong: Proceeding, right: Proceeding) -> None:
    for offence in wrong.offences.order_by("pk"):
        _copy_offence(by, offence, right)
    copies: dict[UUID, UUID] = {}
    for measure in wrong.measures.order_by("pk"):  # a measure is made after the one it follows
        before = copies.get(measure.follows_id) if measure.follows_id else None
        copies[measure.pk] = _anew(measure, right, follows_id=before).pk


def _copy_offence(by: Actor, offence: Offence, right: Proceeding) -> None:
    with behind(SEXUAL_OFFENCES):
        detail = OffenceDetail.objects.filter(offence=offence).first()
    copy = _anew(offence, right)
    if detail:
        add_detail(by=by, offence=copy, circumstances=detail.circumstances)


def _anew(row: Any, right: Proceeding, **changed: UUID | None) -> Any:
    """A row saved once more, with an id of its own, under other proceedings."""
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    own = {"id": uuid7(), "person_id": right.person_id, "proceeding_id": right.pk}
    copy = type(row)(**{**values, **own, **changed})
    copy.save(force_insert=True)
    return copy
