"""Proceedings move from stage to stage."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move

from .. import catalogue
from ..models import Ending, Placement, Proceeding
from ..moments import midnight, why_not_past
from .convictions import follow_conviction
from .placing import leave
from .sentencing import end_running

WITHIN_TERM = Reason("within-term", _("On this day the judgment could still be appealed."))
JUDGED_TOO_EARLY = Reason("judged-too-early", _("The offence lies after this judgment."))
OWN_STEPS = ("record_judgment", "enter_into_force", "mark_wrong_person")
OWN_STEP = Reason("own-step", _("More must be said for this. Take the step made for it."))


def record_judgment(
    *, by: Actor, proceeding: Proceeding, judged_on: date, reason: str = ""
) -> Proceeding:
    """The court has found the person guilty of what is recorded; it may be appealed."""
    later = proceeding.offences.filter(committed_on__gt=judged_on).exists()
    refuse_if(why_not_past(judged_on) + ([JUDGED_TOO_EARLY] if later else []))
    at = midnight(judged_on)
    move(
        case=proceeding,
        code="record_judgment",
        by=by,
        reason=reason,
        effective_at=at,
        judged_on=judged_on,
    )
    return proceeding


def enter_into_force(*, by: Actor, proceeding: Proceeding, in_force_on: date) -> Proceeding:
    """The judgment is final: its measures are in force, and the person counts as convicted."""
    refuse_if(why_not_past(in_force_on))
    judged_on = proceeding.judged_on
    if judged_on and in_force_on <= catalogue.appeal_ends(proceeding.country, judged_on):
        refuse_if([WITHIN_TERM])
    with act("proceedings.enter_into_force", by=by, effective_at=midnight(in_force_on)):
        move(
            case=proceeding,
            code="enter_into_force",
            by=by,
            effective_at=midnight(in_force_on),
            in_force_on=in_force_on,
        )
        imposed = proceeding.measures.filter(imposed_on__gte=judged_on, ended_on=None)
        imposed.update(in_force_on=in_force_on)
        follow_conviction(by=by, person_id=proceeding.person_id)
    return proceeding


def advance(*, by: Actor, proceeding: Proceeding, code: str, reason: str = "") -> Proceeding:
    """Any other move of proceedings, with what follows from it for measures and the person."""
    refuse_if([OWN_STEP] if code in OWN_STEPS else [])
    today, running = timezone.localdate(), proceeding.measures.all()
    with act(f"proceedings.{code}", by=by, reason=reason):
        move(case=proceeding, code=code, by=by, reason=reason)
        if code in ("acquit", "terminate"):
            end_running(by=by, measures=running, on=today, how=Ending.QUASHED)
        if code == "transfer_abroad":
            end_running(by=by, measures=running, on=today, how=Ending.TRANSFERRED)
            abroad = Placement.Ended.TRANSFER
            leave(by=by, person_id=proceeding.person_id, on=today, how=abroad)
        follow_conviction(by=by, person_id=proceeding.person_id)
    return proceeding
