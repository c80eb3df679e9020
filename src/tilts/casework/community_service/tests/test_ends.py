"""How community service ends, and what stays true of a case that is over."""

from typing import Any

import pytest

from tilts.casework.community_service.actions import (
    advance,
    approve_hours,
    correct_hours,
    judge_absence,
    leave_place,
    postpone,
    record_decision,
    record_hours,
    send_back,
)
from tilts.casework.community_service.actions.evading import Words
from tilts.casework.community_service.hours_guards import Day
from tilts.casework.community_service.models import Placement, Service
from tilts.casework.community_service.queries import awaiting, balances
from tilts.casework.community_service.saying import last_of, lines_of
from tilts.casework.proceedings.models import Measure
from tilts.platform.access.reasons import Refused
from tilts.platform.workflow.queries import items_of_case
from tilts.platform.workflow.state_check import state_faults

from .at_work import NINE, TODAY, AtWork, codes, days_ago, now, said
from .test_case import motion

pytestmark = pytest.mark.django_db
FORTY_HOURS = 2400


def refused(call: Any, **given: Any) -> list[str]:
    with pytest.raises(Refused) as no:
        call(**given)
    return codes(no)


def nearly_done(at_work: AtWork) -> Placement:
    """Forty hours, of which the last eight wait to be approved."""
    case = at_work.registered(at_work.received(at_work.measure(minutes=FORTY_HOURS)))
    placement = at_work.placed(case)
    for day in range(2, 6):
        at_work.approved(placement, days_ago(day), 480)
    at_work.worked(placement, days_ago(1), 480)
    return placement


def done(at_work: AtWork) -> Placement:
    placement = nearly_done(at_work)
    approve_waiting(at_work, placement)
    return placement


def approve_waiting(at_work: AtWork, placement: Placement) -> None:
    events = [one for one in lines_of(placement.service) if one.step == "confirmed"]
    approve_hours(by=at_work.officer, events=events)


def what_is_left(case: Service) -> tuple[str, int, int, str]:
    """State, open placements, open work, and how the measure ended."""
    open_places = Placement.plain.filter(service=case, until=None).count()
    measure = Measure.objects.get(pk=case.measure_id)
    return now(case).state, open_places, items_of_case(case).count(), measure.ended_how


def test_the_last_hour_is_approved_between_two_places(at_work):
    placement = nearly_done(at_work)
    leave_place(by=at_work.officer, case=now(placement.service), reason="The park closed.")
    approve_waiting(at_work, placement)
    assert what_is_left(placement.service) == ("completed", 0, 0, "served")
    assert state_faults([Service]) == []


def test_the_last_hour_is_approved_while_it_is_postponed(at_work):
    placement = nearly_done(at_work)
    case = now(placement.service)
    postpone(by=at_work.officer, case=case, until=days_ago(-9), reason="Ill.")
    approve_waiting(at_work, placement)
    assert what_is_left(case)[0] == "postponed"
    advance(by=at_work.officer, case=now(case), code="take_up")
    assert what_is_left(case) == ("completed", 0, 0, "served")


def test_the_last_hour_is_approved_while_the_court_decides(at_work):
    placement = motion(at_work)
    case = now(placement.service)
    what = Words(text="It goes on.", said_on=TODAY, authority="Court")
    record_decision(by=at_work.officer, case=case, outcome="goes-on", what=what)
    assert what_is_left(case)[:2] == ("working", 1)


@pytest.mark.parametrize(
    ("code", "state", "ended_how"),
    [
        ("cancel", "cancelled", "quashed"),
        ("mark_error", "entered_in_error", ""),
        ("mark_wrong_person", "wrong_person", ""),
    ],
)
def test_whoever_is_not_to_work_any_more_has_no_place(at_work, code, state, ended_how):
    placement = at_work.placed()
    advance(by=at_work.head, case=placement.service, code=code, reason="Not so.")
    assert what_is_left(placement.service) == (state, 0, 0, ended_how)
    assert (now(placement).until, now(placement).ended_because) == (TODAY, "Not so.")


def test_a_place_that_an_error_took_is_free_again(at_work):
    provider = at_work.provider(places=1)
    placement = at_work.placed(provider=provider)
    advance(by=at_work.head, case=placement.service, code="mark_error", reason="Mistyped.")
    assert at_work.placed(provider=provider, since=TODAY).provider == provider


def test_what_completed_a_case_is_not_taken_back_while_it_is_over(at_work):
    placement = done(at_work)
    event = lines_of(placement.service)[0]
    what = Day(day=event.day, begins=NINE, minutes=60)
    given = {"by": at_work.officer, "event": event, "reason": "Left early."}
    assert refused(correct_hours, what=what, **given) == ["is-over"]
    assert refused(send_back, **given) == ["is-over"]
    assert said(event.line)[-1] == ("approved", "worked", 480)
    case = now(placement.service)
    advance(by=at_work.head, case=case, code="reopen", reason="A day was not theirs.")
    send_back(**given)
    assert balances([case], TODAY)[case.pk].remaining == 480


def test_what_still_waits_when_a_case_is_over_can_be_settled(at_work):
    placement = at_work.placed()
    at_work.worked(placement, days_ago(1))
    absent = Day(day=days_ago(2), went="absent")
    record_hours(by=at_work.officer, placement=placement, what=absent)
    case = now(placement.service)
    advance(by=at_work.officer, case=case, code="cancel", reason="Pardoned.")
    waiting = awaiting(at_work.officer)
    assert [one.went for one in waiting] == ["worked", "absent"]
    approve_hours(by=at_work.officer, events=waiting[:1])
    judge_absence(by=at_work.officer, event=waiting[1], went="excused")
    assert awaiting(at_work.officer) == []
    assert what_is_left(case) == ("cancelled", 0, 0, "quashed")


def test_a_day_sent_back_is_no_absence_to_be_judged(at_work):
    placement = at_work.placed()
    absent = Day(day=days_ago(2), went="absent")
    event = record_hours(by=at_work.officer, placement=placement, what=absent)
    send_back(by=at_work.officer, event=event, reason="Another person.")
    last = lines_of(placement.service)[0]
    given = {"by": at_work.officer, "event": last, "went": "unacceptable", "note": "x"}
    assert refused(judge_absence, **given) == ["not-an-absence"]
    assert said(event.line)[-1] == ("sent-back", "absent", 0)


def test_nothing_is_recorded_of_who_is_done(at_work):
    placement = done(at_work)
    what = Day(day=days_ago(9), begins=NINE, minutes=60)
    given = {"by": at_work.officer, "placement": now(placement), "what": what}
    assert refused(record_hours, **given) == ["not-working"]


def test_reopened_and_completed_again_the_measure_ends_once(at_work):
    placement = done(at_work)
    case = now(placement.service)
    advance(by=at_work.head, case=case, code="reopen", reason="A day was not theirs.")
    event = lines_of(case)[0]
    what = Day(day=event.day, begins=NINE, minutes=479)
    correct_hours(by=at_work.officer, event=event, what=what, reason="A minute less.")
    assert what_is_left(case) == ("registered", 0, 1, "")
    again = Day(day=event.day, begins=NINE, minutes=480)
    correct_hours(by=at_work.officer, event=last_now(event), what=again, reason="It was so.")
    assert what_is_left(case) == ("completed", 0, 0, "served")


def last_now(event: Any) -> Any:
    """What was said last of the same day."""
    rows = type(event).plain.filter(line=event.line)
    return last_of(rows.order_by("-number")[0])
