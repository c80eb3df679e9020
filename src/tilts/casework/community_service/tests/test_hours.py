"""Hours: recorded, confirmed, approved; corrected anew; refused with what would be possible."""

from contextlib import suppress
from datetime import time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.casework.community_service.actions import (
    approve_hours,
    confirm_hours,
    correct_hours,
    judge_absence,
    leave_place,
    record_at_provider,
    record_hours,
    send_back,
)
from tilts.casework.community_service.hours_guards import Day
from tilts.casework.community_service.models import WorkEvent
from tilts.casework.community_service.saying import balance_now, lines_of
from tilts.platform.access.reasons import Refused
from tilts.platform.record.models import Act
from tilts.platform.workflow.state_check import state_faults

from .at_work import FIVE, NINE, TODAY, codes, days_ago, new_key, now, said

pytestmark = pytest.mark.django_db


def refused(call, **given):
    with pytest.raises(Refused) as no:
        call(**given)
    return codes(no), str(no.value.reasons[0].text)


def test_from_the_providers_phone_to_the_balance(at_work):
    placement = at_work.placed()
    link, _token = at_work.link(placement.provider)
    by, what = at_work.at(link), Day(day=TODAY, begins=NINE, minutes=240, quality="good")
    event = record_at_provider(by=by, link=link, placement=placement, what=what, key=new_key())
    case = now(placement.service)
    assert (case.state, case.started_on) == ("working", TODAY)
    assert confirm_hours(by=by, link=link, lines=[event.line]) == 1
    (line,) = lines_of(case)
    assert approve_hours(by=at_work.officer, events=[line]) == 1
    assert said(event.line) == [
        ("recorded", "worked", 240), ("confirmed", "worked", 240), ("approved", "worked", 240),
    ]  # fmt: skip
    rows = WorkEvent.plain.filter(line=event.line).order_by("number")
    assert [row.said_by_id for row in rows] == [by.party, by.party, at_work.staff.pk]
    found = balance_now(case, lines_of(case))
    assert (found.credited, found.remaining, found.waiting) == (240, 3360, 0)
    assert state_faults([type(case)]) == []


def test_each_step_is_an_act_by_whom_it_was(at_work):
    placement = at_work.placed()
    link, _token = at_work.link(placement.provider)
    by, what = at_work.at(link), Day(day=TODAY, begins=NINE, minutes=60)
    event = record_at_provider(by=by, link=link, placement=placement, what=what, key=new_key())
    confirm_hours(by=by, link=link, lines=[event.line])
    acts = Act.objects.filter(actor_kind="guest").order_by("recorded_at")
    assert [(one.kind, one.actor_id) for one in acts] == [
        (kind, link.contact_id)
        for kind in (
            "workflow.close_work",
            "workflow.open_item",
            "community_service.start",
            "community_service.record_hours",
            "community_service.confirm_hours",
        )
    ]


def test_the_same_form_sent_twice_says_it_once(at_work):
    placement, key = at_work.placed(), new_key()
    what = Day(day=days_ago(1), begins=NINE, minutes=60)
    first = record_hours(by=at_work.officer, placement=placement, what=what, key=key)
    again = record_hours(by=at_work.officer, placement=placement, what=what, key=key)
    assert (again.pk, WorkEvent.plain.count()) == (first.pk, 1)


