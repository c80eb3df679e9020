"""The API of programmes: the same actions as the pages, the same refusals."""

from base64 import b64encode
from typing import Any

import pytest

from tilts.casework.programmes.choices import PartKind
from tilts.casework.programmes.models import Accreditation, Meeting, Opinion
from tilts.doors.api.tests.callers import Caller, browser

from .board import PDF, TODAY, Board


def post(client: Caller, path: str, **said: Any) -> tuple[int, Any]:
    answer = client.post(path, said)
    return answer.status_code, answer.json()


def reasons(answer: tuple[int, Any]) -> tuple[int, list[str]]:
    return answer[0], [reason["code"] for reason in answer[1]["reasons"]]


def test_the_catalogue(board: Board):
    client = browser(board.house.member("prison_officer"))
    rows = {row["code"]: row for row in client.get("/programmes").json()["items"]}
    assert len(rows) == 13
    assert rows["equip"]["why_not"] == ["never-licensed"]
    board.licensed()
    one = client.get("/programmes/equip").json()
    assert (one["hours"], one["sessions"], one["levels"], one["why_not"]) == (
        60,
        30,
        ["medium", "high", "very_high"],
        [],
    )
    assert client.get("/programmes/juggling").status_code == 404


def test_from_application_to_licence(board: Board):
    board.use_form()
    applicant, lead = browser(board.applicant_staff), browser(board.secretary_staff)
    status, made = post(applicant, "/accreditations", programme="equip")
    at = f"/accreditations/{made['id']}"
    assert status == 201
    for kind in PartKind:
        content = b64encode(PDF).decode()
        assert post(applicant, f"{at}/parts", kind=kind, name="a.pdf", content=content)[0] == 201
    assert post(applicant, f"{at}/moves/submit")[0] == 201
    assert post(lead, f"{at}/return", lacking="Handouts.")[0] == 201
    assert post(applicant, f"{at}/moves/submit")[0] == 201
    assert post(lead, f"{at}/moves/accept")[0] == 201
    assert post(lead, f"{at}/experts", expert=str(board.expert_staff.pk))[0] == 201
    opinion = Opinion.objects.get()
    board.answer_all(opinion)
    expert = browser(board.expert_staff)
    assert post(expert, f"/opinions/{opinion.pk}/give", summary="Good.")[0] == 201
    members = [str(member.pk) for member in board.members]
    assert post(lead, f"{at}/meetings", held_on=str(TODAY), members=members)[0] == 201
    meeting = Meeting.objects.get()
    for member in board.members:
        said = {"vote": "license", "because": "Good."}
        assert post(browser(member), f"/meetings/{meeting.pk}/vote", **said)[0] == 201
    assert post(lead, f"/meetings/{meeting.pk}/decide", because="All agree.")[0] == 201
    whole = applicant.get(at).json()
    assert (whole["accreditation"]["state"], whole["accreditation"]["stage"]) == (
        "licensed",
        "licensed",
    )
    assert [one["summary"] for one in whole["opinions"]] == ["Good."]
    assert [seat["vote"] for seat in whole["meetings"][0]["seats"]] == ["license"] * 3
    listed = applicant.get("/accreditations").json()["items"]
    assert [row["id"] for row in listed] == [str(Accreditation.objects.get().pk)]


def test_refusals_say_why(board: Board):
    case = board.draft()
    applicant, at = browser(board.applicant_staff), f"/accreditations/{case.pk}"
    assert reasons(post(applicant, f"{at}/moves/submit")) == (422, ["part-missing"] * 5)
    assert reasons(post(applicant, "/accreditations", programme="equip")) == (422, ["under-way"])
    assert reasons(post(applicant, f"{at}/return", lacking="x")) == (403, ["no-role"])
    assert post(applicant, f"{at}/moves/expire")[0] == 404


