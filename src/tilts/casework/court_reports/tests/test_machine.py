"""Every move of a report from every stage: where it leads, and for which others it is shut."""

from random import Random
from typing import Any

import pytest
from django.db import transaction

from tilts.casework.court_reports.actions import advance
from tilts.casework.court_reports.actions.moving import go_on, keep_work
from tilts.casework.court_reports.cases import DUE, ReportMachine
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import react
from tilts.platform.workflow.machines import is_closed, moves_from, targets

from .desk import TODAY, codes, work_of

# stage, move, and where it may lead
WAYS = [
    ("requested", "assign", ["assigned"]),
    ("requested", "withdraw", ["withdrawn"]),
    ("assigned", "pass_on", ["assigned"]),
    ("assigned", "arrange", ["interview_scheduled"]),
    ("assigned", "interview", ["interviewed"]),
    ("assigned", "no_interview", ["letter"]),
    ("assigned", "withdraw", ["withdrawn"]),
    ("interview_scheduled", "pass_on", ["interview_scheduled"]),
    ("interview_scheduled", "arrange", ["interview_scheduled"]),
    ("interview_scheduled", "interview", ["interviewed"]),
    ("interview_scheduled", "no_interview", ["letter"]),
    ("interview_scheduled", "withdraw", ["withdrawn"]),
    ("interviewed", "pass_on", ["interviewed"]),
    ("interviewed", "draft", ["drafting"]),
    ("interviewed", "withdraw", ["withdrawn"]),
    ("drafting", "pass_on", ["drafting"]),
    ("drafting", "hand_in", ["quality_review"]),
    ("drafting", "withdraw", ["withdrawn"]),
    ("letter", "pass_on", ["letter"]),
    ("letter", "hand_in", ["quality_review"]),
    ("letter", "interview_after_all", ["assigned"]),
    ("letter", "withdraw", ["withdrawn"]),
    ("quality_review", "return_it", ["drafting", "letter"]),
    ("quality_review", "let_pass", ["passed"]),
    ("quality_review", "withdraw", ["withdrawn"]),
    ("passed", "sign", ["signed"]),
    ("passed", "revise", ["drafting", "letter"]),
    ("passed", "withdraw", ["withdrawn"]),
    ("signed", "dispatch", ["sent"]),
    ("signed", "revise", ["drafting", "letter"]),
    ("signed", "withdraw", ["withdrawn"]),
]
COMMON = {
    "reopen",
    "mark_error",
    "mark_wrong_person",
    "person_died",
    "person_escaped",
    "person_returned",
    "person_transferred",
}


def test_the_moves_are_these_and_no_others():
    found = [
        (stage, code, targets(ReportMachine, code, stage))
        for stage in ReportMachine.states_map
        for code in moves_from(ReportMachine, stage)
        if code not in COMMON
    ]
    assert sorted(found) == sorted(WAYS)


def test_what_can_be_left_and_what_is_over():
    over = [code for code in ReportMachine.states_map if is_closed(ReportMachine, code)]
    assert sorted(over) == [
        "ended_by_death",
        "entered_in_error",
        "sent",
        "withdrawn",
        "wrong_person",
    ]
    for code in ReportMachine.states_map:
        if code not in ("entered_in_error", "wrong_person"):
            assert moves_from(ReportMachine, code)


@pytest.mark.parametrize(
    ("code", "needs"),
    [
        ("assign", "court_reports.assign"),
        ("pass_on", "court_reports.assign"),
        ("arrange", "court_reports.write"),
        ("interview", "court_reports.write"),
        ("no_interview", "court_reports.write"),
        ("draft", "court_reports.write"),
        ("hand_in", "court_reports.write"),
        ("interview_after_all", "court_reports.write"),
        ("revise", "court_reports.write"),
        ("return_it", "court_reports.review"),
        ("let_pass", "court_reports.review"),
        ("sign", "court_reports.sign"),
        ("dispatch", "court_reports.sign"),
        ("withdraw", "court_reports.request"),
    ],
)
def test_each_move_wants_its_capability(code, needs):
    assert ReportMachine.moves[code].needs == needs


def test_a_walk_at_random_leaves_no_open_report_without_an_owner_or_a_day(desk):
    """Five hundred steps, guards aside, as what an earlier system says of a report may come in."""
    random, case, visited = Random(271), desk.assigned(), set()
    for _ in range(500):
        code = random.choice(sorted(moves_from(ReportMachine, case.state)))
        with transaction.atomic():
            took = _step(case, code)
        visited.add(case.state)
        if is_closed(ReportMachine, case.state):
            assert work_of(case) == []
            case = desk.assigned(desk.add(f"Ozola{_}")) if not took or _ % 3 else case
            continue
        due = work_of(case)
        if case.state != "suspended":
            kinds = {f"court_reports.{kind}" for kind, _owner, _day in due}
            invited = {"court_reports.invite"} if case.victim else set()
            assert kinds == set(DUE[case.state]) - invited
        assert due
        assert all(day is not None for _kind, _owner, day in due)
        owners = {owner for _kind, owner, _day in due}
        assert owners <= {None, case.author_id}
    assert {"letter", "drafting", "sent"} & visited or len(visited) > 4


def _step(case, code) -> bool:
    """Take a step as its cause would; False when a guard or a return forbids it."""
    move = ReportMachine.moves[code]
    try:
        if move.is_system:
            react(case=case, code=code, by=SERVICE, reason="so it is")
            keep_work(by=SERVICE, case=case)
        else:
            go_on(by=SERVICE, case=case, code=code, reason="so it is", **DETAILS.get(code, {}))
    except Refused:
        return False
    return True


DETAILS: dict[str, dict[str, Any]] = {
    "interview": {"interviewed_on": TODAY, "no_interview": ""},
    "interview_after_all": {"no_interview": ""},
}


def test_what_is_shut_at_a_stage_says_so(desk):
    case = desk.requested()
    for code in ("draft", "hand_in", "dispatch", "revise", "let_pass"):
        with pytest.raises(Refused) as refused:
            advance(by=SERVICE, case=case, code=code, reason="so it is")
        assert codes(refused) == ["not-from-here"]


def test_death_ends_it_and_an_error_takes_it_out(desk):
    case = desk.drafting()
    react(case=case, code="person_died", by=SERVICE)
    assert (case.state, work_of(case)) == ("ended_by_death", [])
    advance(by=desk.head, case=case, code="reopen", reason="It was somebody else.")
    assert (case.state, [kind for kind, *_ in work_of(case)]) == ("drafting", ["write"])
    advance(by=desk.head, case=case, code="mark_error", reason="The wrong court.")
    assert (case.state, work_of(case)) == ("entered_in_error", [])
