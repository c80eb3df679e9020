"""Notices by the API: as on the pages."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.doors.api.tests.callers import browser, reasons, told
from tilts.platform.notices.actions import notify
from tilts.platform.notices.models import Delivery, OwnHours
from tilts.platform.notices.occasions import Occasion
from tilts.platform.notices.queries import MOST_ATTEMPTS
from tilts.platform.parties.actors import SERVICE

from .conftest import ALARM, PLAIN

pytestmark = pytest.mark.django_db
AT = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def clerk(house: Any) -> Any:
    return house.member("clerk")


def test_ones_notices_are_read(house, clerk):
    desk = browser(clerk)
    occasion = Occasion(clerk.pk, AT, AT + timedelta(hours=1))
    plain = notify(by=SERVICE, to=clerk, kind=PLAIN, occasion=occasion)
    alarm = notify(by=SERVICE, to=clerk, kind=ALARM, who="Anna")
    notify(by=SERVICE, to=house.member("clerk"), kind=PLAIN)
    status, page = told(desk.get("/notices"))
    shown = [
        (row["id"], row["code"], row["text"], row["urgent"], row["starts_at"], row["read_at"])
        for row in page["items"]
    ]
    assert (status, shown) == (
        200,
        [
            (str(alarm.pk), ALARM.code, "Anna has not come back.", True, None, None),
            (str(plain.pk), PLAIN.code, plain.text, False, "2031-03-04T09:00:00Z", None),
        ],
    )
    until = {"until": timezone.now().isoformat()}
    assert told(desk.post("/notices/read", until)) == (200, {"count": 2})
    assert told(desk.post("/notices/read", until)) == (200, {"count": 0})


@pytest.mark.parametrize(
    ("until", "answer"),
    [
        ("0200-02-06T04:30:37.2+18:11", 200),
        ("9999-12-31T23:59:59Z", 200),
        ("0001-01-01T00:00:00+18:00", 422),
        ("2031-03-04T09:00:00", 422),
    ],
)
def test_a_moment_is_meant_in_its_zone_and_within_the_calendar(clerk, until, answer):
    assert browser(clerk).post("/notices/read", {"until": until}).status_code == answer


def test_quiet_hours_are_chosen(clerk):
    desk = browser(clerk)
    usual = {"way": "usual", "begins": "20:00", "ends": "07:00", "free_days": True}
    own = {"way": "own", "begins": "18:00", "ends": "08:00", "free_days": False}
    assert told(desk.get("/notices/hours")) == (200, usual)
    assert told(desk.post("/notices/hours", own)) == (200, own)
    assert told(desk.get("/notices/hours")) == (200, own)
    assert reasons(desk.post("/notices/hours", {**own, "begins": "12:00"})) == (
        422,
        ["outside-limits"],
    )
    assert desk.post("/notices/hours", {"way": "sometimes"}).status_code == 422
    assert told(desk.post("/notices/hours", {"way": "usual"})) == (200, usual)
    assert OwnHours.objects.count() == 0


def test_what_could_not_be_sent_is_tried_again_or_stopped(house, clerk):
    desk = browser(house.administrator_staff)
    rows = []
    for _number in range(2):
        row = Delivery.objects.get(notice=notify(by=SERVICE, to=clerk, kind=PLAIN))
        row.attempts, row.error, row.due_at = MOST_ATTEMPTS, "gaierror", AT
        row.save()
        rows.append(row)
    status, page = told(desk.get("/notices/unsent"))
    assert (status, page["items"]) == (
        200,
        [
            {
                "id": str(row.pk),
                "notice": str(row.notice_id),
                "to": str(clerk.pk),
                "channel": "mail",
                "attempts": MOST_ATTEMPTS,
                "error": "gaierror",
                "reason": "No server has the name that is set.",
                "due_at": "2031-03-04T09:00:00Z",
            }
            for row in rows
        ],
    )
    for row, verb in zip(rows, ("retry", "stop"), strict=True):
        assert told(desk.post(f"/notices/unsent/{row.pk}/{verb}", {})) == (200, {"count": 1})
        assert desk.post(f"/notices/unsent/{row.pk}/{verb}", {}).status_code == 404
        row.refresh_from_db()
    assert [(row.attempts, row.stopped_at is None) for row in rows] == [
        (0, True),
        (MOST_ATTEMPTS, False),
    ]
    assert browser(clerk).get("/notices/unsent").status_code == 403
