"""Moves that want no more than perhaps a reason or a day: postpone, take up, cancel, reopen."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.proceedings.models import Ending
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move

from ..models import Service
from .approving import IS_OVER, close, finish_if_done, resume, stop_working
from .placing import place_again

OWN = ("register", "place", "leave_place", "send_motion", "go_on", "replace", "postpone")
ERRING = ("mark_error", "mark_wrong_person")
ENDED_MEASURE = ("completed", "replaced", "cancelled")  # it ended with them
OWN_STEP = Reason("own-step", _("More must be said for this. Take the step made for it."))
LATER = Reason("later", _("Choose a day that is still to come."))


def postpone(*, by: Actor, case: Service, until: date, reason: str) -> Service:
    """Put the work off until a day, on which the officer takes it up again."""
    refuse_if([LATER] if until <= timezone.localdate() else [])
    move(case=case, code="postpone", by=by, reason=reason, postponed_until=until)
    return case


def advance(*, by: Actor, case: Service, code: str, reason: str = "") -> Service:
    """Any other move that staff make."""
    declared = case.machine.moves.get(code)
    refuse_if([OWN_STEP] if declared is None or declared.is_system or code in OWN else [])
    refuse_if([IS_OVER] if code in ERRING and case.state in ENDED_MEASURE else [])
    was_ended = case.ended_on
    with act(f"community_service.{code}", by=by, reason=reason):
        move(case=case, code=code, by=by, reason=reason, **_changed_with(code))
        if code == "cancel":
            close(by=by, case=case, how=Ending.QUASHED, reason=reason)
        elif case.is_over:
            stop_working(by=by, case=case, reason=reason)
        if code == "reopen" and was_ended:
            resume(by=by, case=case, ended_on=was_ended)
        place_again(by=by, case=case)
        if code == "take_up":
            finish_if_done(by=by, case=case)
    return case


def _changed_with(code: str) -> dict[str, Any]:
    if code == "cancel":
        return {"ended_on": timezone.localdate()}
    return {"take_up": {"postponed_until": None}, "reopen": {"ended_on": None}}.get(code, {})
