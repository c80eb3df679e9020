"""Meetings on pages, as an officer meets them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tilts.casework.meetings.models import Decision, Invitee, Meeting
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.desk import browser, with_purpose
from tilts.casework.people.tests.people import person
from tilts.platform.documents.models import Document
from tilts.platform.erasure.reach import reach_of
from tilts.platform.parties.actors import SERVICE

from .desk import DAY, POLICE, TODAY, WEEK, at_hour, html, url

SENT = {"sent": "1"}
CALL = {"about": "Housing", "length": 90, "place": "Room 3", "basis": "Law", "shareable": "Plan"}


def shown(page: str, *texts: str) -> dict[str, bool]:
    """Which of these the reader sees."""
    return {text: text in page for text in texts}


def test_from_the_call_to_the_invitations(desk):
    officer = desk.browser
    assert "There was no meeting yet" in html(officer.get(url("of", desk.anna)))
    at = timezone.localtime(timezone.now() + WEEK)
    call = {**SENT, **CALL, "starts_at": at.strftime("%Y-%m-%dT%H:%M")}
    answer = officer.post(url("plan", desk.anna), call)
    meeting = Meeting.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("one", meeting))
    officer.post(url("invite", meeting), {**SENT, **POLICE, "duty": "what the patrol saw"})
    page = html(officer.get(url("one", meeting)))
    texts = ("planned", "J. Vanags, State Police", "what the patrol saw", "Invite them")
    assert shown(page, *texts) == dict.fromkeys(texts, True)
    moved = officer.post(url("move", meeting, "invite"), SENT)
    assert (moved.status_code, moved["Location"]) == (302, url("one", meeting))
    page = html(officer.get(url("one", meeting)))
    assert shown(page, "invitations sent", "Record the meeting", "Note a decision") == {
        "invitations sent": True,
        "Record the meeting": True,
        "Note a decision": False,
    }
    assert "Housing" in html(officer.get(url("of", desk.anna)))


def test_a_meeting_in_the_past_is_refused_and_what_was_written_stays(desk):
    call = {**SENT, **CALL, "starts_at": "2026-01-05T10:00"}
    answer = desk.browser.post(url("plan", desk.anna), call)
    page = answer.content.decode()
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)
    assert shown(page, "The meeting would lie in the past.", 'value="Room 3"') == {
        "The meeting would lie in the past.": True,
        'value="Room 3"': True,
    }


def test_a_meeting_is_not_recorded_before_it_begins(desk):
    meeting = desk.invited()
    answer = desk.browser.post(url("hold", meeting), {**SENT, "minutes": "They agreed."})
    assert (answer.status_code, "The meeting has not begun." in html(answer)) == (422, True)


def test_what_was_held_is_written_decided_and_followed_up(desk):
    officer, meeting = desk.browser, desk.begun()
    [police] = Invitee.objects.filter(staff=None)
    held = {**SENT, "attended": [str(police.pk)], "minutes": "They agreed.", "seen": "0"}
    assert officer.post(url("hold", meeting), held).status_code == 302
    anew = {**held, "minutes": "They agreed on a room.", "seen": "1"}
    assert officer.post(url("minutes", meeting), anew).status_code == 302
    what = {**SENT, "what": "Find a room", "responsible": str(desk.colleague.pk)}
    past = officer.post(url("decide", meeting), {**what, "due": str(TODAY - DAY)})
    assert (past.status_code, "That day is over." in html(past)) == (422, True)
    decided = officer.post(url("decide", meeting), {**what, "due": str(TODAY + DAY)})
    assert (decided.status_code, decided["Location"]) == (302, url("one", meeting))
    approve = url("move", meeting, "approve")
    read = html(officer.get(approve))
    assert shown(read, "They agreed on a room.", "Find a room") == {
        "They agreed on a room.": True,
        "Find a room": True,
    }
    assert officer.post(approve, {**SENT, "seen": "3"}).status_code == 302
    row = Decision.objects.get()
    page = reverse("meetings:decision", args=[row.pk])
    assert "Find a room" in html(officer.get(page))
    assert officer.post(page, {**SENT, "outcome": "A room was found."}).status_code == 302
    texts = ("They agreed on a room.", "Version 3", "A room was found.", "followed up",
             "was not there", "approved on", "Correct the minutes")  # fmt: skip
    assert shown(html(officer.get(url("one", meeting))), *texts) == dict.fromkeys(texts, True)


def test_two_who_write_the_minutes_do_not_write_over_each_other(desk):
    meeting = desk.held()
    sent = {**SENT, "minutes": "Theirs.", "seen": "1"}
    assert desk.browser.post(url("minutes", meeting), sent).status_code == 302
    answer = desk.browser.post(url("minutes", meeting), {**sent, "minutes": "Mine."})
    assert (answer.status_code, "Somebody wrote these minutes" in html(answer)) == (422, True)
    assert Meeting.objects.get().minutes == "Theirs."


def test_who_approves_is_shown_that_somebody_wrote_meanwhile(desk):
    meeting, approve = desk.held(), {**SENT, "seen": "1"}
    page = desk.browser.get(url("move", meeting, "approve")).content.decode()
    assert '<input type="hidden" name="seen" value="1"' in page
    desk.decide(meeting)
    answer = desk.browser.post(url("move", meeting, "approve"), approve)
    assert (answer.status_code, "Somebody wrote these minutes" in html(answer)) == (422, True)
    assert Meeting.objects.get().state == "held"


def test_minutes_go_on_paper_once_they_are_approved(desk):
    officer, meeting = desk.browser, desk.held()
    assert "Minutes on paper" not in html(officer.get(url("one", meeting)))
    early = officer.post(url("print", meeting), {"language": "lv"})
    assert (early.status_code, "The minutes are not approved." in html(early)) == (422, True)
    desk.move(meeting, "approve")
    assert "Minutes on paper" in html(officer.get(url("one", meeting)))
    printed = officer.post(url("print", meeting), {"language": "lv"})
    row = Document.objects.get()
    assert (printed.status_code, printed["Location"]) == (302, f"/documents/{row.pk}/")
    assert (row.language, row.person_id, row.media_type) == (
        "lv",
        desk.anna.pk,
        "application/pdf",
    )


def test_a_move_that_is_none_or_has_a_page_of_its_own_is_not_found(desk):
    meeting = desk.invited()
    found = [desk.browser.get(url("move", meeting, code)).status_code
             for code in ("dance", "hold", "person_died", "cancel")]  # fmt: skip
    assert found == [404, 404, 404, 200]


@pytest.mark.parametrize("name", ["of", "one"])
def test_who_only_reads_is_offered_nothing(desk, name):
    meeting = desk.held()
    desk.decide(meeting)
    clerk = with_purpose(browser(desk.house.member("clerk")), desk.anna)
    page = html(clerk.get(url(name, desk.anna if name == "of" else meeting)))
    offers = ("Call a meeting", "Write the minutes", "Note a decision", "What came of it")
    assert "Housing" in page
    assert shown(page, *offers) == dict.fromkeys(offers, False)


def test_a_stranger_finds_no_meeting_and_no_decision(desk):
    meeting = desk.held()
    row = desk.decide(meeting)
    far = browser(desk.house.member("probation_officer", "jelgava"))
    pages = (
        url("of", desk.anna),
        url("one", meeting),
        url("decide", meeting),
        url("decision", row),
    )
    assert [far.get(page).status_code for page in pages] == [404] * 4


def test_the_list_asks_the_same_for_one_as_for_three(desk):
    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as listed:
            rows = desk.browser.get(url("of", desk.anna)).context["rows"]
        return len(rows), len(listed)

    desk.planned()
    desk.browser.get(url("of", desk.anna))
    one = asked()
    desk.planned(), desk.planned()
    assert (one[0], asked()) == (1, (3, one[1]))


def test_meetings_about_either_record_are_the_persons(desk):
    other = person("Ozoliņa", at=desk.house.units["riga"], country="LV")
    first = desk.planned()
    merge_people(by=SERVICE, kept_id=other.pk, gone_id=desk.anna.pk, reason="the same")
    page = with_purpose(desk.browser, other).get(url("of", other))
    assert [row for row, _tone in page.context["rows"]] == [first]


def test_an_erasure_reaches_meetings_invitees_and_decisions(desk):
    desk.decide(desk.held())
    counts = reach_of(desk.anna.pk).counts()
    mine = {name: many for name, many in counts.items() if name.startswith("meetings.")}
    assert mine == {"meetings.meeting": 1, "meetings.invitee": 2, "meetings.decision": 1}


def test_the_newest_meeting_stands_first(desk):
    first, second, third = (desk.planned() for _ in range(3))
    for meeting, away in ((first, 1), (second, 3), (third, 2)):
        at_hour(meeting, timedelta(days=away))
    page = desk.browser.get(url("of", desk.anna))
    assert [row for row, _tone in page.context["rows"]] == [second, third, first]
