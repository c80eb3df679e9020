"""A report goes on, and what is due at its new stage becomes somebody's work."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.actions import close_work_of, move, open_item
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.kinds import kinds
from tilts.platform.workflow.queries import items_of_case

from ..cases import DUE, INVITE, WRITE_IT
from ..models import Report


def advance(*, by: Actor, case: Report, code: str, reason: str = "") -> Report:
    """Take a report one step on; a step that needs more has an action of its own."""
    cleared = {"no_interview": ""} if code == "interview_after_all" else {}
    return go_on(by=by, case=case, code=code, reason=reason, **cleared)


def go_on(*, by: Actor, case: Report, code: str, reason: str = "", **details: Any) -> Report:
    """Move a report with its details, and let its work follow."""
    with transaction.atomic():
        move(case=case, code=code, by=by, reason=reason, **details)
        keep_work(by=by, case=case)
    return case


def keep_work(*, by: Actor, case: Report) -> None:
    """What is due at a stage is open with its day, once; what is not due any more is closed."""
    if case.is_over:
        return  # the move closed everything
    due = [code for code in DUE.get(case.state, ()) if not (code == INVITE.code and case.victim)]
    with seen_by(SERVICE):
        there = {item.kind: item for item in items_of_case(case)}
    if case.state == "suspended":
        if there:
            return  # all waits as it is, whosever it is
        due = [WRITE_IT.code]  # what was reopened is due as ever
    over = [kinds()[code] for code in there if code not in due]
    moved = [kinds()[c] for c in due if c in there and there[c].owner_id != case.work_owner()]
    close_work_of(by=by, case=case.case_ref(), kinds=[*over, *moved])
    for code in due:
        if code not in there or kinds()[code] in moved:
            open_item(
                by=by,
                kind=kinds()[code],
                person=case.person_id,
                unit=case.unit,
                owner=case.work_owner(),
                case=case.case_ref(),
                due=_day(case, code),
            )


def _day(case: Report, code: str) -> date:
    """The day by which a piece of work is done."""
    if code == WRITE_IT.code:
        return case.due_on
    start = case.requested_on if code == INVITE.code else timezone.localdate()
    return due_date(case.country, kinds()[code].deadline, start)
