"""What is to be done about meetings, by whom, by when; and what staff are told."""

from functools import partial

import pytest
from django.utils import timezone

from tilts.casework.meetings import actions
from tilts.casework.meetings.content import Guest
from tilts.casework.meetings.models import Invitee
from tilts.casework.meetings.telling import CALLED_OFF, INVITED
from tilts.platform.notices.models import Notice
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import close_item, person_event
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.models import Outcome, WorkItem

from .desk import DAY, TODAY, WEEK, open_work, police, refused, told, work

INVITE = "Invite to the inter-agency meeting"
HOLD = "Hold the inter-agency meeting"
APPROVE = "Approve the minutes of the meeting"
FOLLOW = "Follow up the decisions of the meeting"
DECIDED = "Decided at a meeting: Find a room"


@pytest.fixture
def head(desk):
    return actor_for(desk.house.member("head_of_unit"), TODAY)


def test_each_state_has_its_work_with_its_owner_and_its_day(desk):
    meeting = desk.planned()
    on = timezone.localdate(meeting.starts_at)
    assert work() == [(INVITE, desk.officer, on, True)]
    desk.add(meeting, police())
    desk.move(meeting, "invite")
    assert work() == [(INVITE, desk.officer, on, False), (HOLD, desk.officer, on, True)]


def test_minutes_are_approved_and_decisions_followed_up_in_time(desk):
    meeting = desk.held()
    minutes_by = due_date("LV", "meeting_minutes", TODAY)
    assert open_work() == [(APPROVE, minutes_by)]
    desk.decide(meeting, due=TODAY + 2 * WEEK)
    desk.decide(meeting, what="Ask the school", due=TODAY + DAY)
    desk.move(meeting, "approve")
    assert open_work() == [
        (DECIDED, TODAY + 2 * WEEK),
        ("Decided at a meeting: Ask the school", TODAY + DAY),
        (FOLLOW, TODAY + 2 * WEEK),
    ]
    desk.move(meeting, "correct", "A name was wrong.")
    assert open_work()[2:] == [(APPROVE, minutes_by)]


def test_where_nothing_was_decided_the_meeting_is_closed_at_once(desk):
    meeting = desk.approved()
    assert open_work() == [(FOLLOW, TODAY)]
    desk.move(meeting, "close")
    assert open_work() == []


def test_a_decision_is_work_of_who_sees_to_it_until_they_say_what_came(desk):
    meeting = desk.held()
    row, other = desk.decide(meeting), desk.decide(meeting, responsible=desk.officer)
    item = WorkItem.objects.get(kind="meetings.decided", owner=desk.colleague)
    page = f"/people/meetings/decisions/{row.pk}/"
    assert (item.due, item.person_id, item.unit, item.page) == (
        TODAY + WEEK,
        desk.anna.pk,
        meeting.unit,
        page,
    )
    actions.follow_up(by=desk.other, decision=row, outcome="Found.")
    left = WorkItem.objects.get(kind="meetings.decided", closed_at=None)
    assert (left.owner, left.page) == (desk.officer, f"/people/meetings/decisions/{other.pk}/")


@pytest.mark.parametrize("code", ["mark_error", "mark_wrong_person"])
def test_what_was_never_decided_is_nobodys_work(desk, head, code):
    meeting = desk.held()
    done, _open = desk.decide(meeting), desk.decide(meeting, what="Ask the school")
    actions.follow_up(by=desk.by, decision=done, outcome="Found.")
    actions.advance(by=head, meeting=meeting, code=code, reason="Somebody else's.")
    assert open_work() == []
    outcomes = WorkItem.objects.order_by("opened_at", "pk").values_list("kind", "outcome")
    assert list(outcomes)[2:] == [
        ("meetings.approve", Outcome.NOT_NEEDED),
        ("meetings.decided", Outcome.DONE),
        ("meetings.decided", Outcome.NOT_NEEDED),
    ]


@pytest.mark.parametrize(
    ("state", "title"), [("planned", INVITE), ("invited", HOLD)], ids=["planned", "invited"]
)
def test_what_is_reopened_is_to_be_done_again(desk, head, state, title):
    meeting = getattr(desk, state)()
    desk.move(meeting, "cancel", "The police cannot come.")
    assert open_work() == []
    actions.advance(by=head, meeting=meeting, code="reopen", reason="They can.")
    assert (meeting.state, open_work()) == (
        state,
        [(title, timezone.localdate(meeting.starts_at))],
    )


def test_a_death_ends_what_was_to_come(desk):
    meeting = desk.invited()
    person_event(person=desk.anna.pk, code="person_died", by=SERVICE)
    meeting.refresh_from_db()
    assert (meeting.state, open_work()) == ("ended_by_death", [])


