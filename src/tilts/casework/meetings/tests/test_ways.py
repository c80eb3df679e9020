"""Which moves each reader is offered where a meeting stands, and where their work leads them."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar

from tilts.casework.meetings.cases import MeetingMachine
from tilts.casework.meetings.presenting import RARE, TONES
from tilts.casework.people.tests.desk import browser, with_purpose
from tilts.platform.notices.ical import as_ical
from tilts.platform.notices.models import Notice
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.machines import moves_from
from tilts.platform.workflow.options import offered
from tilts.platform.workflow.ways import ways

from .desk import TODAY, html, url

ERRORS = ["mark_error", "mark_wrong_person"]
OFFERED = {
    "planned": ["invite", "cancel", *ERRORS],
    "invited": ["hold", "cancel", *ERRORS],
    "held": ["approve", *ERRORS],
    "approved": ["correct", "close", *ERRORS],
}


def open_to(meeting: Any, by: Any) -> list[str]:
    """Moves that nothing stands in the way of."""
    return [one.code for one in offered(meeting, by) if not one.reasons]


@pytest.mark.parametrize("state", OFFERED)
def test_each_state_leads_on_and_out_of_it(desk, state):
    meeting = getattr(desk, state)()
    assert sorted(one.code for one in offered(meeting, desk.by)) == sorted(OFFERED[state])
    assert [one.code for one in offered(meeting, desk.by) if one.suggested] == (
        [] if state in ("planned", "approved") else OFFERED[state][:1]
    )


@pytest.mark.parametrize(("state", "chair", "other"), [
    ("planned", ["cancel"], ["cancel"]),
    ("invited", ["hold", "cancel"], ["hold", "cancel"]),
    ("held", ["approve"], []),
    ("approved", ["correct", "close"], ["correct", "close"]),
])  # fmt: skip
def test_the_chair_and_a_colleague_do_the_same_but_for_the_approval(desk, state, chair, other):
    meeting = getattr(desk, state)()
    own = [code for code in open_to(meeting, desk.by) if code not in ERRORS]
    theirs = [code for code in open_to(meeting, desk.other) if code not in ERRORS]
    assert (sorted(own), sorted(theirs)) == (sorted(chair), sorted(other))


def test_nothing_is_left_to_do_once_it_is_closed_but_to_reopen_it(desk):
    meeting = desk.approved()
    desk.move(meeting, "close")
    assert sorted(one.code for one in offered(meeting, desk.by)) == sorted(["reopen", *ERRORS])


def test_what_is_rare_stands_apart_and_every_state_that_goes_on_has_a_tone(desk):
    moves = {code for state in OFFERED for code in moves_from(MeetingMachine, state)}
    assert set(RARE) & moves == {"correct", *ERRORS}
    assert set(OFFERED) <= set(TONES)
    page = desk.browser.get(url("one", desk.approved()))
    assert [way.code for way in page.context["ways"]] == ["close"]
    assert {way.code for way in page.context["rare"]} == {"correct", *ERRORS}


def test_recording_has_a_page_of_its_own(desk):
    meeting = desk.invited()
    found = {way.code: way.url for way in ways(meeting, desk.by, "meetings:move")}
    assert (found["hold"], found["cancel"]) == (
        url("hold", meeting),
        url("move", meeting, "cancel"),
    )


def test_my_day_says_what_is_to_be_done_and_so_does_the_page_of_the_person(desk):
    desk.decide(desk.held(), responsible=desk.officer, due=TODAY)
    client = with_purpose(desk.browser, desk.anna)
    wanted = ("Approve the minutes of the meeting", "Decided at a meeting: Find a room")
    pages = [html(client.get(page)) for page in ("/", f"/people/{desk.anna.pk}/")]
    assert [[text in page for text in wanted] for page in pages] == [[True, True]] * 2


def test_who_is_invited_gets_the_time_in_their_calendar_and_no_name(desk):
    meeting = desk.invited()
    at = [moment.strftime("%Y%m%dT%H%M%SZ") for moment in (meeting.starts_at, meeting.ends_at)]
    desk.move(meeting, "cancel", "The police cannot come.")
    sent = list(Notice.objects.order_by("sent_at", "pk"))
    found = []
    for notices in (sent[:1], sent):
        written = as_ical(notices, timezone.now()) or b""
        event: Any = Calendar.from_ical(written).walk("VEVENT")[0]
        times = [str(event[name].to_ical(), "ascii") for name in ("DTSTART", "DTEND")]
        found.append((times == at, str(event["STATUS"]), desk.anna.name in written.decode()))
    assert found == [(True, "CONFIRMED", False), (True, "CANCELLED", False)]


def test_the_record_of_a_meeting_is_found_by_who_takes_over(desk):
    meeting = desk.held()
    client = browser(desk.colleague)
    page = html(with_purpose(client, desk.anna).get(url("one", meeting)))
    assert [text in page for text in ("Write the minutes", "Note a decision", "may know:")] == [
        True
    ] * 3


@pytest.mark.parametrize(("held", "due"), [
    (date(2026, 6, 8), date(2026, 6, 15)),  # Monday to Monday
    (date(2026, 6, 15), date(2026, 6, 25)),  # Monday the 22nd is off as well as Līgo and Jāņi
    (date(2026, 6, 19), date(2026, 6, 30)),  # and is worked on Saturday the 27th
    (date(2026, 12, 22), date(2027, 1, 4)),  # Christmas, New Year and the weekends
    (date(2027, 3, 25), date(2027, 4, 5)),  # Easter, and the clock goes forward
])  # fmt: skip
def test_minutes_are_due_after_five_working_days(held, due):
    assert due_date("LV", "meeting_minutes", held) == due
