"""A visit is planned, checked anew, cancelled and reopened; its machine leaves no dead end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.people.tests.desk import recorded
from tilts.casework.visits.actions import advance, check_visit, plan_visit
from tilts.casework.visits.cases import VisitMachine
from tilts.casework.visits.choices import Decision
from tilts.casework.visits.content import Planned
from tilts.casework.visits.guards import why_not_planned
from tilts.casework.visits.models import HomeVisit
from tilts.platform.access.reasons import Refused
from tilts.platform.workflow.models import WorkItem

from .desk import ALONE, SAFE, codes


def work(visit):
    """Work about a visit: kind, day by which, how it ended."""
    rows = WorkItem.objects.filter(case=visit.case_ref()).order_by("pk")
    return list(rows.values_list("kind", "due", "outcome"))


def test_what_was_planned_stands(desk):
    at = timezone.now() + timedelta(days=3)
    what = Planned(at=at, minutes=45, address="Upes iela 3", aim="Her new flat")
    visit = plan_visit(by=desk.officer, person=desk.anna, what=what)
    kept = HomeVisit.objects.get(pk=visit.pk)
    assert (kept.planned_at, kept.minutes, kept.address, kept.aim) == (
        at, 45, "Upes iela 3", "Her new flat"
    )  # fmt: skip
    assert (kept.unit, kept.officer, kept.state) == (
        desk.house.units["jelgava"], desk.staff, "planned"
    )  # fmt: skip
    assert work(visit) == [("visits.check", None, "")]


def test_checked_it_is_to_be_made_by_the_day_that_was_planned(desk):
    visit = desk.checked()
    day = timezone.localdate(visit.planned_at)
    assert work(visit) == [("visits.check", None, "done"), ("visits.go", day, "")]
    check_visit(by=desk.officer, visit=visit, what=ALONE)
    assert work(visit)[1:] == [("visits.go", day, "done"), ("visits.go", day, "")]


def test_both_checks_stay_in_the_record(desk):
    visit = desk.checked()
    elsewhere = replace(ALONE, decision=Decision.ELSEWHERE, place="Library")
    check_visit(by=desk.officer, visit=visit, what=elsewhere)
    changes = [now for *_, all_of in recorded("visits.check") for _, was, now in all_of]
    assert [now["decision"] for now in changes if "decision" in now] == ["alone", "elsewhere"]


@pytest.mark.parametrize("code", sorted(SAFE))
def test_each_question_must_be_answered(desk, code):
    visit = desk.planned()
    answers = {other: said for other, said in SAFE.items() if other != code}
    with pytest.raises(Refused) as refused:
        check_visit(by=desk.officer, visit=visit, what=replace(ALONE, answers=answers))
    assert codes(refused) == ["unanswered"]


def test_cancelled_it_wants_no_work_and_can_come_back(desk):
    visit = desk.checked()
    advance(by=desk.head, visit=visit, code="cancel", reason="She moved.")
    assert {outcome for _, _, outcome in work(visit)} == {"done", "not-needed"}
    advance(by=desk.head, visit=visit, code="reopen", reason="She did not.")
    assert visit.state == "checked"


@pytest.mark.parametrize("code", ["cancel", "mark_error"])
def test_such_moves_want_a_reason(desk, code):
    visit = desk.planned()
    with pytest.raises(Refused) as refused:
        advance(by=desk.head, visit=visit, code=code)
    assert (codes(refused), visit.state) == (["reason-missing"], "planned")


def test_who_is_out_is_not_cancelled(desk):
    with pytest.raises(Refused) as refused:
        advance(by=desk.officer, visit=desk.under_way(), code="cancel", reason="Rain.")
    assert codes(refused) == ["not-from-here"]


def test_an_alarm_is_nobodys_to_raise_by_hand(desk):
    with pytest.raises(Refused) as refused:
        advance(by=desk.head, visit=desk.under_way(), code="alarm")
    assert codes(refused) == ["not-by-hand"]


def test_no_stage_is_without_a_way_on():
    stages = VisitMachine.states_map
    leaving = {t.source.id for m in VisitMachine.moves.values() for t in m.transitions}
    assert set(stages) - leaving == set()


@pytest.mark.parametrize(("minutes", "reasons"), [(-1, ["in-the-past"]), (1, [])])
def test_ahead_is_ahead(desk, minutes, reasons):
    at = timezone.now() + timedelta(minutes=minutes)
    assert [reason.code for reason in why_not_planned(desk.anna, at)] == reasons