@pytest.mark.parametrize(("state", "title"), [
    ("planned", INVITE), ("invited", HOLD), ("held", APPROVE), ("approved", FOLLOW),
])  # fmt: skip
def test_who_is_back_after_an_error_was_taken_back_has_the_work_again(desk, head, state, title):
    meeting = getattr(desk, state)()
    person_event(person=desk.anna.pk, code="person_escaped", by=SERVICE)
    meeting.refresh_from_db()
    for code in ("mark_error", "reopen"):
        actions.advance(by=head, meeting=meeting, code=code, reason="Looked at again.")
    assert (meeting.state, open_work()) == ("suspended", [])
    person_event(person=desk.anna.pk, code="person_returned", by=SERVICE)
    meeting.refresh_from_db()
    assert (meeting.state, [row[0] for row in open_work()]) == (state, [title])


@pytest.mark.parametrize("state", ["planned", "invited", "held", "approved"])
def test_what_a_step_ends_is_closed_by_no_hand(desk, state):
    meeting = getattr(desk, state)()
    if state == "held":
        desk.decide(meeting, responsible=desk.officer)
    items = list(WorkItem.objects.filter(closed_at=None))
    found = [refused(partial(close_item, by=desk.by, item=item)) for item in items]
    assert found == [["by-step"]] * (2 if state == "held" else 1)


def test_what_was_an_error_is_not_followed_up(desk, head):
    meeting = desk.held()
    row = desk.decide(meeting)
    say = {"by": desk.by, "decision": row, "outcome": "Found."}
    actions.advance(by=head, meeting=meeting, code="mark_error", reason="Somebody else's.")
    assert refused(lambda: actions.follow_up(**say)) == ["not-from-here"]
    actions.advance(by=head, meeting=meeting, code="reopen", reason="It was hers.")
    assert actions.follow_up(**say).outcome == "Found."


def test_an_escape_leaves_the_work_and_the_return_leads_back(desk):
    meeting = desk.invited()
    for code, state in (("person_escaped", "suspended"), ("person_returned", "invited")):
        person_event(person=desk.anna.pk, code=code, by=SERVICE)
        meeting.refresh_from_db()
        assert (meeting.state, [title for title, _ in open_work()]) == (state, [HOLD])


def test_staff_are_told_when_and_where_and_when_it_is_called_off(desk):
    meeting = desk.invited()
    late = desk.house.member("head_of_unit")
    desk.add(meeting, Guest(sector="own", staff=late))
    desk.add(meeting, police())
    desk.move(meeting, "cancel", "The police cannot come.")
    at = meeting.starts_at
    assert told() == [
        (INVITED.code, desk.colleague, at, False),
        (INVITED.code, late, at, False),
        (CALLED_OFF.code, desk.colleague, at, True),
        (CALLED_OFF.code, late, at, True),
    ]
    assert {(row.occasion, row.ends_at) for row in Notice.objects.all()} == {
        (meeting.pk, meeting.ends_at)
    }
    assert [row.text for row in Notice.objects.order_by("sent_at", "pk")] == [
        "You are invited to an inter-agency meeting: Room 3.",
        "You are invited to an inter-agency meeting: Room 3.",
        "An inter-agency meeting is called off: Room 3.",
        "An inter-agency meeting is called off: Room 3.",
    ]


def test_a_meeting_about_the_wrong_person_is_called_off_too(desk, head):
    meeting = desk.invited()
    actions.advance(by=head, meeting=meeting, code="mark_wrong_person", reason="Not Anna's.")
    assert [code for code, *_ in told()] == [INVITED.code, CALLED_OFF.code]


def test_who_was_told_that_it_is_off_is_told_that_it_is_on(desk, head):
    meeting = desk.invited()
    desk.move(meeting, "cancel", "The police cannot come.")
    actions.advance(by=head, meeting=meeting, code="reopen", reason="They can.")
    assert [(code, off) for code, _to, _at, off in told()] == [
        (INVITED.code, False),
        (CALLED_OFF.code, True),
        (INVITED.code, False),
    ]


def test_what_was_only_planned_is_cancelled_in_silence(desk):
    meeting = desk.planned()
    desk.add(meeting, Guest(sector="own", staff=desk.colleague))
    desk.move(meeting, "cancel", "Not needed.")
    assert (meeting.state, told()) == ("cancelled", [])


def test_nobody_is_told_of_what_was_held(desk):
    before = len(told()) if desk.held() else 0
    assert (before, Invitee.objects.count()) == (1, 2)
    assert [code for code, *_ in told()] == [INVITED.code]
