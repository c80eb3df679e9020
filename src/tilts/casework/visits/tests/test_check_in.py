"""Who is out is waited for: safe, longer, or an alarm that others take over and close."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.visits.actions import (
    advance,
    close_alarm,
    extend,
    plan_visit,
    raise_alarms,
    say_safe,
    start_visit,
    take_alarm,
)
from tilts.casework.visits.content import Planned
from tilts.casework.visits.jobs import no_word
from tilts.casework.visits.models import HomeVisit
from tilts.platform.access.reasons import Refused
from tilts.platform.notices.models import Notice
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.state import check_state
from tilts.platform.workflow.actions import person_event
from tilts.platform.workflow.models import WorkItem

from .desk import check_in, codes, told

MINUTE = timedelta(minutes=1)


def alarm(visit, after):
    """The worker's job, so long after the expected end; how many alarms it raised."""
    return raise_alarms(by=SERVICE, now=check_in(visit).ends_at + after)


def test_a_visit_is_planned_ahead(desk):
    past = Planned(at=timezone.now() - MINUTE, minutes=60, address="Upes iela 3")
    with pytest.raises(Refused) as refused:
        plan_visit(by=desk.officer, person=desk.anna, what=past)
    assert (codes(refused), HomeVisit.objects.count()) == (["in-the-past"], 0)


def test_no_visit_begins_unchecked(desk):
    visit = desk.planned()
    with pytest.raises(Refused) as refused:
        start_visit(by=desk.officer, visit=visit)
    assert codes(refused) == ["not-from-here"]


def test_it_begins_with_the_check_in(desk):
    before = timezone.now()
    visit = desk.under_way()
    row = check_in(visit)
    assert (visit.state, row.officer_id, row.is_open) == ("under_way", desk.staff.pk, True)
    assert row.ends_at == row.next_alarm_at == visit.began_at + 60 * MINUTE
    assert before <= visit.began_at <= timezone.now()


def test_safe_in_time_nobody_is_told(desk):
    visit = desk.under_way()
    row = say_safe(by=desk.officer, visit=visit)
    assert (visit.state, row.is_open, row.safe_at == row.closed_at) == ("safe", False, True)
    assert (alarm(visit, 90 * MINUTE), told(visit)) == (0, [])


def test_said_twice_it_counts_once_by_the_clock_of_the_device(desk):
    visit = desk.under_way()
    early, late = visit.began_at - MINUTE, timezone.now() + MINUTE
    first = say_safe(by=desk.officer, visit=visit, said_at=early)
    assert first.safe_at == visit.began_at
    assert say_safe(by=desk.officer, visit=visit, said_at=late).safe_at == visit.began_at


def test_longer_is_counted_from_the_expected_end(desk):
    visit = desk.under_way()
    ends = check_in(visit).ends_at
    assert extend(by=desk.officer, visit=visit, minutes=30).ends_at == ends + 30 * MINUTE
    assert raise_alarms(by=SERVICE, now=ends + MINUTE) == 0
    assert raise_alarms(by=SERVICE, now=ends + 31 * MINUTE) == 1


def test_without_a_word_the_colleague_and_the_head_are_told_once(desk):
    desk.house.member("head_of_unit", "riga")
    head, visit = desk.head_staff, desk.under_way(desk.with_colleague())
    assert (alarm(visit, -MINUTE), alarm(visit, MINUTE), alarm(visit, 2 * MINUTE)) == (0, 1, 0)
    everybody = (desk.staff, desk.colleague_staff, head)
    assert told(visit) == sorted((who.email, "visits.alarm") for who in everybody)
    visit.refresh_from_db()
    assert visit.state == "alarmed"
    work = WorkItem.objects.filter(case=visit.case_ref(), closed_at=None)
    assert list(work.values_list("kind", "owner_id")) == [("visits.answer", None)]


def test_it_is_told_again_until_it_is_closed(desk):
    assert desk.head_staff
    visit = desk.alarmed()
    assert [alarm(visit, n * MINUTE) for n in (10, 17, 25, 33)] == [0, 1, 0, 1]
    assert check_in(visit).alarms == 3
    again = [row for row in told(visit) if row[1] == "visits.alarm_again"]
    assert again == sorted(
        [(who.email, "visits.alarm_again") for who in (desk.staff, desk.head_staff)] * 2
    )


