"""What is due of fictional reports that are under way."""

from collections.abc import Iterator
from datetime import timedelta

from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.kinds import kinds
from tilts.platform.workflow.models import WorkItem

from ..cases import DUE, INVITE, WRITE_IT
from .stages import Told


def items_of(told: Told) -> Iterator[WorkItem]:
    """Open work at the stage of a report, by its own deadlines."""
    case, begun = told.case, told.past.steps[-1].at if told.past.steps else told.past.began
    for code in DUE.get(case.state, ()):
        if code == INVITE.code and case.victim:
            continue
        deadline, day = kinds()[code].deadline, (begun + timedelta(hours=12)).date()
        start = case.requested_on if code == INVITE.code else day
        yield WorkItem(
            kind=code,
            person_id=case.person_id,
            unit=case.unit,
            owner_id=case.work_owner(),
            case=case.case_ref(),
            due=case.due_on if code == WRITE_IT.code else due_date(case.country, deadline, start),
            opened_at=begun,
            opened_by=SERVICE_ID,
        )
