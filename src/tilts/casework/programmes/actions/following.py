"""What follows for people's programmes from enrolments, attendance, and a new officer."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.platform.gatherings.actions import end_enrolment
from tilts.platform.gatherings.models import ATTENDED, Attendance, Ended, Enrolment
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import react
from tilts.platform.workflow.machines import targets
from tilts.platform.workflow.passing_on import pass_on_cases

from ..delivery.gathered import KIND
from ..delivery.guards import of_person
from ..delivery.progress import dose_of, last_day_of, running, wants_place
from ..delivery.queries import going_on
from ..models import Participation
from .telling import tell_the_plan

AFTER = {Ended.COMPLETED: "complete", Ended.WITHDREW: "left", Ended.EXCLUDED: "sent_off"}


def follow_enrolment(*, by: Actor, enrolment: Enrolment) -> None:
    """Who waited has a place. The enrolment goes on the journey of the referral, with its days.

    Its row is written under the act that enrols: the record would take an act within it as earlier.
    """
    template = enrolment.series.template
    if template.kind != KIND:
        return
    mine = of_person(Participation, enrolment.party_id).filter(programme=template.code)
    inorder = mine.select_related("unit__agency").order_by("waiting_since", "pk")
    found = next((one for one in inorder if wants_place(one)), None)
    if found is None:
        return
    enrolment.journey = found.journey
    enrolment.waiting_since = min(found.waiting_since, enrolment.began_on)
    enrolment.save()
    if found.state == "waiting":
        react(case=found, code="place", by=by)
        if found.started_on:  # they go on after an interruption
            react(case=found, code="start", by=by)


def follow_end(*, by: Actor, enrolment: Enrolment) -> None:
    """An enrolment ended on the page of its group: the case goes where its end says."""
    if enrolment.ended_how in (Ended.MOVED, Ended.DIED):
        return  # they go on elsewhere, or the death is told to every case
    case = _case_on(enrolment.journey)
    code = AFTER.get(Ended(enrolment.ended_how), "lose_place")
    if case is None or not targets(case.machine, code, case.state):
        return
    over: dict[str, Any] = {} if code == "lose_place" else {"ended_on": timezone.localdate()}
    react(case=case, code=code, by=by, reason=enrolment.ended_because, **over)
    tell_the_plan(by=by, case=case)


def follow_attendance(*, by: Actor, enrolments: Iterable[UUID]) -> None:
    """Whoever attended the first session has begun, and whoever attended each one is done."""
    rows = Enrolment.plain.filter(pk__in=list(enrolments), series__template__kind=KIND)
    for journey in rows.values_list("journey", flat=True).order_by("pk"):
        case = _case_on(journey)
        if case is not None:
            _follow_sessions(by, case)


def _case_on(journey: UUID) -> Participation | None:
    rows: Any = Participation.plain.filter(journey=journey)
    found: Participation | None = rows.select_related("unit__agency", "person").first()
    return found


def _follow_sessions(by: Actor, case: Participation) -> None:
    first = _first_day(case)
    if case.state == "scheduled" and first:
        react(case=case, code="start", by=by, started_on=case.started_on or first)
        tell_the_plan(by=by, case=case)
    if case.state == "on_programme" and dose_of(case).is_done:
        react(case=case, code="complete", by=by, ended_on=_last_day(case))
        tell_the_plan(by=by, case=case)
        if enrolment := running(case):
            day = last_day_of(enrolment)
            end_enrolment(by=SERVICE, enrolment=enrolment, on=day, how=Ended.COMPLETED)


def _first_day(case: Participation) -> date | None:
    days = _days(case)
    return min(days) if days else None


def _last_day(case: Participation) -> date:
    return max(_days(case))


def _days(case: Participation) -> list[date]:
    came = Attendance.plain.filter(enrolment__journey=case.journey, outcome__in=ATTENDED)
    return [timezone.localdate(one) for one in came.values_list("session__starts_at", flat=True)]


def pass_on(*, by: Actor, person_id: UUID, to: Staff, unit: Unit) -> None:
    """Somebody else is responsible from now on: referrals wait there, with the days waited."""
    cases = [one for rows in going_on([person_id]).values() for one in rows]
    if not cases:
        return
    with act("programmes.pass_on", by=by):
        pass_on_cases(cases, to=to, unit=unit)
