"""What the papers of a commission are made from, before they are typeset."""

from django.utils.translation import override

from tilts.casework.programmes.models import Meeting
from tilts.casework.programmes.paper import DecisionSheet, MinutesSheet
from tilts.platform.design.display import local

from .board import TODAY, Board


def decided(board: Board, *votes: str, conditions: str = "Two leaders.") -> Meeting:
    meeting = board.called()
    board.decide(meeting, *votes, conditions=conditions)
    return meeting


def test_the_decision(board: Board):
    meeting = decided(board, "license", "license", "refuse")
    case = meeting.accreditation
    data = DecisionSheet(meeting).data("en", number="D-1", made_at="now")
    assert data.pop("words")["title"] == "Decision on a programme"
    assert data == {
        "language": "en",
        "number": "D-1",
        "made_at": "now",
        "agency": "ievp",
        "programme": "EQUIP",
        "facts": [
            ["Applicant", board.applicant_staff.name],
            ["Unit", "Riga"],
            ["Meeting of the commission", local(TODAY)],
            ["Decision", "The programme is licensed."],
            [
                "Votes",
                "for the licence: 2; to be revised first: 0; against the licence: 1; abstains: 0",
            ],
            ["The licence holds until", local(case.valid_to)],
        ],
        "texts": [
            {"title": "Reasons", "text": "As most of us see it."},
            {"title": "Conditions", "text": "Two leaders."},
        ],
        "rows": [],
    }


def test_the_minutes(board: Board):
    meeting = decided(board, "refuse", "license", "refuse")
    data = MinutesSheet(meeting).data("en", number="D-1", made_at="now")
    assert data["texts"] == [
        {
            "title": f"Expert opinion: {board.expert_staff.name}",
            "text": "20 of 20 – Sound\nA sound programme.",
        },
        {"title": "What was said", "text": "We talked."},
        {"title": "Reasons", "text": "As most of us see it."},
    ]
    votes = dict(zip(board.members, ("refuse", "license", "refuse"), strict=True))
    words = {"refuse": "against the licence", "license": "for the licence"}
    in_order = sorted(votes, key=lambda member: member.sort_key)
    assert data["rows"] == [
        [member.name, words[votes[member]], f"I am for {votes[member]}."] for member in in_order
    ]
    assert data["facts"][-1] == ["Decision", "The licence is refused."]


def test_a_refusal_has_no_last_day_and_no_conditions(board: Board):
    meeting = decided(board, "refuse", "refuse", "refuse")
    data = DecisionSheet(meeting).data("en", number="D-1", made_at="now")
    assert [label for label, _ in data["facts"]][-1] == "Votes"
    assert [text["title"] for text in data["texts"]] == ["Reasons"]


def test_who_applies_from_outside_is_named_as_the_applicant(board: Board):
    meeting = decided(board, "license", "license", "license")
    meeting.accreditation.on_behalf_of = "A foundation"
    data = DecisionSheet(meeting).data("en", number="D-1", made_at="now")
    assert data["facts"][0] == ["Applicant", "A foundation"]


def test_a_paper_speaks_the_language_asked_for_and_leaves_the_readers_alone(board: Board):
    meeting = decided(board, "license", "license", "license")
    with override("lt"):
        data = DecisionSheet(meeting).data("en", number="D-1", made_at="now")
    assert data["words"]["title"] == "Decision on a programme"
