"""A notice of something with a time carries a calendar file that says when, and nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest
from django.db import IntegrityError, transaction
from icalendar import Calendar

from tilts.platform.notices.actions import notify
from tilts.platform.notices.ical import as_ical
from tilts.platform.notices.models import Notice
from tilts.platform.notices.occasions import Occasion
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.worker import run_worker

from .conftest import BROKEN, PLAIN, rest_now

pytestmark = pytest.mark.django_db
MEETING = UUID("01900000-0000-7000-8000-00000000000a")
NINE = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NAMES = ("UID", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "URL")


def at(moment: datetime, *, off: bool = False) -> Occasion:
    return Occasion(MEETING, moment, moment + HOUR, off)


def events(content: bytes) -> list[dict[str, str]]:
    """What the events of a calendar say, all of it but when it was written."""
    found = []
    for event in Calendar.from_ical(content).walk("VEVENT"):
        assert sorted(event) == sorted([*NAMES, "DTSTAMP"])
        found.append({name: written(event, name) for name in NAMES if name != "SEQUENCE"})
        found[-1]["SEQUENCE"] = str(event["SEQUENCE"])
    return found


def written(event: Any, name: str) -> str:
    """A property as it stands in the file."""
    return str(event[name].to_ical().decode())


def said(staff: Any, **other: str) -> dict[str, str]:
    return {
        "UID": str(uuid5(staff.pk, str(MEETING))),
        "DTSTART": "20310304T090000Z",
        "DTEND": "20310304T100000Z",
        "STATUS": "CONFIRMED",
        "SUMMARY": "Appointment in Tilts",
        "URL": "http://localhost/notices/",
        "SEQUENCE": "0",
        **other,
    }


def attached(mail: Any) -> bytes:
    """The one calendar file of an e-mail."""
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert part.get_filename() == "calendar.ics"
    content: bytes = part.get_payload(decode=True)
    return content


@pytest.fixture(autouse=True)
def localhost(settings: Any) -> None:
    settings.HTTPS, settings.ALLOWED_HOSTS = False, ["localhost"]


def test_the_email_carries_the_time_and_names_nobody(inbox, hire, person):
    staff = hire("x@example.org", "en")
    values: Any = {"who": "J. Ozols", "whom": "Anna Liepa"}
    notice = notify(
        by=SERVICE, to=staff, kind=BROKEN, person=person.pk, occasion=at(NINE), **values
    )
    assert "Anna Liepa" in notice.text
    run_worker(once=True)
    [(_to, mail)] = inbox.mails
    assert events(attached(mail)) == [said(staff)]
    assert (notice.starts_at, notice.ends_at) == (NINE, NINE + HOUR)


def test_a_calendar_follows_what_was_moved_and_called_off(inbox, hire):
    staff = hire("x@example.org", "en")
    told = []
    for occasion in (at(NINE), at(NINE + HOUR), at(NINE + HOUR, off=True)):
        notify(by=SERVICE, to=staff, kind=PLAIN, occasion=occasion)
        run_worker(once=True)
        told += events(attached(inbox.mails[-1][1]))
    moved = {"DTSTART": "20310304T100000Z", "DTEND": "20310304T110000Z"}
    assert told == [
        said(staff),
        said(staff, SEQUENCE="1", **moved),
        said(staff, SEQUENCE="2", STATUS="CANCELLED", **moved),
    ]


def test_of_what_was_moved_in_quiet_hours_only_the_last_is_sent(hire):
    staff = hire("x@example.org", "en")
    rest_now(staff)
    other = Occasion(UUID(int=1), NINE, NINE + HOUR)
    for occasion in (at(NINE + HOUR), other, at(NINE)):
        notify(by=SERVICE, to=staff, kind=PLAIN, occasion=occasion)
    content = as_ical(list(Notice.objects.all()), NINE)
    assert content
    theirs = said(staff, UID=str(uuid5(staff.pk, str(UUID(int=1)))))
    assert events(content) == [said(staff, SEQUENCE="1"), theirs]


def test_two_who_are_told_cannot_be_matched_by_the_uid(hire):
    for name in ("a", "b"):
        notify(by=SERVICE, to=hire(f"{name}@example.org"), kind=PLAIN, occasion=at(NINE))
    files = [as_ical([one], NINE) for one in Notice.objects.all()]
    assert len({events(file)[0]["UID"] for file in files if file}) == 2


def test_what_has_no_time_carries_no_file(inbox, told):
    run_worker(once=True)
    [(_to, mail)] = inbox.mails
    assert [part.get_content_type() for part in mail.walk()] == ["text/plain"]
    assert as_ical([told], NINE) is None


def test_an_occasion_that_ends_before_it_begins_is_none(ilze):
    backwards = Occasion(MEETING, NINE, NINE - HOUR)
    with pytest.raises(IntegrityError), transaction.atomic(), act("test.wrong", by=SERVICE):
        notify(by=SERVICE, to=ilze, kind=PLAIN, occasion=backwards)