def test_who_takes_it_over_has_time_to_find_out(desk):
    visit = desk.alarmed()
    row = take_alarm(by=desk.head, visit=visit)
    assert row.taken_at is not None
    assert (row.taken_by_id, row.next_alarm_at - row.taken_at) == (desk.head_staff.pk, 15 * MINUTE)
    assert raise_alarms(by=SERVICE, now=row.taken_at + 14 * MINUTE) == 0
    assert raise_alarms(by=SERVICE, now=row.taken_at + 16 * MINUTE) == 1


def test_it_is_closed_with_what_was_done(desk):
    visit = desk.alarmed()
    with pytest.raises(Refused) as refused:
        close_alarm(by=desk.head, visit=visit, done=" ")
    assert codes(refused) == ["words-missing"]
    row = close_alarm(by=desk.head, visit=visit, done="Rang her: the phone was flat.")
    assert (visit.state, row.closed_by, row.done) == (
        "resolved",
        desk.head_staff.pk,
        "Rang her: the phone was flat.",
    )
    assert alarm(visit, 500 * MINUTE) == 0
    assert check_state().faults == []


def test_safe_after_the_alarm_is_told_and_stays_to_be_closed(desk):
    assert desk.head_staff
    visit = desk.alarmed()
    say_safe(by=desk.officer, visit=visit)
    assert [row for row in told(visit) if row[1] == "visits.safe"] == [
        (desk.head_staff.email, "visits.safe")
    ]
    assert (visit.state, check_in(visit).is_open, alarm(visit, 90 * MINUTE)) == ("alarmed", True, 0)
    close_alarm(by=desk.head, visit=visit, done="She is back.")
    assert visit.state == "resolved"


@pytest.mark.parametrize(
    ("do", "reason"),
    [
        (lambda by, visit: extend(by=by, visit=visit, minutes=15), "no-check-in"),
        (lambda by, visit: say_safe(by=by, visit=visit), "no-check-in"),
        (lambda by, visit: take_alarm(by=by, visit=visit), "no-check-in"),
    ],
)
def test_nobody_is_out(desk, do, reason):
    visit = desk.checked()
    with pytest.raises(Refused) as refused:
        do(desk.officer, visit)
    assert codes(refused) == [reason]


def test_what_an_alarm_forbids_and_what_wants_one(desk):
    out = desk.under_way()
    with pytest.raises(Refused) as refused:
        close_alarm(by=desk.head, visit=out, done="x")
    assert codes(refused) == ["no-alarm"]
    alarm(out, MINUTE)
    with pytest.raises(Refused) as refused:
        extend(by=desk.officer, visit=out, minutes=15)
    assert codes(refused) == ["alarm-out"]


def test_the_alarm_outlives_the_person_and_the_case(desk):
    visit = desk.under_way()
    person_event(person=desk.anna.pk, code="person_died", by=SERVICE)
    visit.refresh_from_db()
    assert (visit.state, alarm(visit, MINUTE)) == ("ended_by_death", 1)
    close_alarm(by=desk.head, visit=visit, done="She found him and waits for the police.")
    assert (visit.state, check_in(visit).is_open) == ("ended_by_death", False)


def test_the_job_alarms_and_what_is_told_names_nobody(desk):
    assert desk.head_staff
    visit = desk.under_way()
    row = check_in(visit)
    with act("test.late", by=SERVICE):
        row.next_alarm_at = row.ends_at = timezone.now() - MINUTE
        row.save()
    no_word()
    no_word()
    assert [code for _, code in told(visit)] == ["visits.alarm", "visits.alarm"]
    assert {str(notice.values) for notice in Notice.objects.all()} == {"{}"}


def test_cancelled_with_its_reason(desk):
    visit = desk.checked()
    advance(by=desk.officer, visit=visit, code="cancel", reason="She moved.")
    assert (visit.state, visit.is_over) == ("cancelled", True)


@pytest.mark.parametrize("do", [say_safe, take_alarm])
def test_strangers(desk, do):
    visit = desk.alarmed()
    with pytest.raises(Refused) as refused:
        do(by=desk.house.actor("prison_officer", "olaine"), visit=visit)
    assert codes(refused) == ["not-yours"]
