"""A report from the request to the authority's desk, and the letter where there is no interview."""

from datetime import timedelta

import pytest

from tilts.casework.court_reports.actions import (
    advance,
    assign,
    give_up,
    note_attempt,
    review,
    send,
    sign,
)
from tilts.casework.court_reports.cases import DUE, ReportMachine
from tilts.casework.court_reports.catalogue import due_on
from tilts.platform.access.reasons import Refused
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.moves import Closed, Paused
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

from .desk import ASKED, FINE, TODAY, codes, now, work_of


def states(case) -> list[str]:
    return [row.to_state for row in history(case)]


def test_a_report_is_asked_for_written_read_signed_and_sent(desk):
    case = now(desk.sent())
    assert states(case) == [
        "requested",
        "assigned",
        "interviewed",
        "drafting",
        "quality_review",
        "passed",
        "signed",
        "sent",
    ]
    assert (case.author, case.signed_by_id, case.sent_on) == (desk.staff, desk.staff.pk, TODAY)
    assert (case.document.kind, case.document.language) == ("evaluation-report", "lv")
    assert (work_of(case), state_faults()) == ([], [])


def test_whoever_refuses_has_a_letter_written_that_is_read_and_signed_as_well(desk):
    case = desk.refused()
    advance(by=desk.writer, case=case, code="hand_in")
    review(by=desk.colleague, case=case, what=FINE)
    sign(by=desk.writer, case=case, language="en")
    send(by=desk.writer, case=case, on=TODAY, how="by post")
    assert states(case) == [
        "requested",
        "assigned",
        "letter",
        "quality_review",
        "passed",
        "signed",
        "sent",
    ]
    case = now(case)
    assert (case.document.kind, case.document.title) == (
        "informative-letter",
        "Informative letter",
    )


def test_who_cannot_be_reached_is_sought_as_often_as_the_pack_says(desk):
    case = desk.assigned()
    for tried in range(2):
        with pytest.raises(Refused) as refused:
            give_up(by=desk.writer, case=case, why="not-found")
        assert (tried, codes(refused)) == (tried, ["too-few-attempts"])
        note_attempt(by=desk.writer, case=case, on=TODAY, how="letter", came_of="")
    assert give_up(by=desk.writer, case=case, why="not-found").state == "letter"


def test_an_interview_after_all_makes_a_report_of_the_letter(desk):
    case = advance(by=desk.writer, case=desk.refused(), code="interview_after_all")
    assert (case.state, now(case).no_interview) == ("assigned", "")


@pytest.mark.parametrize(("asker", "days"), [("court", 20), ("prosecutor", 15), ("prison", 20)])
def test_it_is_due_in_working_days_of_the_country(desk, asker, days):
    case = desk.requested(asker=asker)
    assert case.due_on == due_on("LV", asker, ASKED)
    weeks = timedelta(days=7 * days // 5)
    assert case.due_on >= ASKED + weeks


def test_what_is_due_has_an_owner_and_a_day_at_every_stage(desk):
    case = desk.requested()
    invited = due_date("LV", "victim_invitation", ASKED)
    mine = desk.staff.pk
    assert work_of(case) == [("assign", None, due_date("LV", "report_assign", TODAY))]
    assign(by=desk.head, case=case, to=desk.staff)
    assert work_of(case) == [
        ("interview", mine, due_date("LV", "report_interview", TODAY)),
        ("invite", mine, invited),
        ("write", mine, case.due_on),
    ]
    case = desk.handed_in(desk.add("Kalna"))
    assert work_of(case) == [("review", None, due_date("LV", "report_review", TODAY))]
    case = desk.passed(desk.add("Liepa"))
    assert work_of(case) == [("send", None, due_date("LV", "report_send", TODAY))]


def test_a_reopened_report_is_somebodys_work_again(desk):
    case = desk.sent()
    advance(by=desk.head, case=case, code="reopen", reason="The court asks once more.")
    assert (case.state, [kind for kind, *_ in work_of(case)]) == ("signed", ["send"])
    advance(by=desk.writer, case=case, code="revise", reason="A new address.")
    assert (case.state, work_of(case)) == ("drafting", [("write", desk.staff.pk, case.due_on)])


def test_the_authority_withdraws_at_any_stage_before_it_is_sent(desk):
    makers = (desk.requested, desk.interviewed, desk.written, desk.handed_in, desk.passed)
    for number, make in enumerate(makers):
        case = make(desk.add(f"Ozola{number}"))
        advance(by=desk.head, case=case, code="withdraw", reason="The charge was dropped.")
        assert (case.state, work_of(case)) == ("withdrawn", [])


def test_every_open_stage_says_what_is_due():
    stages = ReportMachine.states_map.items()
    opened = [code for code, state in stages if not isinstance(state, Closed | Paused)]
    assert sorted(DUE) == sorted(opened)
