"""Pages refuse with what to do, at the field or above the form; nothing that was typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tilts.casework.people.tests.desk import browser
from tilts.casework.programmes.models import Accreditation, Meeting

from .board import TODAY, Board


def sent(client: Client, name: str, target: Any, **said: Any) -> tuple[int, str]:
    """What a page answers to a form: its status, and its words, each space one."""
    answer = client.post(reverse(f"programmes:{name}", args=[target] if target else []), said)
    return answer.status_code, " ".join(answer.content.decode().split())


@pytest.fixture
def lead(board: Board) -> Client:
    return browser(board.secretary_staff)


@pytest.fixture
def applicant(board: Board) -> Client:
    return browser(board.applicant_staff)


def test_a_programme_must_be_chosen(board: Board, applicant: Client):
    status, text = sent(applicant, "apply", None, on_behalf_of="A foundation")
    assert (status, Accreditation.objects.count()) == (422, 0)
    assert "This field is required." in text
    assert 'value="A foundation"' in text


def test_a_second_application_says_that_one_is_under_way(board: Board, applicant: Client):
    board.draft()
    status, text = sent(applicant, "apply", None, programme="equip")
    assert (status, Accreditation.objects.count()) == (422, 1)
    assert "An application or a licence of this programme is under way." in text


def test_what_is_missing_must_be_said(board: Board, lead: Client):
    case = board.submitted()
    status, text = sent(lead, "return", case.pk, lacking=" ")
    case.refresh_from_db()
    assert (status, case.state) == (422, "submitted")
    assert "This field is required." in text


def test_an_incomplete_application_names_each_document(board: Board, applicant: Client):
    case = board.draft()
    answer = applicant.post(reverse("programmes:move", args=[case.pk, "submit"]))
    assert answer.status_code == 422
    assert answer.content.decode().count("Not handed in yet:") == 5


@pytest.mark.parametrize("code", ["license", "expire", "return_it", "nothing"])
def test_what_is_no_step_of_its_own_is_not_there(board: Board, lead: Client, code: str):
    case = board.submitted()
    answer = lead.get(reverse("programmes:move", args=[case.pk, code]))
    assert answer.status_code == 404


def test_a_suspension_wants_its_reason(board: Board, lead: Client):
    case = board.licensed()
    address = reverse("programmes:move", args=[case.pk, "suspend"])
    assert lead.post(address, {"reason": ""}).status_code == 422
    assert lead.post(address, {"reason": "No trained leaders."}).status_code == 302
    case.refresh_from_db()
    assert case.state == "suspended"


def test_a_commission_needs_its_quorum(board: Board, lead: Client):
    case = board.judged()
    members = [one.pk for one in board.members[:2]]
    status, text = sent(lead, "call", case.pk, held_on=TODAY, members=members)
    assert (status, Meeting.objects.count()) == (422, 0)
    assert "The commission decides with 3 votes at least; it has 2." in text
    assert text.count("checked") == 2


def test_who_is_barred_cannot_be_sent_past_the_form(board: Board, lead: Client):
    case = board.judged()
    members = [*(one.pk for one in board.members), board.applicant_staff.pk]
    status, _text = sent(lead, "call", case.pk, held_on=TODAY, members=members)
    assert (status, Meeting.objects.count()) == (422, 0)


def test_a_decision_too_early_says_who_has_not_voted(board: Board, lead: Client):
    meeting = board.called()
    board.vote(meeting, "license", "license")
    status, text = sent(lead, "decide", meeting.pk, because="Most of us.")
    missing = board.members[2].short_name
    assert status == 422
    assert f"{missing} has neither voted nor declared a conflict." in text
    assert "Most of us." in text


def test_a_vote_wants_its_reason(board: Board):
    meeting = board.called()
    member = browser(board.members[0])
    status, text = sent(member, "vote", meeting.pk, vote="license")
    assert (status, "This field is required." in text) == (422, True)
    status, _text = sent(member, "vote", meeting.pk, vote="maybe", because="Good.")
    assert status == 422


def test_who_has_no_seat_finds_no_vote(board: Board):
    meeting = board.called()
    outside = browser(board.member("Outside", "analyst"))
    for name in ("vote", "declare"):
        address = reverse(f"programmes:{name}", args=[meeting.pk])
        assert outside.get(address).status_code == 404


def test_an_opinion_that_is_given_takes_no_more_answers(board: Board):
    case = board.judged()
    opinion = case.opinions.get()
    expert = browser(board.expert_staff)
    page = expert.get(reverse("programmes:section", args=[opinion.pk, "why"]))
    assert page.status_code == 403
    assert "This opinion is given." in page.content.decode()


def test_no_section_of_another_name(board: Board):
    opinion = board.asked()
    expert = browser(board.expert_staff)
    page = expert.get(reverse("programmes:section", args=[opinion.pk, "nothing"]))
    assert page.status_code == 404
