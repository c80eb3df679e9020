"""What comes in quiet hours waits for their end, and then goes out as one e-mail."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from tilts.platform.notices.actions import notify
from tilts.platform.notices.channels import words
from tilts.platform.notices.hours import may_leave_at
from tilts.platform.notices.jobs import attempt, deliver_waiting
from tilts.platform.notices.models import Delivery, OwnHours
from tilts.platform.notices.queries import unsent
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.worker import run_worker

from .conftest import ALARM, PLAIN, keep, rest_now, text

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def close(one: datetime, other: datetime) -> bool:
    """The same but for what wall clocks do not show."""
    return abs(one - other) < SECOND


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        ("2026-03-11 10:00", "2026-03-11 10:00"),
        ("2026-03-11 18:30", "2026-03-12 05:00"),  # 20:30 in Riga, until seven
        ("2026-03-27 18:30", "2026-03-30 04:00"),  # over the weekend on which clocks go forward
        ("2026-10-23 17:30", "2026-10-26 05:00"),  # and back
    ],
)
def test_the_hours_of_the_country_hold_for_everybody(house, moment, leaves):
    staff = house.member("clerk")
    assert may_leave_at(staff, utc(moment), urgent=False) == utc(leaves)
    assert may_leave_at(staff, utc(moment), urgent=True) == utc(moment)


def test_hours_of_ones_own_hold_instead(house):
    staff = house.member("clerk")
    keep(staff, time(17), time(9))
    friday = utc("2026-03-13 15:30")  # 17:30 in Riga; own hours here say nothing of free days
    assert may_leave_at(staff, friday, urgent=False) == utc("2026-03-14 07:00")


def test_what_waits_goes_out_as_one_email(inbox, hire):
    staff = hire("x@example.org", "en")
    ends = rest_now(staff)
    for _number in range(3):
        notify(by=SERVICE, to=staff, kind=PLAIN)
    run_worker(once=True)
    waiting = list(Delivery.objects.values_list("attempts", "due_at"))
    assert [(tried, close(due, ends)) for tried, due in waiting] == [(0, True)] * 3
    assert (inbox.mails, list(unsent())) == ([], [])  # it waits, and has not failed
    Delivery.objects.update(due_at=timezone.now())
    deliver_waiting()
    [(to, mail)] = inbox.mails
    with translation.override("en"):
        assert (to, words(3) in text(mail)) == (["x@example.org"], True)
    assert Delivery.objects.filter(sent_at=None).count() == 0


def test_what_is_urgent_does_not_wait_and_wakes_nothing_else(inbox, ilze):
    rest_now(ilze)
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    notify(by=SERVICE, to=ilze, kind=ALARM, who="A")
    run_worker(once=True)
    assert len(inbox.mails) == 1
    assert Delivery.objects.get(sent_at=None).notice.code == PLAIN.code


@pytest.mark.parametrize("kind", [PLAIN, ALARM], ids=["usual", "urgent"])
def test_what_fails_is_tried_again_after_quiet_hours_unless_it_is_urgent(down, ilze, kind):
    values: Any = {"who": "A"} if kind is ALARM else {}
    notify(by=SERVICE, to=ilze, kind=kind, **values)
    ends = rest_now(ilze)
    attempt(Delivery.objects.all())
    expected = ends if kind is PLAIN else timezone.now() + timedelta(minutes=2)
    assert close(Delivery.objects.get().due_at, expected)


def test_hours_are_recorded_as_the_staff_members_own(ilze):
    assert [str(row) for row in OwnHours.objects.all()] == ["00:00–00:00"]
    assert OwnHours.whose.about == "staff_id"
