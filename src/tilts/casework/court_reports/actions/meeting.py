"""The interview: arranged, held, or sought in vain."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..capabilities import WRITE
from ..guards import BEFORE_REQUEST, FUTURE, NOT_WRITTEN_NOW, PAST, why_not_given_up
from ..models import Attempt, Report
from .moving import go_on

SOUGHT_IN = ("assigned", "interview_scheduled", "letter")


@dataclass(frozen=True, kw_only=True)
class Interview:
    """When the person was interviewed, and what matters of how: who was there, the language."""

    on: date
    note: str = ""


def arrange(*, by: Actor, case: Report, at: datetime, place: str) -> Report:
    """Say when and where the person is interviewed, today or later; said again, it is moved."""
    refuse_if([PAST] if timezone.localdate(at) < timezone.localdate() else [])
    return go_on(by=by, case=case, code="arrange", interview_at=at, place=place)


def hold_interview(*, by: Actor, case: Report, what: Interview) -> Report:
    """Say that the person was interviewed."""
    _refuse_day(case, what.on)
    told: dict[str, Any] = {"interviewed_on": what.on, "interview_note": what.note}
    return go_on(by=by, case=case, code="interview", **told)


def note_attempt(*, by: Actor, case: Report, on: date, how: str, came_of: str) -> Attempt:
    """Note something that was tried to meet the person."""
    require(by, WRITE, case.person_id)
    refuse_if([] if case.state in SOUGHT_IN else [NOT_WRITTEN_NOW])
    _refuse_day(case, on)
    tried = Attempt(person_id=case.person_id, of_report=case, on=on, by=how, came_of=came_of)
    with act("court_reports.note_attempt", by=by):
        tried.save(force_insert=True)
    return tried


def give_up(*, by: Actor, case: Report, why: str) -> Report:
    """There is no interview: a letter tells the authority, with what was tried."""
    with transaction.atomic():
        refuse_if(why_not_given_up(case, why))
        return go_on(by=by, case=case, code="no_interview", no_interview=why)


def _refuse_day(case: Report, day: date) -> None:
    ahead = [FUTURE] if day > timezone.localdate() else []
    refuse_if(ahead or ([BEFORE_REQUEST] if day < case.requested_on else []))
