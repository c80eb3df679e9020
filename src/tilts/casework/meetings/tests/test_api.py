"""The API of meetings: the same forms, the same actions, the same reasons as the pages."""

import pytest
from django.utils import timezone

from tilts.casework.meetings.models import Decision, Invitee, Meeting
from tilts.doors.api.tests.callers import Caller, browser
from tilts.doors.api.tests.callers import told as answered

from .desk import AGREED, DAY, POLICE, TODAY, WEEK

CALL = {"about": "Housing", "length": 90, "place": "Room 3", "basis": "Law", "shareable": "Plan"}


@pytest.fixture
def api(desk) -> Caller:
    return browser(desk.officer)


def codes(answer) -> tuple[int, list[str]]:
    status, body = answered(answer)
    return status, [reason["code"] for reason in body["reasons"]]


def test_a_meeting_is_called_and_read(desk, api):
    about = f"/people/{desk.anna.pk}/meetings"
    at = timezone.now().replace(microsecond=0) + WEEK
    status, made = answered(api.post(about, {**CALL, "starts_at": at.isoformat()}))
    meeting = Meeting.objects.get()
    assert (status, made["id"]) == (201, str(meeting.pk))
    here = f"/meetings/{made['id']}"
    assert answered(api.post(f"{here}/invitees", {**POLICE, "duty": "what they saw"}))[0] == 201
    own = {"sector": "own", "staff": str(desk.colleague.pk)}
    assert answered(api.post(f"{here}/invitees", own))[0] == 201
    police, colleague = Invitee.objects.order_by("pk")
    status, whole = answered(api.get(here))
    times = {"starts_at": meeting.starts_at, "ends_at": meeting.ends_at}
    row = {
        "id": str(meeting.pk),
        "person": str(desk.anna.pk),
        "state": "planned",
        "about": "Housing",
        "place": "Room 3",
        "chair": str(desk.officer.pk),
        **{name: at.isoformat().replace("+00:00", "Z") for name, at in times.items()},
    }
    nobody = {"staff": None, "organisation": "", "name": "", "duty": "", "may_know": ""}
    assert (status, whole) == (
        200,
        {
            **row,
            "basis": "Law",
            "shareable": "Plan",
            "agenda": "",
            "minutes": "",
            "minutes_version": 0,
            "approved_on": None,
            "approved_by": None,
            "invitees": [
                {**nobody, "id": str(police.pk), **POLICE, "duty": "what they saw",
                 "attended": None},
                {**nobody, "id": str(colleague.pk), "staff": str(desk.colleague.pk),
                 "sector": "own", "attended": None},
            ],
            "decisions": [],
        },
    )  # fmt: skip
    listed = answered(api.get(about))[1]
    assert listed == {"items": [row], "next": None, "previous": None}


def test_a_meeting_is_held_approved_and_followed_up(desk, api):
    meeting = desk.begun()
    here = f"/meetings/{meeting.pk}"
    [police] = Invitee.objects.filter(staff=None)
    held = {"minutes": AGREED, "attended": [str(police.pk)]}
    assert answered(api.post(f"{here}/held", held))[0] == 201
    anew = {**held, "minutes": "They agreed on a room.", "seen": 1}
    assert answered(api.post(f"{here}/minutes", anew))[0] == 201
    what = {"what": "Find a room", "responsible": str(desk.colleague.pk)}
    due = str(TODAY + DAY)
    status, made = answered(api.post(f"{here}/decisions", {**what, "due": due}))
    assert (status, made["id"]) == (201, str(Decision.objects.get().pk))
    assert answered(api.post(f"{here}/move", {"code": "approve", "seen": 3}))[0] == 201
    outcome = f"/meetings/decisions/{made['id']}/outcome"
    assert answered(api.post(outcome, {"outcome": "Found."}))[0] == 201
    whole = answered(api.get(here))[1]
    said = ("state", "minutes", "minutes_version", "approved_on", "approved_by")
    assert [whole[name] for name in said] == [
        "approved",
        "They agreed on a room.",
        3,
        str(TODAY),
        str(desk.officer.pk),
    ]
    assert [one["attended"] for one in whole["invitees"]] == [False, True]
    assert whole["decisions"] == [
        {
            "id": made["id"],
            **what,
            "other": "",
            "due": due,
            "done_on": str(TODAY),
            "outcome": "Found.",
        }
    ]


def test_what_cannot_be_is_refused_with_its_reason(desk, api):
    meeting = desk.invited()
    here = f"/meetings/{meeting.pk}"
    past = {**CALL, "starts_at": "2026-01-05T10:00:00Z"}
    own = {"sector": "own", "staff": str(desk.colleague.pk)}
    what = {"what": "x", "responsible": str(desk.officer.pk), "due": str(TODAY)}
    tries = {
        f"/people/{desk.anna.pk}/meetings": (past, "meeting-past"),
        f"{here}/invitees": (own, "invited-already"),
        f"{here}/held": ({"minutes": "x", "attended": []}, "not-yet"),
        f"{here}/minutes": ({"minutes": "x", "attended": [], "seen": 0}, "only-while-held"),
        f"{here}/decisions": (what, "only-while-held"),
        f"{here}/move": ({"code": "approve", "seen": 0}, "not-from-here"),
    }
    found = {path: codes(api.post(path, sent)) for path, (sent, _) in tries.items()}
    assert found == {path: (422, [code]) for path, (_, code) in tries.items()}


def test_what_is_no_answer_to_the_form_is_told_field_by_field(desk, api):
    meeting = desk.invited()
    sent = {"sector": "moon", "organisation": "Moon", "name": "X"}
    assert api.post(f"/meetings/{meeting.pk}/invitees", sent).status_code == 422
    call = {**CALL, "starts_at": "2026-12-01T10:00:00"}  # of no zone
    assert api.post(f"/people/{desk.anna.pk}/meetings", call).status_code == 422
    unknown = {"code": "cancel", "why": "x"}
    assert api.post(f"/meetings/{meeting.pk}/move", unknown).status_code == 422
    assert api.post(f"/meetings/{meeting.pk}/move", {"code": "hold"}).status_code == 404
    assert (Meeting.objects.get().state, Invitee.objects.count()) == ("invited", 2)


def test_a_stranger_learns_nothing(desk):
    meeting = desk.held()
    row = desk.decide(meeting)
    far = browser(desk.house.member("probation_officer", "jelgava"))
    here = f"/meetings/{meeting.pk}"
    answers = [
        far.get(here),
        far.get(f"/people/{desk.anna.pk}/meetings"),
        far.post(f"{here}/move", {"code": "approve"}),
        far.post(f"/meetings/decisions/{row.pk}/outcome", {"outcome": "x"}),
    ]
    assert [codes(answer)[1] for answer in answers] == [["not-yours"]] * 4
    assert Decision.objects.get().outcome == ""
