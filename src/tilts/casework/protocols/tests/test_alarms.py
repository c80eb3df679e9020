"""Steps that nobody took in time alarm once, and only while the occurrence goes on."""

from datetime import timedelta

from django.utils import timezone

from tilts.casework.protocols.actions import Taken, advance, alarm_overdue, take_step, undo_step
from tilts.casework.protocols.jobs import overdue
from tilts.casework.protocols.models import OccurrenceStep
from tilts.platform.notices.models import Notice
from tilts.platform.parties.actors import SERVICE

from .desk import steps, told


def alarm(case, minutes):
    return alarm_overdue(by=SERVICE, now=case.opened_at + timedelta(minutes=minutes))


def test_who_leads_and_who_was_told_are_told_once_of_each_step(desk):
    head, case = desk.head_staff, desk.opened()
    assert (alarm(case, 5), alarm(case, 6), alarm(case, 12), alarm(case, 13)) == (2, 0, 1, 0)
    overdue_told = sorted(row for row in told(case) if row[1] == "protocols.overdue")
    assert overdue_told == sorted(
        [(who.email, "protocols.overdue") for who in (desk.staff, head)] * 2
    )


def test_a_step_that_was_taken_does_not_alarm_until_it_is_taken_back(desk):
    case = desk.opened()
    first, second, *_ = steps(case)
    row = take_step(by=desk.officer, step=first, what=Taken())
    take_step(by=desk.officer, step=second, what=Taken())
    assert alarm(case, 5) == 0
    undo_step(by=desk.officer, taking=row)
    assert alarm(case, 5) == 1


def test_what_is_over_does_not_alarm(desk):
    case = desk.opened()
    advance(by=desk.officer, case=case, code="call_off", reason="A film.")
    assert alarm(case, 5000) == 0


def test_the_job_of_the_worker_tells_and_keeps_no_detail(desk):
    case = desk.opened("suicide")
    assert desk.head_staff
    rows = OccurrenceStep.objects.filter(occurrence=case, number=1)
    assert rows.filter(due_at__lt=timezone.now()).count() == 1
    overdue()
    assert [row for row in told(case) if row[1] == "protocols.overdue"] == [
        (desk.staff.email, "protocols.overdue"),
        (desk.head_staff.email, "protocols.overdue"),
    ]
    assert {str(notice.values) for notice in Notice.objects.all()} == {"{}"}
