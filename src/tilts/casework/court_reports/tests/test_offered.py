"""What each stage offers to each of those who work on a report, with what is in the way."""

import pytest

from tilts.casework.court_reports.actions import advance
from tilts.platform.organisation.grants import actor_for
from tilts.platform.workflow.options import offered

from .desk import TODAY

RARE = {"reopen", "mark_error", "mark_wrong_person"}

# stage → who → moves that can be made now
OFFERED = {
    "requested": {
        "head": ["assign", "withdraw"],
        "writer": ["withdraw"],
        "colleague": ["withdraw"],
        "psychologist": [],
    },
    "assigned": {
        "head": ["arrange", "interview", "pass_on", "withdraw"],
        "writer": ["arrange", "interview", "withdraw"],
        "colleague": ["arrange", "interview", "withdraw"],
        "psychologist": [],
    },
    "interviewed": {
        "head": ["pass_on", "withdraw"],
        "writer": ["withdraw"],
        "colleague": ["withdraw"],
        "psychologist": [],
    },
    "drafting": {
        "head": ["pass_on", "withdraw"],
        "writer": ["withdraw"],
        "colleague": ["withdraw"],
        "psychologist": [],
    },
    "written": {
        "head": ["hand_in", "pass_on", "withdraw"],
        "writer": ["hand_in", "withdraw"],
        "colleague": ["hand_in", "withdraw"],
        "psychologist": [],
    },
    "refused": {
        "head": ["hand_in", "interview_after_all", "pass_on", "withdraw"],
        "writer": ["hand_in", "interview_after_all", "withdraw"],
        "colleague": ["hand_in", "interview_after_all", "withdraw"],
        "psychologist": [],
    },
    "handed_in": {
        "head": ["let_pass", "return_it", "withdraw"],
        "writer": ["withdraw"],
        "colleague": ["let_pass", "return_it", "withdraw"],
        "psychologist": [],
    },
    "passed": {
        "head": ["revise", "sign", "withdraw"],
        "writer": ["revise", "sign", "withdraw"],
        "colleague": ["revise", "sign", "withdraw"],
        "psychologist": [],
    },
    "signed": {
        "head": ["dispatch", "revise", "withdraw"],
        "writer": ["dispatch", "revise", "withdraw"],
        "colleague": ["dispatch", "revise", "withdraw"],
        "psychologist": [],
    },
    "sent": {
        "head": [],
        "writer": [],
        "colleague": [],
        "psychologist": [],
    },
}
REASONS = {
    ("assigned", "no_interview"): ["too-few-attempts"],
    ("interviewed", "draft"): ["victim-open"],
    ("drafting", "hand_in"): ["section-empty"] * 9,
    ("handed_in", "let_pass"): ["own-report"],
    ("handed_in", "return_it"): ["own-report"],
}


def actors(desk):
    return {
        "head": desk.head,
        "writer": desk.writer,
        "colleague": desk.colleague,
        "psychologist": actor_for(desk.house.member("psychologist", "jelgava"), TODAY),
    }


@pytest.mark.parametrize("stage", OFFERED)
def test_what_is_offered(desk, stage):
    case = getattr(desk, stage)()
    found = {
        who: sorted(
            one.code for one in offered(case, actor) if one.possible and one.code not in RARE
        )
        for who, actor in actors(desk).items()
    }
    assert found == OFFERED[stage]


@pytest.mark.parametrize(("stage", "code"), REASONS)
def test_what_is_in_the_way_says_so(desk, stage, code):
    case = getattr(desk, stage)()
    (found,) = (one for one in offered(case, desk.writer) if one.code == code)
    assert [reason.code for reason in found.reasons] == REASONS[stage, code]


@pytest.mark.parametrize(
    ("stage", "suggested"),
    [
        ("requested", "assign"),
        ("assigned", "arrange"),
        ("written", "hand_in"),
        ("refused", "hand_in"),
        ("handed_in", "let_pass"),
        ("passed", "sign"),
        ("signed", "dispatch"),
    ],
)
def test_the_usual_next_step_stands_out(desk, stage, suggested):
    case = getattr(desk, stage)()
    assert [one.code for one in offered(case, desk.head) if one.suggested] == [suggested]


def test_a_head_reopens_what_was_sent(desk):
    case = desk.sent()
    assert "reopen" in [one.code for one in offered(case, desk.head) if one.possible]
    advance(by=desk.head, case=case, code="reopen", reason="A question of the court.")
    assert case.state == "signed"
