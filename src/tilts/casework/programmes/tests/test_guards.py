"""Each guard by itself: what it asks for, and what it says when that is not so."""

from typing import Any

import pytest

from tilts.casework.programmes import guards
from tilts.casework.programmes.models import Accreditation, Meeting
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .board import TODAY, Board


def said(guard: Any, case: Accreditation, by: Any = SERVICE) -> list[str]:
    return [str(reason.text) for reason in guard(case, by)]


ASKS = {
    "own_application": "it is your own application",
    "all_parts_there": "every document is handed in",
    "nothing_missing": "nothing is missing",
    "opinions_given": "every expert asked has given an opinion, and there is one at least",
    "licence_not_over": "the licence did not end",
    "no_other_licence": "no other licence of the programme holds",
    "to_license": "most members voted for the licence",
    "to_refuse": "most members voted against the licence",
    "to_revise_first": "most members want a revision first",
    "extension_decided": "the commission decided on the extension",
}


@pytest.mark.parametrize("name", ASKS)
def test_what_a_guard_asks_for(name: str):
    assert str(getattr(guards, name).asks) == ASKS[name]


def test_the_applicant_goes_on_and_nobody_else(board: Board):
    case = board.draft()
    text = "This is somebody else's application. Only the applicant does this."
    found = [said(guards.own_application, case, by) for by in (board.applicant, board.secretary)]
    assert found == [[], [text]]


def test_every_missing_document_is_named(board: Board):
    case = board.draft()
    board.hand_in(case, "self_evaluation")
    board.hand_in(case, "materials")
    assert guards.missing_parts(case) == [
        "text of the programme",
        "description",
        "research that it rests on",
    ]
    for guard in (guards.all_parts_there, guards.nothing_missing):
        assert said(guard, case) == [
            "Not handed in yet: text of the programme.",
            "Not handed in yet: description.",
            "Not handed in yet: research that it rests on.",
        ]


def test_opinions_that_are_open_are_named(board: Board):
    opinion = board.asked()
    case = opinion.accreditation
    text = f"{board.expert_staff.short_name} has not given the opinion yet."
    assert said(guards.opinions_given, case) == [text]
    assert said(guards.opinions_given, board.with_experts("motivation")) == [
        "No expert has been asked. Ask at least one."
    ]


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("withdrawn", []),
        ("refused", []),
        ("expired", ["A licence that ended is not reopened. Apply for a new one."]),
        ("revoked", ["A licence that ended is not reopened. Apply for a new one."]),
    ],
)
def test_what_comes_back(board: Board, state: str, text: list[str]):
    case = board.draft()
    case.state = state
    assert said(guards.licence_not_over, case) == text


def test_a_programme_has_one_licence(board: Board):
    held = board.licensed()
    other = Accreditation(unit=held.unit, programme="equip", applicant=board.applicant_staff)
    text = "“EQUIP” is licensed already. Ask for an extension of that licence."
    assert said(guards.no_other_licence, other) == [text]
    assert said(guards.no_other_licence, held) == []
    other.programme = "motivation"
    assert said(guards.no_other_licence, other) == []


UNDECIDED = ["The commission has not decided this. Record its decision at the meeting."]


@pytest.mark.parametrize(
    ("decision", "passes"),
    [("license", "to_license"), ("refuse", "to_refuse"), ("revise", "to_revise_first")],
)
def test_the_case_follows_the_last_decision(board: Board, decision: str, passes: str):
    case = board.draft()
    every = ("to_license", "to_refuse", "to_revise_first")
    assert [said(getattr(guards, name), case) for name in every] == [UNDECIDED] * 3
    meeting = Meeting(accreditation=case, question="licence", held_on=TODAY)
    meeting.decision, meeting.because, meeting.decided_on = decision, "Most.", TODAY
    with act("test.decide", by=SERVICE):
        meeting.save(force_insert=True)
    found = {name: said(getattr(guards, name), case) for name in every}
    assert found == {name: [] if name == passes else UNDECIDED for name in every}


def test_an_extension_wants_a_meeting_about_it(board: Board):
    case = board.licensed()
    assert said(guards.extension_decided, case) == UNDECIDED
    meeting = Meeting(accreditation=case, question="extension", held_on=TODAY)
    with act("test.call", by=SERVICE):
        meeting.save(force_insert=True)
    assert said(guards.extension_decided, case) == UNDECIDED
    with act("test.decide", by=SERVICE):
        meeting.decision, meeting.because, meeting.decided_on = "refuse", "Most.", TODAY
        meeting.save()
    assert said(guards.extension_decided, case) == []
