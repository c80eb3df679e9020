"""The work about a report follows it: opened once, closed when it is done, handed over, paused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.court_reports.actions import (
    Remarks,
    advance,
    arrange,
    assign,
    invite_victim,
    keep_work,
    pass_on,
    review,
    waive_victim,
)
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state
from tilts.platform.workflow.actions import close_item, react
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.models import WorkItem

from .desk import ASKED, TODAY, VICTIM, codes, now, work_of

# stage of the desk → the work there, and whether it is the writer's
WORK = {
    "requested": [("assign", False)],
    "assigned": [("interview", True), ("invite", True), ("write", True)],
    "interviewed": [("invite", True), ("write", True)],
    "drafting": [("write", True)],
    "written": [("write", True)],
    "refused": [("write", True)],
    "handed_in": [("review", False)],
    "passed": [("send", False)],
    "signed": [("send", False)],
    "sent": [],
}


@pytest.mark.parametrize("stage", WORK)
def test_what_is_to_be_done_at_each_stage_and_by_whom(desk, stage):
    case = getattr(desk, stage)()
    owner = {True: desk.staff.pk, False: None}
    found = [(kind, whose) for kind, whose, _day in work_of(case)]
    assert found == [(kind, owner[own]) for kind, own in WORK[stage]]
    assert [day for _kind, _whose, day in work_of(case) if day is None] == []


def closed(case) -> list[str]:
    rows = WorkItem.objects.filter(case=case.case_ref()).exclude(closed_at=None)
    return sorted(row.kind.partition(".")[2] for row in rows)


def test_each_piece_of_work_is_closed_once_on_the_way(desk):
    case = desk.sent()
    assert closed(case) == ["assign", "interview", "invite", "review", "send", "write"]
    assert check_state().faults == []


def test_what_is_due_is_closed_by_its_step_and_by_nobody_s_hand(desk):
    case = desk.assigned()
    before = work_of(case)
    for item in WorkItem.objects.filter(case=case.case_ref(), owner_id=desk.staff.pk):
        with pytest.raises(Refused) as refused:
            close_item(by=desk.writer, item=item)
        assert codes(refused) == ["by-step"]
    assert (len(before), work_of(case)) == (3, before)


def test_keeping_the_work_again_changes_nothing(desk):
    case = desk.assigned()
    before = list(WorkItem.objects.order_by("pk").values_list("pk", "closed_at"))
    keep_work(by=SERVICE, case=case)
    assert list(WorkItem.objects.order_by("pk").values_list("pk", "closed_at")) == before


def test_another_time_for_the_interview_leaves_its_work_as_it_was(desk):
    case = desk.assigned()
    before = work_of(case)
    for days in (1, 2):
        moment = timezone.now() + timedelta(days=days)
        case = arrange(by=desk.writer, case=case, at=moment, place="Room 1")
    assert work_of(case) == before


@pytest.mark.parametrize("way", ["invited", "waived"])
def test_the_victims_work_is_done_by_an_invitation_or_a_reason(desk, way):
    case = desk.assigned()
    if way == "invited":
        invite_victim(by=desk.writer, case=case, what=VICTIM)
    else:
        waive_victim(by=desk.writer, case=case, because="Nobody is known.")
    assert [kind for kind, *_rest in work_of(case)] == ["interview", "write"]
    assert (closed(case), now(case).victim) == (["assign", "invite"], way)


def test_what_was_the_first_writers_is_the_seconds_with_the_same_days(desk):
    case = desk.assigned()
    before = work_of(case)
    pass_on(by=desk.head, case=case, to=desk.colleague_staff, reason="ill")
    theirs = desk.colleague_staff.pk
    assert [(kind, owner) for kind, owner, _day in work_of(case)] == [
        (kind, theirs) for kind, _owner, _day in before
    ]
    days = {kind: day for kind, _owner, day in work_of(case)}
    assert (days["write"], days["invite"]) == (
        case.due_on,
        due_date("LV", "victim_invitation", ASKED),
    )


def test_a_return_gives_the_writing_back_to_its_writer(desk):
    case = desk.handed_in()
    review(by=desk.colleague, case=case, what=Remarks(passed=False, said="Once more."))
    assert work_of(case) == [("write", desk.staff.pk, case.due_on)]
    letter = advance(by=desk.writer, case=desk.refused(desk.add("Kalna")), code="hand_in")
    review(by=desk.colleague, case=letter, what=Remarks(passed=False, said="Once more."))
    assert (letter.state, work_of(letter)) == (
        "letter",
        [("write", desk.staff.pk, letter.due_on)],
    )


@pytest.mark.parametrize("stage", ["requested", "assigned", "drafting", "handed_in", "signed"])
def test_who_escaped_is_waited_for_with_the_work_as_it_was(desk, stage):
    case = getattr(desk, stage)()
    before, state = work_of(case), case.state
    react(case=case, code="person_escaped", by=SERVICE)
    keep_work(by=SERVICE, case=case)
    assert (case.state, work_of(case)) == ("suspended", before)
    react(case=case, code="person_returned", by=SERVICE)
    keep_work(by=SERVICE, case=case)
    assert (case.state, [kind for kind, *_rest in work_of(case)]) == (
        state,
        [kind for kind, *_rest in before],
    )


def test_what_is_over_keeps_no_work(desk):
    case = desk.drafting()
    advance(by=desk.head, case=case, code="withdraw", reason="The charge was dropped.")
    keep_work(by=SERVICE, case=case)
    assert work_of(case) == []


def test_what_was_withdrawn_by_mistake_goes_on_where_it_was(desk):
    for number, stage in enumerate(("requested", "interviewed", "handed_in", "passed")):
        case = getattr(desk, stage)(desk.add(f"Ozola{number}"))
        state, before = case.state, [(kind, owner) for kind, owner, _day in work_of(case)]
        advance(by=desk.head, case=case, code="withdraw", reason="dropped")
        advance(by=desk.head, case=case, code="reopen", reason="It was another one.")
        found = [(kind, owner) for kind, owner, _day in work_of(case)]
        assert (stage, case.state, found) == (stage, state, before)


def test_a_letter_that_becomes_a_report_after_all_has_the_interview_to_do_again(desk):
    case = advance(by=desk.writer, case=desk.refused(), code="interview_after_all")
    assert work_of(case) == [
        ("interview", desk.staff.pk, due_date("LV", "report_interview", TODAY)),
        ("invite", desk.staff.pk, due_date("LV", "victim_invitation", ASKED)),
        ("write", desk.staff.pk, case.due_on),
    ]


def test_who_writes_for_another_unit_has_the_work_in_the_unit_that_was_asked(desk):
    case = desk.requested()
    assign(by=desk.head, case=case, to=desk.house.member("probation_officer", "zemgale"))
    units = WorkItem.objects.filter(case=case.case_ref(), closed_at=None).values_list("unit__code")
    assert set(units) == {("jelgava",)}
