"""Absences are answered in steps: explanation, warning, motion, and what the court decides."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.proceedings.models import Ending
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move

from ..capabilities import RUN
from ..choices import GOES_ON, REPLACED, Response
from ..guards import why_not_warn
from ..models import Answer, Service
from ..receiving_guards import FUTURE
from .approving import IS_OVER, close, finish_if_done
from .placing import place_again

NO_WORDS = Reason("no-words", _("Say it in words."))


@dataclass(frozen=True, kw_only=True)
class Words:
    """What was said on a day; by which authority and under which reference, of a court."""

    text: str
    said_on: date
    authority: str = ""
    reference: str = ""


def note_explanation(*, by: Actor, case: Service, what: Words) -> Answer:
    """Note what the person says of their absence, in their words, or that they said nothing."""
    return _kept(by, _answer(by, case, Response.EXPLANATION, what))


def warn(*, by: Actor, case: Service, what: Words) -> Answer:
    """Warn somebody who was absent unacceptably and was heard."""
    why_not = why_not_warn(case, what.said_on)
    return _kept(by, _answer(by, case, Response.WARNING, what, *why_not))


def send_motion(*, by: Actor, case: Service, what: Words) -> Answer:
    """Ask the court to replace the work; until it decides nobody places the person anew."""
    with act("community_service.send_motion", by=by):
        move(case=case, code="send_motion", by=by)
        row = _answer(by, case, Response.MOTION, what)
        row.save(force_insert=True)
    return row


def record_decision(*, by: Actor, case: Service, outcome: str, what: Words) -> Answer:
    """Record what the court decided: the work goes on, or it is replaced."""
    with act("community_service.record_decision", by=by):
        code = "replace" if outcome == REPLACED else "go_on"
        told: dict[str, Any] = {"ended_on": what.said_on} if outcome == REPLACED else {}
        move(case=case, code=code, by=by, reason=what.text, **told)
        row = _answer(by, case, Response.DECISION, what, outcome=outcome)
        row.save(force_insert=True)
        if outcome == REPLACED:
            close(by=by, case=case, how=Ending.REPLACED, reason=what.text)
        if outcome == GOES_ON:
            place_again(by=by, case=case)
            finish_if_done(by=by, case=case)
    return row


def _answer(
    by: Actor, case: Service, kind: str, what: Words, *more: Reason, outcome: str = ""
) -> Answer:
    """What was said, to be kept; refused where it cannot be so."""
    require(by, RUN, case.person_id)
    checks = (
        (what.said_on > timezone.localdate(), FUTURE),
        (not what.text.strip(), NO_WORDS),
        (case.is_over and kind != Response.DECISION, IS_OVER),
    )
    refuse_if([*(reason for wrong, reason in checks if wrong), *more])
    return Answer(person_id=case.person_id, service=case, kind=kind, outcome=outcome, **vars(what))


def _kept(by: Actor, row: Answer) -> Answer:
    with act("community_service.answer", by=by):
        row.save(force_insert=True)
    return row
