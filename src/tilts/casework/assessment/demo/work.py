"""Work that fictional assessments leave to be done: what is due soon or late, and decisions."""

from collections.abc import Sequence
from datetime import date, timedelta

from tilts.casework.allocation.demo import officer_now
from tilts.casework.proceedings.moments import midnight
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.models import WorkItem

from ..cases import AGAIN, DECIDE, DUE
from ..due import next_due
from .days import ASSESSED
from .results import Made

SOON = timedelta(days=60)  # what is due later the demonstration leaves out
IN_PRISON = ("prison", "life")


def items_of(batch: Batch, course: Course, of_person: Sequence[Made]) -> list[WorkItem]:
    """What is open about a person's assessments."""
    stage = course.now
    if stage is None or stage.kind not in ASSESSED or stage.fate or stage.start > batch.today:
        return []
    due = _next(batch, course, stage, of_person)
    return ([due] if due else []) + [
        _open(one.found.course, stage, DECIDE.code, one.way[-1][2], case=one.assessment.case_ref())
        for one in of_person
        if one.state == "override_proposed"
    ]


def _next(batch: Batch, course: Course, stage: Stage, of_person: Sequence[Made]) -> WorkItem | None:
    final = next((one for one in of_person if one.state == "final"), None)
    if final is None and stage.kind not in IN_PRISON:
        return None
    if final is None:
        kind, since = DUE.code, stage.start
        due: date | None = due_date(course.country, DUE.deadline, since)
    else:
        kind, since = AGAIN.code, final.way[-1][2]
        again = next_due(course.country, final.assessment.level, final.assessment.assessed_on)
        anew = due_date(course.country, DUE.deadline, stage.start)  # who came again, in time
        due = max(again, anew) if again and anew else again
    if due is None or due > batch.today + SOON:
        return None
    owner = officer_now(batch, course, stage)
    return _open(course, stage, kind, since, due=due, owner_id=owner)


def _open(course: Course, stage: Stage, kind: str, since: date, **values: object) -> WorkItem:
    return WorkItem(
        kind=kind,
        person_id=course.person.pk,
        unit_id=stage.unit.pk,
        opened_at=midnight(since),
        opened_by=SERVICE_ID,
        **values,
    )
