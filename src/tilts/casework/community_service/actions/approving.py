"""Officers approve hours, judge absences, correct and send back; the last hour ends the case."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.casework.proceedings.actions import end_measure
from tilts.casework.proceedings.models import Ending
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import react
from tilts.platform.workflow.machines import targets
from tilts.platform.workflow.moves import REASON_MISSING

from ..capabilities import RUN
from ..choices import JUDGED, Step, Went
from ..hours_guards import Day, why_not_approve
from ..models import Service, WorkEvent
from ..placing_guards import placement_now
from ..saying import balance_now, hold, last_of, lines_of, why_not_day
from .hours import say_again
from .placing import end_placement

IS_OVER = Reason("is-over", _("This case is over. Reopen it first."))
NOT_AN_ABSENCE = Reason("not-an-absence", _("Only an absence is judged, as one of its kinds."))


def approve_hours(*, by: Actor, events: Sequence[WorkEvent]) -> int:
    """Approve what providers confirmed, of one or many people at once; returns how many days.

    All of them, or none: what stands in the way of one is said. Whoever has done every hour is
    done.
    """
    for person in {event.person_id for event in events}:
        require(by, RUN, person)
    with act("community_service.approve_hours", by=by):
        cases = [hold(case) for case in sorted({event.service_id for event in events})]
        for event in events:
            last = last_of(event)
            refuse_if(why_not_approve(last))
            say_again(by=by, event=last, step=Step.APPROVED)
        for case in cases:
            finish_if_done(by=by, case=case)
    return len(events)


def judge_absence(*, by: Actor, event: WorkEvent, went: str, note: str = "") -> WorkEvent:
    """Say what kind of absence it was. What the service or provider caused counts nothing."""
    require(by, RUN, event.person_id)
    absent = event.went != Went.WORKED and event.step != Step.SENT_BACK
    refuse_if([] if absent and went in JUDGED else [NOT_AN_ABSENCE])
    refuse_if([REASON_MISSING] if went == Went.UNACCEPTABLE and not note.strip() else [])
    with act("community_service.judge_absence", by=by):
        hold(event.service_id)
        return say_again(
            by=by, event=last_of(event), step=Step.APPROVED, went=went, note=note[:500]
        )


def send_back(*, by: Actor, event: WorkEvent, reason: str) -> WorkEvent:
    """The day does not count as it was said. It can be recorded anew."""
    require(by, RUN, event.person_id)
    refuse_if([] if reason.strip() else [REASON_MISSING])
    with act("community_service.send_back", by=by, reason=reason):
        case, last = hold(event.service_id), last_of(event)
        refuse_if(_why_not_undo(case, last))
        return say_again(by=by, event=last, step=Step.SENT_BACK, note=reason[:500])


def correct_hours(*, by: Actor, event: WorkEvent, what: Day, reason: str) -> WorkEvent:
    """Say a day anew, approved as the officer says it; what was said before stays in the record."""
    require(by, RUN, event.person_id)
    refuse_if([] if reason.strip() else [REASON_MISSING])
    with act("community_service.correct_hours", by=by, reason=reason):
        case, last = hold(event.service_id), last_of(event)
        refuse_if(_why_not_undo(case, last))
        refuse_if(why_not_day(case, last.placement, what, besides=event.line))
        again = say_again(by=by, event=last, step=Step.APPROVED, **vars(what))
        finish_if_done(by=by, case=case)
    return again


def _why_not_undo(case: Service, last: WorkEvent) -> Reasons:
    """What completed a case is not taken back while it is over."""
    return [IS_OVER] if case.is_over and last.step == Step.APPROVED else []


def finish_if_done(*, by: Actor, case: Service) -> None:
    """With the last hour approved the case is complete, the placement over, the measure served."""
    if (
        not targets(case.machine, "complete", case.state)
        or balance_now(case, lines_of(case)).remaining
    ):
        return
    today = timezone.localdate()
    react(case=case, code="complete", by=by, ended_on=today)
    close(by=by, case=case, how=Ending.SERVED, reason=_("Every hour is done."))


def close(*, by: Actor, case: Service, how: Ending, reason: str) -> None:
    """What follows for placement and measure when a case is over: it ends on the same day."""
    stop_working(by=by, case=case, reason=reason)
    measure, day = case.measure, case.ended_on or timezone.localdate()
    if measure.ended_on is None:
        end_measure(by=by, measure=measure, ended_on=day, how=how, reason=reason)


def resume(*, by: Actor, case: Service, ended_on: date) -> None:
    """The measure that ended with its case runs again when that is reopened."""
    measure = case.measure
    if measure.ended_on == ended_on:
        with act("community_service.resume_measure", by=by):
            measure.ended_on, measure.ended_how = None, ""
            measure.save()


def stop_working(*, by: Actor, case: Service, reason: str) -> None:
    """Nobody is expected at work any more."""
    placement = placement_now(case)
    if placement:
        end_placement(by=by, placement=placement, reason=reason)
