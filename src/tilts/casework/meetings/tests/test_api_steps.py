"""The API of meetings step by step: what each answers, and with which reasons it refuses."""

import pytest

from tilts.casework.meetings import actions
from tilts.casework.meetings.models import Decision, Invitee, Meeting
from tilts.doors.api.tests.callers import Caller, browser
from tilts.doors.api.tests.callers import told as answered
from tilts.platform.documents.models import Document
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import person_event

from .desk import AGREED, DAY, POLICE, TODAY


@pytest.fixture
def api(desk) -> Caller:
    return browser(desk.officer)


def refusals(answer) -> tuple[int, list[str]]:
    status, body = answered(answer)
    return status, [reason["code"] for reason in body["reasons"]]


def test_each_move_answers_with_the_meeting_and_moves_it(desk, api):
    meeting, found = desk.approved(), []
    here = f"/meetings/{meeting.pk}"
    for code, reason in (("correct", "A name was wrong."), ("approve", ""), ("close", "")):
        answer = answered(api.post(f"{here}/move", {"code": code, "reason": reason, "seen": 1}))
        found.append((answer, Meeting.objects.get().state))
    made = (201, {"id": str(meeting.pk), "version": None})
    assert found == [(made, "held"), (made, "approved"), (made, "closed")]


@pytest.mark.parametrize("code", ["cancel", "mark_error"])
def test_what_must_be_explained_does_not_move_without_a_reason(desk, api, code):
    here = f"/meetings/{desk.invited().pk}/move"
    status, body = answered(api.post(here, {"code": code}))
    assert (status, [row["field"] for row in body["errors"]]) == (422, ["body.reason"])
    assert Meeting.objects.get().state == "invited"


def test_what_is_refused_of_minutes_and_decisions_says_why(desk, api):
    meeting = desk.held()
    row = desk.decide(meeting)
    here, what = f"/meetings/{meeting.pk}", {"what": "x", "responsible": str(desk.officer.pk)}
    outcome = f"/meetings/decisions/{row.pk}/outcome"
    past, stale = {**what, "due": str(TODAY - DAY)}, {"minutes": "x", "attended": [], "seen": 0}
    assert refusals(api.post(f"{here}/decisions", past)) == (422, ["due-past"])
    assert refusals(api.post(f"{here}/minutes", stale)) == (422, ["written-meanwhile"])
    assert refusals(api.post(f"{here}/invitees", POLICE)) == (422, ["settled"])
    desk.move(meeting, "approve")
    assert refusals(api.post(f"{here}/move", {"code": "close"})) == (422, ["decision-open"])
    answer = answered(api.post(outcome, {"outcome": "Found."}))
    assert answer == (201, {"id": str(row.pk), "version": None})
    assert refusals(api.post(outcome, {"outcome": "Lost."})) == (422, ["done-already"])
    kept = Meeting.objects.get()
    assert (kept.state, kept.minutes, kept.minutes_version) == ("approved", AGREED, 2)
    assert [one.outcome for one in Decision.objects.all()] == ["Found."]


def test_a_colleague_does_not_approve_for_the_chair(desk):
    here, colleague = f"/meetings/{desk.held().pk}/move", browser(desk.colleague)
    approve, why = {"code": "approve", "seen": 1}, {"Tilts-Purpose": "check; helps a colleague"}
    assert refusals(colleague.post(here, approve)) == (403, ["purpose"])
    assert refusals(colleague.post(here, approve, **why)) == (422, ["not-chair"])


def test_nothing_is_recorded_of_a_meeting_whose_person_is_at_large(desk, api):
    meeting = desk.begun()
    person_event(person=desk.anna.pk, code="person_escaped", by=SERVICE)
    here = f"/meetings/{meeting.pk}"
    assert refusals(api.post(f"{here}/held", {"minutes": "x", "attended": []})) == (
        422,
        ["not-from-here"],
    )
    assert refusals(api.post(f"{here}/invitees", POLICE)) == (422, ["settled"])


