"""The plan goes along from prison to probation, and its review becomes work in time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tilts.casework.allocation.actions import Handover, make_responsible
from tilts.casework.allocation.models import Allocation
from tilts.casework.people.tests.desk import browser, recorded
from tilts.casework.plans.actions import advance, open_reviews, pass_on, review
from tilts.casework.plans.jobs import pass_on_in_time, reviews_due
from tilts.casework.plans.models import Plan
from tilts.casework.proceedings.actions import end_placement, place
from tilts.casework.proceedings.models import Placement
from tilts.casework.proceedings.moments import midnight
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.models import WorkItem

from .desk import TODAY, goals, now, steps, url, work_of


@pytest.fixture
def probation(desk):
    return desk.house.member("probation_officer", "jelgava")


def said(plan: Plan) -> tuple[object, ...]:
    kept = now(plan)
    return kept.state, kept.version, kept.words, kept.review_on, goals(kept), steps(kept)


def due_in(plan: Plan, days: int) -> None:
    """Let the review of a plan be due in some days."""
    plan.review_on = TODAY + timedelta(days=days)
    with act("test.due", by=SERVICE):
        plan.save()


class TestHandover:
    def test_on_release_the_plan_stays_as_it_is_and_the_new_officer_has_it(self, desk, probation):
        anna, riga = desk.anna, desk.house.units["riga"]
        place(by=SERVICE, person_id=anna.pk, unit=riga, since=TODAY - timedelta(days=9))
        plan = desk.in_force()
        before, seen = said(plan), browser(probation)
        assert seen.get(url("of", anna)).status_code == 404
        end_placement(
            by=SERVICE, person_id=anna.pk, on=TODAY, how=Placement.Ended.RELEASE, reason=""
        )
        desk.hand_to(probation, anna)
        assert said(plan) == before
        assert now(plan).unit == desk.house.units["jelgava"]
        page = seen.get(url("of", anna))
        assert (page.status_code, page.context["plan"].pk) == (200, plan.pk)
        assert page.context["may_note"]

    def test_the_new_officer_goes_on_with_it(self, desk, probation):
        plan = desk.in_force()
        desk.hand_to(probation, desk.anna)
        seen = browser(probation)
        answer = seen.post(url("move", plan, "start_review"), {"sent": "1"})
        after = Plan.objects.get(version=2)
        assert (answer.status_code, answer.headers["Location"]) == (302, url("one", after))
        assert (after.author_id, after.unit) == (probation.pk, desk.house.units["jelgava"])
        assert work_of(after) == [("plans.agree", probation.pk, "")]

    def test_open_work_goes_along_and_the_queue_is_the_new_units(self, desk, probation):
        plan = desk.answered()
        desk.hand_to(probation, desk.anna)
        rows = WorkItem.objects.filter(case=plan.case_ref(), closed_at=None)
        assert list(rows.values_list("kind", "owner", "unit__code")) == [
            ("plans.countersign", None, "jelgava")
        ]

    def test_work_of_the_officer_becomes_the_next_officers(self, desk, probation):
        plan = desk.draft()
        desk.hand_to(probation, desk.anna)
        assert work_of(plan) == [("plans.agree", probation.pk, "")]

    def test_what_was_done_stays_with_who_did_it(self, desk, probation):
        plan = desk.in_force()
        before = work_of(plan)
        desk.hand_to(probation, desk.anna)
        assert work_of(plan) == before

    def test_both_versions_go_along_and_what_is_over_does_not(self, desk, probation):
        first = desk.in_force()
        second = desk.finish(review(by=desk.officer, plan=first))
        third = review(by=desk.officer, plan=second)
        desk.hand_to(probation, desk.anna)
        assert [now(plan).unit.code for plan in (first, second, third)] == [
            "riga", "jelgava", "jelgava",
        ]  # fmt: skip

    def test_a_psychologist_takes_no_plan_along(self, desk):
        plan = desk.draft()
        other = desk.house.member("psychologist", "jelgava")
        how = Handover(on=TODAY, reason="tests", kind="psychologist")
        make_responsible(by=SERVICE, person=desk.anna.pk, to=other, how=how)
        assert (now(plan).unit.code, work_of(plan)) == (
            "riga", [("plans.agree", desk.staff.pk, "")],
        )  # fmt: skip

    def test_without_a_plan_nothing_is_written(self, desk, probation):
        desk.hand_to(probation, desk.anna)
        assert recorded("plans.pass_on") == []

    def test_within_a_unit_only_the_work_passes(self, desk):
        plan, other = desk.draft(), desk.house.member("prison_officer")
        pass_on(by=SERVICE, person_id=desk.anna.pk, to=other, unit=plan.unit)
        assert work_of(plan) == [("plans.agree", other.pk, "")]


class TestAhead:
    """A hand-over may be dated ahead: until its day the plan is the present officer's."""

    def ahead(self, desk, to, days: int = 3):
        how = Handover(on=TODAY + timedelta(days=days), reason="release")
        return make_responsible(by=SERVICE, person=desk.anna.pk, to=to, how=how)

    def begins_today(self, allocation) -> None:
        earlier = Allocation.plain.exclude(pk=allocation.pk).get(until=allocation.since)
        earlier.until = allocation.since = TODAY
        with act("test.today", by=SERVICE):
            earlier.save()
            allocation.save()

    def where(self, plan) -> tuple[str, object]:
        return now(plan).unit.code, work_of(plan)

    def test_nothing_passes_before_its_day(self, desk, probation):
        plan = desk.draft()
        coming = self.ahead(desk, probation)
        here = ("riga", [("plans.agree", desk.staff.pk, "")])
        assert self.where(plan) == here
        pass_on_in_time.func(coming.pk)
        assert (self.where(plan), recorded("plans.pass_on")) == (here, [])

    def test_on_its_day_the_worker_passes_it_on_once(self, desk, probation):
        plan = desk.draft()
        coming = self.ahead(desk, probation)
        self.begins_today(coming)
        for _ in range(2):
            pass_on_in_time.func(coming.pk)
        assert self.where(plan) == ("jelgava", [("plans.agree", probation.pk, "")])
        assert len(recorded("plans.pass_on")) == 1

    def test_the_job_waits_for_the_first_moment_of_that_day(self, desk, probation):
        desk.draft()
        coming = self.ahead(desk, probation)
        rows = DBTaskResult.objects.filter(task_path__contains=".plans.").values_list(
            "task_path", "run_after", "args_kwargs"
        )
        assert list(rows) == [(
            "tilts.casework.plans.jobs.pass_on_in_time",
            midnight(coming.since),
            {"args": [coming.pk], "kwargs": {}},
        )]  # fmt: skip

    def test_what_was_taken_back_passes_nothing_on(self, desk, probation):
        plan = desk.draft()
        pass_on_in_time.func(10**9)
        assert self.where(plan) == ("riga", [("plans.agree", desk.staff.pk, "")])


