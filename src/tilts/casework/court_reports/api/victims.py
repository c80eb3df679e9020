"""API: what the victim says, as a slice of their wall; each read is a look."""

from typing import Any
from uuid import UUID

from tilts.platform.access.operations import ApiRequest, may
from tilts.platform.access.reasons import refuse_if
from tilts.platform.record.models import Way

from .. import verbs
from ..capabilities import HEAR_VICTIM
from ..guards import why_not_hear
from ..models import Report
from ..queries import one_voice, victims_slice, voices_of
from .routing import ONE, case_of, done, router, step
from .shapes import VictimInvitationIn, VictimVoiceIn, VictimVoiceOut, VictimWaiverIn


def _heard(request: ApiRequest, report_id: UUID) -> Report:
    """The report, for who may hear the victim; raises Refused."""
    case = case_of(request, report_id)
    refuse_if(why_not_hear(case, request.actor))
    return case


@router.get(
    f"{ONE}/victims",
    response=list[VictimVoiceOut],
    operation_id="court_reports_victims",
    auth=may(HEAR_VICTIM),
)
def victims(request: ApiRequest, report_id: UUID) -> Any:
    """Who was invited and what they say, for who writes or reads the report."""
    case = _heard(request, report_id)
    with victims_slice(request.actor, case, way=Way.API):
        return voices_of(case)


@step(f"{ONE}/victims", HEAR_VICTIM)
def invite(request: ApiRequest, report_id: UUID, body: VictimInvitationIn) -> Any:
    """Invite a victim."""
    return done(request, verbs.INVITE, _heard(request, report_id), body)


@step(f"{ONE}/victims/waiver", HEAR_VICTIM)
def waive(request: ApiRequest, report_id: UUID, body: VictimWaiverIn) -> Any:
    """Say why no victim is invited."""
    return done(request, verbs.WAIVE, _heard(request, report_id), body)


@step("/court-report-voices/{uuid:voice_id}", HEAR_VICTIM)
def voice(request: ApiRequest, voice_id: UUID, body: VictimVoiceIn) -> Any:
    """Note what a victim says."""
    one = one_voice(voice_id)
    _heard(request, one.of_report_id)
    return done(request, verbs.VOICE, one, body)