def test_what_is_no_answer_is_named_field_by_field(desk, api):
    meeting = desk.held()
    row, here = desk.decide(meeting), f"/meetings/{meeting.pk}"
    far = desk.house.member("probation_officer", "jelgava")
    own, due = {"sector": "own", "staff": str(far.pk)}, str(TODAY)
    tries = {
        f"{here}/invitees": (own, {"body.staff", "body"}),
        f"{here}/minutes": (
            {"minutes": " ", "attended": [str(row.pk)], "seen": 2},
            {"body.minutes", "body.attended"},
        ),
        f"{here}/decisions": (
            {"what": "x" * 301, "other": "x" * 201, "responsible": str(far.pk), "due": due},
            {"body.what", "body.other", "body.responsible"},
        ),
        f"/meetings/decisions/{row.pk}/outcome": ({"outcome": ""}, {"body.outcome"}),
    }
    answers = {path: answered(api.post(path, sent)) for path, (sent, _) in tries.items()}
    found = {path: (status, {one["field"] for one in body["errors"]})
             for path, (status, body) in answers.items()}  # fmt: skip
    assert found == {path: (422, fields) for path, (_, fields) in tries.items()}
    assert (Invitee.objects.count(), Decision.objects.count()) == (2, 1)


@pytest.mark.parametrize(("path", "sent", "missing"), [
    ("held", {"minutes": "x"}, ["attended"]),
    ("minutes", {"minutes": "x"}, ["attended", "seen"]),
    ("minutes", {"minutes": "x", "attended": []}, ["seen"]),
    ("move", {"code": "approve"}, ["seen"]),
], ids=["held", "minutes", "minutes of no version", "approval"])  # fmt: skip
def test_what_would_be_lost_by_silence_must_be_said(desk, api, path, sent, missing):
    meeting = desk.begun() if path == "held" else desk.held()
    came = list(meeting.invitees.order_by("pk").values_list("attended", flat=True))
    status, body = answered(api.post(f"/meetings/{meeting.pk}/{path}", sent))
    assert (status, [row["field"].removeprefix("body.") for row in body["errors"]]) == (
        422,
        missing,
    )
    assert list(meeting.invitees.order_by("pk").values_list("attended", flat=True)) == came


def test_the_first_minutes_replace_none_and_name_no_version(desk, api):
    meeting = desk.begun()
    held = {"minutes": "x", "attended": [], "seen": 0}
    status, body = answered(api.post(f"/meetings/{meeting.pk}/held", held))
    assert (status, [row["field"] for row in body["errors"]]) == (422, ["body.seen"])


def test_only_the_version_that_was_read_is_approved(desk, api):
    meeting = desk.held()
    desk.write(meeting, "Anew.")
    here, found = f"/meetings/{meeting.pk}/move", []
    for seen in (1, 3):
        found.append(refusals(api.post(here, {"code": "approve", "seen": seen})))
    assert found == [(422, ["written-meanwhile"])] * 2
    assert answered(api.post(here, {"code": "approve", "seen": 2}))[0] == 201


def test_what_was_an_error_has_no_outcome(desk, api):
    meeting = desk.held()
    row = desk.decide(meeting)
    head = actor_for(desk.house.member("head_of_unit"), TODAY)
    actions.advance(by=head, meeting=meeting, code="mark_error", reason="Not hers.")
    outcome = f"/meetings/decisions/{row.pk}/outcome"
    assert refusals(api.post(outcome, {"outcome": "Found."})) == (422, ["not-from-here"])
    assert Decision.objects.get().done_on is None


def test_approved_minutes_go_on_paper(desk, api):
    meeting = desk.held()
    here = f"/meetings/{meeting.pk}/paper"
    assert refusals(api.post(here, {"language": "lv"})) == (422, ["not-approved"])
    desk.move(meeting, "approve")
    status, body = answered(api.post(here, {"language": "ru"}))
    assert (status, [row["field"] for row in body["errors"]]) == (422, ["body.language"])
    status, made = answered(api.post(here, {"language": "lv"}))
    row = Document.objects.get()
    assert (status, made["id"], row.language, row.person_id, row.media_type) == (
        201,
        str(row.pk),
        "lv",
        desk.anna.pk,
        "application/pdf",
    )


def test_a_stranger_gets_no_minutes_on_paper(desk):
    far = browser(desk.house.member("probation_officer", "jelgava"))
    here = f"/meetings/{desk.approved().pk}/paper"
    assert refusals(far.post(here, {"language": "lv"})) == (404, ["not-yours"])
    assert Document.objects.count() == 0
