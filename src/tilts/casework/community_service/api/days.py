"""Days of work are recorded, approved, judged, corrected and sent back."""

from typing import Any
from uuid import UUID

from tilts.casework.people.api.rows import opened
from tilts.platform.access.operations import ApiRequest, Made, may

from ..actions import approve_hours
from ..capabilities import RUN
from ..models import WorkEvent
from ..queries import one_line
from ..verbs import CORRECT, JUDGE, RECORD, SEND_BACK
from .router import DAY, ONE, case_of, done, router
from .shapes import (
    AbsenceJudgementIn,
    ApprovalIn,
    ApprovedOut,
    WorkCorrectionIn,
    WorkDayIn,
    WorkReasonIn,
)


def _day(request: ApiRequest, work_day_id: UUID) -> WorkEvent:
    event = one_line(work_day_id)
    opened(request, event.person_id)
    return event


def _timed(said: dict[str, Any]) -> dict[str, Any]:
    """Minutes as the form takes them: hours, and minutes beside."""
    hours, minutes = divmod(said["minutes"], 60)
    return {**said, "hours": hours, "minutes": minutes}


@router.post(
    "/community_service/approve",
    response=ApprovedOut,
    operation_id="community_service_approve",
    auth=may(RUN),
)
def approve(request: ApiRequest, body: ApprovalIn) -> Any:
    """Approve days that providers confirmed: all of them, or none."""
    events = [one_line(one) for one in body.days]
    return {"approved": approve_hours(by=request.actor, events=events)}


@router.post(
    f"{ONE}/days", response={201: Made}, operation_id="community_service_record", auth=may(RUN)
)
def record(request: ApiRequest, service_id: UUID, body: WorkDayIn) -> Any:
    """Record a day from the provider's sheet."""
    return done(request, RECORD, case_of(request, service_id), _timed(body.dict()))


@router.post(
    f"{DAY}/judge", response={201: Made}, operation_id="community_service_judge", auth=may(RUN)
)
def judge(request: ApiRequest, work_day_id: UUID, body: AbsenceJudgementIn) -> Any:
    """Say what kind of absence it was."""
    return done(request, JUDGE, _day(request, work_day_id), body.dict())


@router.post(
    f"{DAY}/correct", response={201: Made}, operation_id="community_service_correct", auth=may(RUN)
)
def correct(request: ApiRequest, work_day_id: UUID, body: WorkCorrectionIn) -> Any:
    """Say a day anew."""
    return done(request, CORRECT, _day(request, work_day_id), _timed(body.dict()))


@router.post(
    f"{DAY}/send_back",
    response={201: Made},
    operation_id="community_service_send_back",
    auth=may(RUN),
)
def send_back(request: ApiRequest, work_day_id: UUID, body: WorkReasonIn) -> Any:
    """The day does not count as it was said."""
    return done(request, SEND_BACK, _day(request, work_day_id), body.dict())
