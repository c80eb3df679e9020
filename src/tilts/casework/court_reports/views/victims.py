"""What the victim says, behind the wall: each look at it is written."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from tilts.casework.people.headers import person_header
from tilts.casework.people.models.around import VICTIMS
from tilts.casework.people.queries import open_person, walled_rows
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import refuse_if

from .. import verbs
from ..capabilities import HEAR_VICTIM
from ..guards import VICTIM_IN, why_not_hear
from ..queries import one_report, one_voice, victims_slice, voices_of
from .common import TAB, step


def _onwards(row: Any) -> tuple[str, UUID]:
    return "court_reports:victims", row.of_report_id


@door(HEAR_VICTIM)
def victims(request: Any, report_id: UUID) -> HttpResponse:
    """Victims on record, those invited for this report, what they said, or why nobody was."""
    case = one_report(report_id)
    refuse_if(why_not_hear(case, request.actor))
    person = open_person(request.actor, case.person_id, session=request.session)
    with victims_slice(request.actor, case):
        on_record, voices = walled_rows(VICTIMS, person), voices_of(case)
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "case": case,
        "on_record": on_record,
        "voices": voices,
        "may_hear": case.state in VICTIM_IN,
    }
    return render(request, "court_reports/victims.html", context)


def _of_report(request: Any, report_id: UUID, verb: Any) -> HttpResponse:
    case = one_report(report_id)
    refuse_if(why_not_hear(case, request.actor))
    return step(request, case, verb, onwards=_onwards, sealed=True)


@door(HEAR_VICTIM)
def invite(request: Any, report_id: UUID) -> HttpResponse:
    """Invite a victim."""
    return _of_report(request, report_id, verbs.INVITE)


@door(HEAR_VICTIM)
def waive(request: Any, report_id: UUID) -> HttpResponse:
    """Say why no victim is invited."""
    return _of_report(request, report_id, verbs.WAIVE)


@door(HEAR_VICTIM)
def voice(request: Any, voice_id: UUID) -> HttpResponse:
    """Note what a victim says."""
    one = one_voice(voice_id)
    case = one_report(one.of_report_id)
    refuse_if(why_not_hear(case, request.actor))
    return step(request, case, verbs.VOICE, one, onwards=_onwards, sealed=True)