class TestReviewsDue:
    def test_a_review_becomes_work_a_month_ahead_and_once(self, desk):
        soon, later = desk.in_force(), desk.in_force(desk.add("Liepa"))
        due_in(soon, 30)
        due_in(later, 31)
        assert [open_reviews(by=SERVICE, day=TODAY) for _ in range(2)] == [1, 0]
        rows = WorkItem.objects.filter(kind="plans.review")
        assert list(rows.values_list("person", "owner", "due")) == [
            (desk.anna.pk, desk.staff.pk, TODAY + timedelta(days=30))
        ]

    def test_the_worker_opens_it(self, desk):
        due_in(plan := desk.in_force(), -3)
        reviews_due()
        reviews_due()
        assert work_of(plan)[2:] == [("plans.review", desk.staff.pk, "")]

    def test_it_is_the_officers_of_that_day(self, desk, probation):
        due_in(plan := desk.in_force(), 3)
        desk.hand_to(probation, desk.anna)
        reviews_due()
        assert work_of(plan)[2:] == [("plans.review", probation.pk, "")]

    def test_a_review_that_begins_is_done(self, desk):
        due_in(plan := desk.in_force(), 3)
        reviews_due()
        review(by=desk.officer, plan=now(plan))
        assert work_of(plan)[2:] == [("plans.review", desk.staff.pk, "done")]

    def test_plans_that_are_over_are_not_reviewed(self, desk):
        due_in(plan := desk.in_force(), 3)
        advance(by=desk.officer, plan=plan, code="end", reason="so")
        assert open_reviews(by=SERVICE, day=TODAY) == 0

    def test_it_stands_in_what_happens_next_on_the_page_of_the_person(self, desk):
        due_in(desk.in_force(), 3)
        reviews_due()
        page = desk.browser.get(reverse("web:person", args=[desk.anna.pk]))
        assert [step.text for step in page.context["next"]] == ["Review the plan"]
