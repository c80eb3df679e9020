"""A meeting gets another time or place: its work and its guests follow, and nothing is past."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.meetings import actions
from tilts.casework.meetings.content import Guest, Moved
from tilts.casework.meetings.models import Meeting
from tilts.casework.meetings.telling import CALLED_OFF, INVITED, MOVED
from tilts.casework.people.tests.desk import recorded
from tilts.doors.api.tests.callers import browser
from tilts.doors.api.tests.callers import told as answered
from tilts.platform.notices.models import Notice
from tilts.platform.record.state import check_state
from tilts.platform.workflow.models import WorkItem

from .desk import DAY, HOUR, WEEK, html, open_work, police, refused, told, url, work
from .test_refusals import barred
from .test_work import HOLD, INVITE


def later(**what: Any) -> Moved:
    """In two weeks, for ninety minutes, in another room."""
    usual = {"starts_at": timezone.now() + 2 * WEEK, "length": 90, "place": "Room 5"}
    return Moved(**{**usual, **what})


def moved(desk: Any, meeting: Meeting, **what: Any) -> Meeting:
    return actions.move_meeting(by=desk.by, meeting=meeting, what=later(**what))


def test_the_meeting_and_its_work_have_the_new_day(desk):
    meeting = moved(desk, desk.planned())
    kept = Meeting.objects.get()
    assert (kept.starts_at, kept.ends_at - kept.starts_at, kept.place, kept.state) == (
        meeting.starts_at, timedelta(minutes=90), "Room 5", "planned",
    )  # fmt: skip
    assert work() == [(INVITE, desk.officer, timezone.localdate(kept.starts_at), True)]
    assert told() == []  # nobody was invited yet
    assert check_state().faults == []


def test_who_is_invited_is_told_and_their_calendar_follows(desk):
    before = desk.invited()
    first = before.starts_at
    meeting = moved(desk, before)
    assert told() == [
        (INVITED.code, desk.colleague, first, False),
        (MOVED.code, desk.colleague, meeting.starts_at, False),
    ]
    assert {one.occasion for one in Notice.objects.all()} == {meeting.pk}
    assert open_work() == [(HOLD, timezone.localdate(meeting.starts_at))]
    [(who, about, *_rest)] = recorded("meetings.move_meeting")
    assert (who, about) == (desk.officer.pk, desk.anna.pk)
    desk.move(meeting, "cancel", "Nobody can come.")
    assert [row.code for row in Notice.objects.order_by("sent_at", "pk")][-1] == CALLED_OFF.code
    assert check_state().faults == []


def test_who_was_barred_since_hears_nothing(desk):
    meeting = desk.invited()
    barred(desk, desk.colleague)
    moved(desk, meeting)
    assert [code for code, *_ in told()] == [INVITED.code]


def test_one_whose_hour_went_by_is_moved_as_long_as_it_was_not_held(desk):
    meeting = moved(desk, desk.begun(), starts_at=timezone.now() + DAY)
    assert (meeting.state, open_work()) == (
        "invited", [(HOLD, timezone.localdate(meeting.starts_at))],
    )  # fmt: skip


@pytest.mark.parametrize("stage", ["held", "approved"])
def test_what_was_held_has_its_time(desk, stage):
    meeting = getattr(desk, stage)()
    assert refused(lambda: moved(desk, meeting)) == ["settled"]


def test_it_does_not_move_into_the_past(desk):
    meeting = desk.planned()
    assert refused(lambda: moved(desk, meeting, starts_at=timezone.now() - HOUR)) == [
        "meeting-past"
    ]
    assert Meeting.objects.get().place == "Room 3"


def test_work_that_a_colleague_holds_stays_theirs(desk):
    meeting = desk.invited()
    with_other = WorkItem.objects.get(closed_at=None)
    moved(desk, meeting)
    assert WorkItem.objects.get(closed_at=None).pk == with_other.pk


def test_the_page_asks_for_time_length_and_place(desk):
    meeting = desk.planned()
    desk.add(meeting, police())
    page, officer = url("reschedule", meeting), desk.browser
    assert page in officer.get(url("one", meeting)).content.decode()
    form = officer.get(page).context["form"]
    assert (form["length"].value(), form["place"].value()) == (60, "Room 3")
    local = timezone.localtime(timezone.now() + WEEK).replace(second=0, microsecond=0)
    sent = {"starts_at": local.strftime("%Y-%m-%dT%H:%M"), "length": "30", "place": "Hall"}
    answer = officer.post(page, sent)
    kept = Meeting.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("one", meeting))
    assert (kept.starts_at, kept.ends_at - kept.starts_at, kept.place) == (
        local, timedelta(minutes=30), "Hall",
    )  # fmt: skip
    late = officer.post(page, {**sent, "starts_at": "2020-01-01T10:00"})
    assert (late.status_code, "would lie in the past" in html(late)) == (422, True)


def test_one_that_was_held_offers_no_other_time(desk):
    meeting = desk.held()
    assert url("reschedule", meeting) not in desk.browser.get(url("one", meeting)).content.decode()


def test_the_api_moves_it_too(desk):
    meeting, api = desk.planned(), browser(desk.officer)
    desk.add(meeting, Guest(sector="own", staff=desk.colleague))
    at = (timezone.now() + WEEK).replace(microsecond=0)
    sent = {"starts_at": at.isoformat(), "length": 45, "place": "Hall"}
    answer = answered(api.post(f"/meetings/{meeting.pk}/time", sent))
    assert answer == (201, {"id": str(meeting.pk), "version": None})
    kept = Meeting.objects.get()
    assert (kept.starts_at, kept.ends_at - at, kept.place) == (at, timedelta(minutes=45), "Hall")
    status, body = answered(api.post(f"/meetings/{meeting.pk}/time", {**sent, "length": 5}))
    assert (status, [row["field"] for row in body["errors"]]) == (422, ["body.length"])