@pytest.mark.parametrize(
    ("what", "code", "text"),
    [
        (
            Day(day=TODAY + timedelta(days=1), begins=NINE, minutes=60),
            "future",
            "This day is still to come. Record it when it is over.",
        ),
        (Day(day=TODAY, minutes=60), "no-minutes", "Say how long the person worked."),
        (Day(day=TODAY, begins=NINE), "no-minutes", "Say how long the person worked."),
        (
            Day(day=TODAY, begins=time(0, 0), minutes=481),
            "beyond-day",
            "On one day at most 8 h count. With this it would be 8 h 1 min.",
        ),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_the_reason(at_work, what, code, text):
    placement = at_work.placed()
    given = {"by": at_work.officer, "placement": placement, "what": what}
    assert refused(record_hours, **given) == ([code], text)
    assert WorkEvent.plain.count() == 0


def test_hours_beyond_the_order_say_what_is_left(at_work):
    placement = at_work.placed()
    for day in range(1, 8):
        at_work.worked(placement, days_ago(day), 480)
    what = Day(day=days_ago(8), begins=NINE, minutes=241)
    given = {"by": at_work.officer, "placement": placement, "what": what}
    assert refused(record_hours, **given) == (
        ["beyond-order"], "That is more than was ordered: 4 h can still be recorded.",
    )  # fmt: skip
    at_work.worked(placement, days_ago(8), 240)


def test_a_day_outside_the_placement_says_when_it_is(at_work):
    placement = at_work.placed(since=days_ago(3))
    what = Day(day=days_ago(4), begins=NINE, minutes=60)
    code, text = refused(record_hours, by=at_work.officer, placement=placement, what=what)
    assert (code, text.startswith("They work there from")) == (["outside"], True)


def test_twice_the_same_time_and_a_second_shift(at_work):
    placement = at_work.placed()
    at_work.worked(placement, days_ago(1), 120)
    again = Day(day=days_ago(1), begins=time(10, 59), minutes=60)
    code, _text = refused(record_hours, by=at_work.officer, placement=placement, what=again)
    assert code == ["twice"]
    at_work.worked(placement, days_ago(1), 120, begins=time(11))
    absent = Day(day=days_ago(2), went="absent")
    record_hours(by=at_work.officer, placement=placement, what=absent)
    assert refused(record_hours, by=at_work.officer, placement=placement, what=absent)[0] == [
        "twice"
    ]


def test_nothing_is_taken_as_unacceptable_before_the_officer_said_so(at_work):
    placement = at_work.placed()
    what = Day(day=days_ago(1), went="absent")
    event = record_hours(by=at_work.officer, placement=placement, what=what, signed=True)
    assert refused(approve_hours, by=at_work.officer, events=[event])[0] == ["to-judge"]
    without = {"by": at_work.officer, "event": event, "went": "unacceptable"}
    assert refused(judge_absence, **without)[0] == ["reason-missing"]
    assert refused(judge_absence, **{**without, "went": "worked"})[0] == ["not-an-absence"]
    judge_absence(by=at_work.officer, event=event, went="no-work")
    assert said(event.line)[-1] == ("approved", "no-work", 0)


def test_a_correction_is_said_anew_and_the_old_words_stay(at_work):
    placement = at_work.placed()
    event = at_work.worked(placement, days_ago(1), 240)
    approve_hours(by=at_work.officer, events=[event])
    (last,) = lines_of(placement.service)
    what = Day(day=days_ago(1), begins=NINE, minutes=180)
    correct_hours(by=at_work.officer, event=last, what=what, reason="Left early.")
    assert said(event.line) == [
        ("recorded", "worked", 240), ("confirmed", "worked", 240), ("approved", "worked", 240),
        ("approved", "worked", 180),
    ]  # fmt: skip
    assert refused(correct_hours, by=at_work.officer, event=last, what=what, reason="Again")[0] == [
        "meanwhile"
    ]
    with pytest.raises(TypeError):
        last.save()


def test_what_was_sent_back_gives_its_time_free(at_work):
    placement = at_work.placed()
    event = at_work.worked(placement, days_ago(1), 240)
    assert refused(send_back, by=at_work.officer, event=event, reason=" ")[0] == ["reason-missing"]
    gone = send_back(by=at_work.officer, event=event, reason="Another person.")
    assert refused(approve_hours, by=at_work.officer, events=[gone])[0] == ["not-confirmed"]
    at_work.worked(placement, days_ago(1), 240)
    found = balance_now(placement.service, lines_of(placement.service))
    assert (found.waiting, found.unsaid) == (240, 3360)


def test_the_last_hour_completes_the_case_its_placement_and_its_measure(at_work):
    placement = at_work.placed(at_work.registered(at_work.received(at_work.measure(minutes=2400))))
    events = [at_work.worked(placement, days_ago(day), 480) for day in range(1, 6)]
    approve_hours(by=at_work.officer, events=events[:4])
    assert now(placement.service).state == "working"
    approve_hours(by=at_work.officer, events=events[4:])
    case = now(placement.service)
    assert (case.state, case.ended_on) == ("completed", TODAY)
    assert (now(placement).until, now(placement).ended_because) == (TODAY, "Every hour is done.")
    measure = now(case.measure)
    assert (measure.ended_on, measure.ended_how) == (TODAY, "served")
    assert state_faults([type(case)]) == []


def test_many_are_approved_at_once_or_none(at_work):
    first, second = at_work.placed(), at_work.placed()
    good = at_work.worked(first, days_ago(1))
    what = Day(day=days_ago(1), begins=NINE, minutes=60)
    bad = record_hours(by=at_work.officer, placement=second, what=what)
    assert refused(approve_hours, by=at_work.officer, events=[good, bad])[0] == ["not-confirmed"]
    assert said(good.line)[-1][0] == "confirmed"
    better = at_work.worked(second, days_ago(2))
    assert approve_hours(by=at_work.officer, events=[good, better]) == 2
    assert refused(approve_hours, by=at_work.officer, events=[good])[0] == ["meanwhile"]


def test_who_does_not_work_now_has_no_hours(at_work):
    placement = at_work.placed()
    leave_place(by=at_work.officer, case=placement.service, reason="The park closed.")
    what = Day(day=days_ago(1), begins=NINE, minutes=60)
    given = {"by": at_work.officer, "placement": now(placement), "what": what}
    assert refused(record_hours, **given)[0] == ["not-working"]


class TestProvider:
    """What the provider's own page may do, and nothing else."""

    def test_only_today_and_only_who_works_there_today(self, at_work):
        here = at_work.placed()
        elsewhere = at_work.placed()
        free_today = [day for day in range(7) if day != TODAY.weekday()]
        not_today = at_work.placed(provider=here.provider, weekdays=free_today)
        link, _token = at_work.link(here.provider)
        by = at_work.at(link)
        today = Day(day=TODAY, begins=NINE, minutes=60)
        yesterday = Day(day=days_ago(1), begins=NINE, minutes=60)
        for placement, what in ((elsewhere, today), (not_today, today), (here, yesterday)):
            given = {"by": by, "link": link, "placement": placement, "what": what}
            assert refused(record_at_provider, **given, key=new_key())[0] == ["not-here"]

    def test_the_contact_has_no_other_right(self, at_work):
        placement = at_work.placed()
        event = at_work.worked(placement, days_ago(1))
        link, _token = at_work.link(placement.provider)
        by = at_work.at(link)
        assert refused(approve_hours, by=by, events=[event])[0] == ["no-role"]
        assert refused(send_back, by=by, event=event, reason="x")[0] == ["no-role"]

    def test_another_address_and_one_that_is_over_do_nothing(self, at_work):
        placement = at_work.placed()
        link, _token = at_work.link(placement.provider)
        other, _token = at_work.link(at_work.provider())
        what = Day(day=TODAY, begins=NINE, minutes=60)
        given = {"link": link, "placement": placement, "what": what, "key": new_key()}
        assert refused(record_at_provider, by=at_work.at(other), **given)[0] == ["link-closed"]
        link.ends_on = days_ago(1)
        assert refused(record_at_provider, by=at_work.at(link), **given)[0] == ["link-closed"]

    def test_nothing_of_another_provider_is_confirmed(self, at_work):
        placement = at_work.placed()
        what = Day(day=days_ago(1), begins=NINE, minutes=60)
        event = record_hours(by=at_work.officer, placement=placement, what=what)
        link, _token = at_work.link(at_work.provider())
        given = {"by": at_work.at(link), "link": link, "lines": [event.line]}
        assert refused(confirm_hours, **given)[0] == ["nothing-to-confirm"]


SAYINGS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(8, 16), st.integers(1, 600)), min_size=1, max_size=8
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SAYINGS)
def test_whatever_is_tried_the_limits_hold(at_work, sayings):
    placement = at_work.placed(
        at_work.registered(at_work.received(at_work.measure(minutes=2400))),
        to_time=FIVE,
    )
    for ago, hour, minutes in sayings:
        what = Day(day=days_ago(ago), begins=time(hour), minutes=minutes)
        with suppress(Refused):
            event = record_hours(by=at_work.officer, placement=placement, what=what, signed=True)
            approve_hours(by=at_work.officer, events=[event])
    lines = lines_of(placement.service)
    per_day = {day: sum(one.minutes for one in lines if one.day == day) for day in
               {one.day for one in lines}}  # fmt: skip
    assert sum(per_day.values()) <= 2400
    assert max(per_day.values(), default=0) <= 480