def test_a_document_must_be_a_pdf_in_base_64(board: Board):
    case = board.draft()
    applicant, at = browser(board.applicant_staff), f"/accreditations/{case.pk}/parts"
    for content in ("not base 64!", b64encode(b"no pdf").decode()):
        assert post(applicant, at, kind="text", name="a.pdf", content=content)[0] == 422


def test_opinions_and_votes_are_hidden_until_it_is_decided(board: Board):
    meeting = board.called()
    board.vote(meeting, "license")
    at = f"/accreditations/{meeting.accreditation_id}"
    outside = browser(board.applicant_staff).get(at).json()
    inside = browser(board.secretary_staff).get(at).json()
    assert [(len(one["opinions"]), len(one["meetings"])) for one in (outside, inside)] == [
        (0, 0),
        (1, 1),
    ]


def test_a_conflict_is_declared(board: Board):
    meeting = board.called()
    client = browser(board.members[0])
    assert post(client, f"/meetings/{meeting.pk}/conflict", what="My sister wrote it.")[0] == 201
    said = {"vote": "license", "because": "Good."}
    assert reasons(post(client, f"/meetings/{meeting.pk}/vote", **said)) == (422, ["conflict"])


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/accreditations", {"programme": "equip"}),
        ("/accreditations/{case}/parts", {"kind": "text", "name": "a.pdf", "content": ""}),
        ("/accreditations/{case}/return", {"lacking": "x"}),
        ("/accreditations/{case}/experts", {"expert": "{expert}"}),
        ("/accreditations/{case}/meetings", {"held_on": str(TODAY), "members": []}),
        ("/opinions/{opinion}/give", {"summary": "x"}),
        ("/meetings/{meeting}/vote", {"vote": "license", "because": "x"}),
        ("/meetings/{meeting}/conflict", {"what": "x"}),
        ("/meetings/{meeting}/decide", {"because": "x"}),
    ],
)
def test_who_has_no_role_is_refused(board: Board, path: str, said: dict[str, Any]):
    meeting = board.called()
    ids = {
        "case": meeting.accreditation_id,
        "opinion": Opinion.objects.get().pk,
        "meeting": meeting.pk,
        "expert": board.expert_staff.pk,
    }
    sent = {
        name: value.format(**ids) if isinstance(value, str) else value
        for name, value in said.items()
    }
    clerk = browser(board.house.member("clerk", "olaine"))
    assert reasons(post(clerk, path.format(**ids), **sent)) == (403, ["no-role"])


@pytest.mark.parametrize("code", ["suspend", "revoke", "ask_extension", "withdraw", "submit"])
def test_a_move_asks_for_its_own_role(board: Board, code: str):
    case = board.licensed()
    clerk = browser(board.house.member("clerk", "olaine"))
    answer = post(clerk, f"/accreditations/{case.pk}/moves/{code}", reason="x")
    case.refresh_from_db()
    assert (answer[0] in (403, 422), case.state) == (True, "licensed")


def test_what_is_not_there_is_not_found(board: Board):
    lead = browser(board.secretary_staff)
    nothing = "00000000-0000-0000-0000-00000000000a"
    assert lead.get(f"/accreditations/{nothing}").status_code == 404
    assert post(lead, f"/opinions/{nothing}/give", summary="x")[0] == 404
    assert post(lead, f"/meetings/{nothing}/decide", because="x")[0] == 404
    meeting = board.called()
    said = {"vote": "license", "because": "x"}
    assert post(lead, f"/meetings/{meeting.pk}/vote", **said)[0] == 404


def test_a_licence_is_suspended_and_lifted(board: Board):
    case = board.licensed()
    lead, at = browser(board.secretary_staff), f"/accreditations/{case.pk}/moves"
    assert post(lead, f"{at}/suspend")[0] == 422
    assert post(lead, f"{at}/suspend", reason="No leaders.")[0] == 201
    assert lead.get("/programmes/equip").json()["why_not"] == ["licence-suspended"]
    assert post(lead, f"{at}/lift", reason="Trained.")[0] == 201
    assert lead.get("/programmes/equip").json()["why_not"] == []
