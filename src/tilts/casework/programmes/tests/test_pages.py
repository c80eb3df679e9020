"""The pages of programmes, as those who use them see them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tilts.casework.people.tests.desk import browser
from tilts.casework.programmes.choices import PartKind
from tilts.casework.programmes.models import Accreditation, Meeting, Opinion, Part
from tilts.platform.documents.models import Document
from tilts.platform.workflow.models import WorkItem

from .board import PDF, TODAY, Board


def page(client: Client, name: str, *args: Any) -> str:
    """The words of a page, each space one."""
    answer = client.get(reverse(f"programmes:{name}", args=args))
    assert answer.status_code == 200, answer.content
    return " ".join(answer.content.decode().split())


def send(client: Client, name: str, *args: Any, **said: Any) -> int:
    return client.post(reverse(f"programmes:{name}", args=args), said).status_code


@pytest.fixture
def applicant(board: Board) -> Client:
    return browser(board.applicant_staff)


@pytest.fixture
def secretary(board: Board) -> Client:
    return browser(board.secretary_staff)


@pytest.fixture
def expert(board: Board) -> Client:
    return browser(board.expert_staff)


def test_the_catalogue(board: Board, applicant: Client):
    board.licensed()
    text = page(applicant, "list")
    assert text.count('href="/programmes/of/') == 13
    assert "Preventing violence" in text
    assert text.count("no licence") == 12


def test_one_programme(board: Board, applicant: Client):
    text = page(applicant, "one", "equip")
    for said in (
        "30 sessions of 120 minutes, 60 hours in all",
        "Errors in thinking",
        "The programme has no licence. Apply for its accreditation.",
        "Acute illness of the mind",
        "not confirmed by the agency",
    ):
        assert said in text
    board.licensed()
    assert "The licence holds until" in page(applicant, "one", "equip")
    assert applicant.get(reverse("programmes:one", args=["juggling"])).status_code == 404


def test_a_country_without_programmes_says_what_to_do(board: Board):
    text = page(browser(board.house.member("head_of_unit", "vilnius")), "list")
    assert "No programme is described yet." in text


def test_the_way_by_the_pages(board: Board, applicant: Client, secretary: Client, expert: Client):
    board.use_form()
    assert send(applicant, "apply", programme="equip") == 302
    case = Accreditation.objects.get()
    for kind in PartKind:
        file = SimpleUploadedFile(f"{kind}.pdf", PDF)
        assert send(applicant, "hand_in", case.pk, kind=kind, file=file) == 302
    assert send(applicant, "move", case.pk, "submit") == 302
    assert send(secretary, "return", case.pk, lacking="Handouts.") == 302
    assert "Handouts." in page(applicant, "application", case.pk)
    assert send(applicant, "move", case.pk, "submit") == 302
    assert send(secretary, "move", case.pk, "accept") == 302
    assert send(secretary, "invite", case.pk, expert=board.expert_staff.pk) == 302
    opinion = Opinion.objects.get()
    assert expert.get(reverse("programmes:resume", args=[opinion.pk])).status_code == 302
    assert "Evidenced need" in page(expert, "section", opinion.pk, "why")
    assert send(expert, "opinion", opinion.pk, summary="Good.") == 422
    board.answer_all(opinion)
    assert "20 of 20 – Sound" in page(expert, "opinion", opinion.pk)
    assert send(expert, "opinion", opinion.pk, summary="Good.") == 302
    members = [member.pk for member in board.members]
    assert send(secretary, "call", case.pk, held_on=TODAY, members=members) == 302
    meeting = Meeting.objects.get()
    for member in board.members:
        client = browser(member)
        assert "20 of 20 – Sound" in page(client, "vote", meeting.pk)
        assert send(client, "vote", meeting.pk, vote="license", because="Sound.") == 302
    assert send(secretary, "decide", meeting.pk, because="All agree.", conditions="Two.") == 302
    case.refresh_from_db()
    assert (case.state, case.conditions) == ("licensed", "Two.")
    assert "All agree." in page(applicant, "application", case.pk)


def test_a_file_that_is_no_pdf_is_refused_with_what_to_do(board: Board, applicant: Client):
    case = board.draft()
    address = reverse("programmes:hand_in", args=[case.pk])
    said = {"kind": "text", "file": SimpleUploadedFile("a.docx", b"PK no pdf")}
    answer = applicant.post(address, said)
    assert (answer.status_code, Part.objects.count()) == (422, 0)
    assert "Save or print it as PDF" in answer.content.decode()
    assert applicant.post(address, {"kind": "text"}).status_code == 422
    assert 'enctype="multipart/form-data"' in page(applicant, "hand_in", case.pk)


def test_a_document_opens_as_it_was_handed_in(board: Board, applicant: Client):
    case = board.whole()
    part = Part.objects.filter(kind="text").get()
    answer = applicant.get(reverse("programmes:paper", args=[case.pk, part.document_id]))
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    other = board.draft("motivation")
    gone = applicant.get(reverse("programmes:paper", args=[other.pk, part.document_id]))
    assert gone.status_code == 403


def test_opinions_and_votes_are_not_for_everybody_before_the_decision(
    board: Board, applicant: Client, secretary: Client
):
    meeting = board.called()
    board.vote(meeting, "license", "refuse", "license")
    case = meeting.accreditation
    inside = ("I am for refuse.", board.expert_staff.name)
    assert [said in page(secretary, "application", case.pk) for said in inside] == [True, True]
    assert [said in page(applicant, "application", case.pk) for said in inside] == [False, False]
    opinion = Opinion.objects.get()
    hidden = applicant.get(reverse("programmes:opinion", args=[opinion.pk]))
    assert hidden.status_code == 403
    board.decide(meeting)
    assert "I am for refuse." in page(applicant, "application", case.pk)
    assert "A sound programme." in page(applicant, "opinion", opinion.pk)


def test_who_may_not_be_a_member_stands_there_with_the_reason(board: Board, secretary: Client):
    near = board.house.member("psychologist", "riga")
    text = page(secretary, "call", board.judged().pk)
    assert f"{near.short_name} works in the unit that applies." in text
    assert f"{board.applicant_staff.short_name} is the applicant." in text
    assert str(near.pk) not in text


def test_what_is_still_to_be_done_stands_before_the_decision(board: Board, secretary: Client):
    text = page(secretary, "decide", board.called().pk)
    assert text.count("has neither voted nor declared a conflict.") == 3


def test_a_conflict_is_declared_by_its_page(board: Board):
    meeting = board.called()
    client = browser(board.members[0])
    assert send(client, "declare", meeting.pk, what="My sister wrote it.") == 302
    assert "conflict of interest declared: My sister wrote it." in page(
        client, "application", meeting.accreditation_id
    )


def test_the_applications_of_another_country_are_not_there(board: Board):
    case = board.draft()
    abroad = browser(board.house.member("quality_manager", "vilnius"))
    assert "Nobody has applied yet." in page(abroad, "applications")
    assert abroad.get(reverse("programmes:application", args=[case.pk])).status_code == 404


def test_lists_ask_as_much_for_three_rows_as_for_one(board: Board, applicant: Client):
    counts = []
    for code in ("equip", "motivation", "stress"):
        board.draft(code)
        with CaptureQueriesContext(connection) as asked:
            page(applicant, "applications")
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_the_work_page_of_what_is_nobodys(board: Board, secretary: Client, applicant: Client):
    case = board.submitted()
    item = WorkItem.objects.filter(kind="programmes.check").get()
    address = reverse("web:work", args=[item.pk])
    text = secretary.get(address).content.decode()
    assert "Check an application for a programme" in text
    assert reverse("programmes:application", args=[case.pk]) in text
    assert applicant.get(address).status_code == 404
    home = secretary.get(reverse("web:my_day")).content.decode()
    assert "Check an application for a programme" in home


@pytest.mark.parametrize("paper", ["minutes", "decision"])
def test_papers_are_made_by_their_page(board: Board, secretary: Client, paper: str):
    meeting = board.called()
    said = {"paper": paper, "language": "lv"}
    assert send(secretary, "print", meeting.pk, **said) == 422
    board.decide(meeting, "license", "license", "license")
    assert send(secretary, "print", meeting.pk, **said) == 302
    made = Document.of_things.exclude(template="").get()
    text = page(secretary, "application", meeting.accreditation_id)
    assert made.number in text
