"""The minutes on paper: what stands there, in which language, and that it can be typeset."""

import pytest
from django.utils import timezone, translation

from tilts.casework.meetings.sheet import MinutesSheet, why_not_printed
from tilts.platform.design.display import local
from tilts.platform.documents.typesetting import typeset

from .desk import AGREED, TODAY, WEEK, at_hour


def data(meeting, language="en"):
    return MinutesSheet(meeting).data(language, number="D-2026-000001", made_at="22.11.2026.")


def test_everything_that_was_said_and_decided_stands_on_paper(desk):
    meeting = desk.held()
    desk.decide(meeting, other="State Police")
    desk.decide(meeting, what="Ask the school", due=TODAY)
    desk.move(meeting, "approve")
    found = data(meeting)
    with translation.override("en"):
        when, today, later = local(meeting.starts_at), local(TODAY), local(TODAY + WEEK)
    assert found["facts"] == [
        ["When", when],
        ["Where", "Room 3"],
        ["What it is about", "Housing"],
        ["Law under which it is shared", "Regulation"],
        ["Chaired by", desk.officer.name],
        ["Approved by", f"{desk.officer.name}, {today}"],
        ["Version", "3"],
    ]
    assert found["people"] == [
        [desk.colleague.name, "was not there", ""],
        ["J. Vanags, State Police", "was there", "what they saw"],
    ]
    assert found["decisions"] == [
        ["Ask the school", desk.colleague.name, today],
        ["Find a room", "State Police", later],
    ]
    assert found["texts"] == [{"title": "Minutes", "text": AGREED}]
    assert (found["name"], found["number"]) == (desk.anna.name, "D-2026-000001")


def test_what_only_the_own_staff_may_know_stays_off_the_paper(desk):
    meeting = desk.approved()
    meeting.shareable = "Kept among us"
    assert "Kept among us" not in str(data(meeting))


def test_the_agenda_stands_before_the_minutes(desk):
    meeting = desk.approved()
    meeting.agenda = "Who does what."
    assert data(meeting)["texts"] == [
        {"title": "Agenda", "text": "Who does what."},
        {"title": "Minutes", "text": AGREED},
    ]


@pytest.mark.parametrize("language", ["en", "lv", "lt"])
def test_the_minutes_are_typeset_in_every_language(desk, language):
    found = data(desk.approved(), language)
    with translation.override(language):
        title = translation.gettext("Minutes of an inter-agency meeting")
        agency = desk.house.agencies["ievp"].name_in(language)
    assert (found["language"], found["words"]["title"], found["agency"]) == (
        language,
        title,
        agency,
    )
    content = typeset(MinutesSheet.template, found, made_at=timezone.now())
    assert content.startswith(b"%PDF")


@pytest.mark.parametrize(("state", "reasons"), [
    ("planned", ["not-approved"]), ("held", ["not-approved"]), ("approved", []),
])  # fmt: skip
def test_only_approved_minutes_go_on_paper(desk, state, reasons):
    assert [one.code for one in why_not_printed(getattr(desk, state)())] == reasons


def test_minutes_that_are_corrected_wait_again(desk):
    meeting = desk.approved()
    desk.move(meeting, "close")
    assert why_not_printed(meeting) == []
    again = desk.move(desk.approved(), "correct", "A name was wrong.")
    at_hour(again, -WEEK)
    assert [one.code for one in why_not_printed(again)] == ["not-approved"]
