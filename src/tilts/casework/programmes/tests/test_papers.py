"""Minutes and decision on paper, in the language that was chosen."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tilts.casework.programmes import actions
from tilts.casework.programmes.models import Meeting
from tilts.casework.programmes.paper import said
from tilts.platform.access.reasons import Refused
from tilts.platform.design.display import local
from tilts.platform.documents.models import Document
from tilts.platform.documents.queries import open_paper

from .board import Board


def text_of(document: Document, meeting: Meeting) -> str:
    """The words of a paper, after it was found to be tagged and to name its language."""
    _row, content = open_paper(document.pk, meeting.accreditation.case_ref())
    reader = PdfReader(BytesIO(content))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(document.language)
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_minutes_say_who_voted_how_and_why(board: Board):
    meeting = board.called()
    board.decide(meeting, "license", "license", "refuse", conditions="Two leaders.")
    made = actions.make_minutes(by=board.secretary, meeting=meeting, language="en")
    text = text_of(made, meeting)
    for words in (
        "Minutes of the accreditation commission",
        "EQUIP",
        "20 of 20 – Sound",
        "A sound programme.",
        "We talked.",
        "As most of us see it.",
        "Two leaders.",
        "I am for refuse.",
        "against the licence",
        made.number,
    ):
        assert words in text, words
    assert all(member.name in text for member in board.members)
    assert (made.kind, made.thing) == ("accreditation-minutes", meeting.accreditation.case_ref())


def test_the_decision_says_until_when_but_not_who_voted_how(board: Board):
    meeting = board.called()
    case = board.decide(meeting, "license", "license", "refuse", conditions="Two leaders.")
    made = actions.make_decision(by=board.secretary, meeting=meeting, language="en")
    text = text_of(made, meeting)
    for words in (
        "Decision on a programme",
        "The programme is licensed.",
        "for the licence: 2; to be revised first: 0; against the licence: 1; abstains: 0",
        local(case.valid_to),
        "Two leaders.",
    ):
        assert words in text, words
    assert [member.name for member in board.members if member.name in text] == []


@pytest.mark.parametrize("language", ["lv", "lt"])
def test_a_paper_in_another_language(board: Board, language: str):
    meeting = board.called()
    board.decide(meeting, "refuse", "refuse", "refuse")
    made = actions.make_decision(by=board.secretary, meeting=meeting, language=language)
    assert made.language == language
    assert "EQUIP" in text_of(made, meeting)


def test_there_is_no_paper_before_the_decision(board: Board):
    meeting = board.called()
    for make in (actions.make_minutes, actions.make_decision):
        with pytest.raises(Refused) as refused:
            make(by=board.secretary, meeting=meeting, language="en")
        assert [one.code for one in refused.value.reasons] == ["not-decided-yet"]
    assert Document.of_things.exclude(template="").count() == 0


def test_only_who_leads_makes_papers(board: Board):
    meeting = board.called()
    board.decide(meeting, "license", "license", "license")
    with pytest.raises(Refused) as refused:
        actions.make_minutes(by=board.applicant, meeting=meeting, language="en")
    assert [one.code for one in refused.value.reasons] == ["no-role"]


@pytest.mark.parametrize(
    ("question", "decision", "words"),
    [
        ("licence", "license", "The programme is licensed."),
        ("licence", "revise", "The programme is to be revised first."),
        ("licence", "refuse", "The licence is refused."),
        ("extension", "license", "The licence is extended."),
        ("extension", "refuse", "The licence is not extended."),
        ("licence", "", ""),
    ],
)
def test_what_was_decided_in_words(question: str, decision: str, words: str):
    assert said(Meeting(question=question, decision=decision)) == words
