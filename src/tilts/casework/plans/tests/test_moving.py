"""Plans move from the first word to the next version."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tilts.casework.people.actions import note_death
from tilts.casework.people.tests.desk import recorded
from tilts.casework.people.tests.people import change
from tilts.casework.plans.actions import (
    add_goal,
    advance,
    begin_plan,
    countersign,
    note_progress,
    record_answer,
    review,
)
from tilts.casework.plans.content import Answer, GoalContent, Progress
from tilts.casework.plans.models import Plan
from tilts.jurisdictions.loading import packs
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import person_event
from tilts.platform.workflow.queries import history

from .desk import SAID, TODAY, WORK, codes, goal_of, goals, now, steps, work_of

JOB = [("work", "I want a job.", "open")]


def states(person) -> list[tuple[int, str]]:
    rows = Plan.objects.filter(person=person).order_by("version")
    return list(rows.values_list("version", "state"))


def review_day(settings):
    return packs(settings.PACKS)["LV"].due("plan_review", TODAY)


class TestBeginning:
    def test_a_plan_begins_with_its_first_work(self, desk):
        plan = desk.draft()
        assert (plan.version, plan.state, plan.author_id, plan.former_id) == (
            1, "draft", desk.staff.pk, None,
        )  # fmt: skip
        assert work_of(plan) == [("plans.agree", desk.staff.pk, "")]

    def test_a_person_has_one_plan(self, desk):
        desk.draft()
        with pytest.raises(Refused) as refused:
            desk.draft()
        assert (codes(refused), states(desk.anna)) == (["other-plan"], [(1, "draft")])

    def test_after_the_end_another_one_may_begin(self, desk):
        advance(by=desk.officer, plan=desk.draft(), code="end", reason="moved abroad")
        desk.draft()
        assert states(desk.anna) == [(1, "ended"), (2, "draft")]

    @pytest.mark.parametrize("values", [{"died_on": TODAY}, {"entered_in_error": True}])
    def test_not_on_a_record_that_is_closed(self, desk, values):
        change(desk.anna, **values)
        with pytest.raises(Refused) as refused:
            desk.draft()
        assert (codes(refused), states(desk.anna)) == (["gone"], [])

    @pytest.mark.parametrize(("role", "unit", "expected"), [
        ("clerk", "riga", ["no-role"]),
        ("facilitator", "riga", ["no-role"]),
        ("prison_officer", "olaine", ["not-yours"]),
    ])  # fmt: skip
    def test_who_may_not(self, desk, role, unit, expected):
        by = desk.house.actor(role, unit)
        with pytest.raises(Refused) as refused:
            begin_plan(by=by, person=desk.anna, unit=desk.house.units["riga"])
        assert (codes(refused), states(desk.anna)) == (expected, [])

    def test_a_plan_that_the_service_began_has_no_author(self, desk):
        plan = begin_plan(by=SERVICE, person=desk.anna, unit=desk.house.units["riga"])
        assert plan.author_id is None


class TestAgreeing:
    def test_the_way_of_a_plan(self, desk, settings):
        plan = desk.in_force()
        assert [(row.move, row.to_state, row.actor_id) for row in history(plan)] == [
            ("", "draft", desk.staff.pk),
            ("propose", "with_person", desk.staff.pk),
            ("record_answer", "answered", desk.staff.pk),
            ("countersign", "active", desk.head_staff.pk),
        ]
        kept = now(plan)
        assert (kept.answer, kept.words, kept.explained_in, kept.answered_on) == (
            "agrees", "It suits me.", "lv", TODAY,
        )  # fmt: skip
        assert (kept.countersigned_by_id, kept.countersigned_on, kept.review_on) == (
            desk.head_staff.pk, TODAY, review_day(settings),
        )  # fmt: skip
        assert work_of(plan) == [
            ("plans.agree", desk.staff.pk, "done"),
            ("plans.countersign", None, "done"),
        ]

    def test_what_is_to_be_countersigned_waits_in_the_queue_of_the_unit(self, desk):
        assert work_of(desk.answered()) == [
            ("plans.agree", desk.staff.pk, "done"),
            ("plans.countersign", None, ""),
        ]

    def test_a_plan_without_a_goal_is_not_put_to_anybody(self, desk):
        plan = desk.draft()
        with pytest.raises(Refused) as refused:
            advance(by=desk.officer, plan=plan, code="propose")
        assert (codes(refused), now(plan).state) == (["no-goal"], "draft")

    def test_each_goal_without_a_step_is_a_reason(self, desk):
        plan = desk.written()
        for text in ("See my child.", "Sleep well."):
            add_goal(by=desk.officer, plan=plan, what=GoalContent(need="other", text=text))
        with pytest.raises(Refused) as refused:
            advance(by=desk.officer, plan=plan, code="propose")
        assert [str(reason.text) for reason in refused.value.reasons] == [
            "“See my child.” has no step. Say what is done, by whom and when.",
            "“Sleep well.” has no step. Say what is done, by whom and when.",
        ]

    @pytest.mark.parametrize(("answer", "words", "expected"), [
        ("agrees", "", []),
        ("does_not_agree", "That is your plan.", []),
        ("does_not_agree", "  ", ["words-missing"]),
        ("could_not_answer", "Was ill.", []),
        ("could_not_answer", "", ["words-missing"]),
    ])  # fmt: skip
    def test_who_does_not_agree_is_quoted(self, desk, answer, words, expected):
        plan, found = desk.proposed(), []
        said = Answer(answer=answer, words=words, explained_in="ru", answered_on=TODAY)
        try:
            record_answer(by=desk.officer, plan=plan, said=said)
        except Refused as refused:
            found = [reason.code for reason in refused.reasons]
        assert (found, now(plan).state) == (expected, "with_person" if expected else "answered")

    def test_a_plan_comes_into_force_without_agreement_and_says_so(self, desk):
        plan = desk.proposed()
        said = Answer(answer="does_not_agree", words="No.", explained_in="ru", answered_on=TODAY)
        record_answer(by=desk.officer, plan=plan, said=said)
        countersign(by=desk.head, plan=plan)
        assert (now(plan).state, now(plan).answer) == ("active", "does_not_agree")

    def test_nobody_has_answered_tomorrow(self, desk):
        plan, day = desk.proposed(), TODAY + timedelta(days=1)
        said = Answer(answer="agrees", words="", explained_in="lv", answered_on=day)
        with pytest.raises(Refused) as refused:
            record_answer(by=desk.officer, plan=plan, said=said)
        assert (codes(refused), now(plan).state) == (["in-future"], "with_person")

    def test_what_is_written_anew_is_asked_anew(self, desk):
        plan = desk.answered()
        advance(by=desk.officer, plan=plan, code="revise")
        kept = now(plan)
        assert (kept.state, kept.answer, kept.words, kept.explained_in, kept.answered_on) == (
            "draft", "", "", "", None,
        )  # fmt: skip
        assert work_of(plan) == [
            ("plans.agree", desk.staff.pk, "done"),
            ("plans.countersign", None, "done"),
            ("plans.agree", desk.staff.pk, ""),
        ]


class TestCountersigning:
    def test_an_officer_may_not(self, desk):
        plan = desk.answered()
        other = desk.house.actor("prison_officer")
        with pytest.raises(Refused) as refused:
            countersign(by=other, plan=plan)
        assert (codes(refused), now(plan).state) == (["no-role"], "answered")

    def test_nobody_signs_what_they_wrote(self, desk):
        riga = desk.house.units["riga"]
        plan = begin_plan(by=desk.head, person=desk.anna, unit=riga)
        add_goal(by=desk.head, plan=plan, what=WORK)
        advance(by=desk.head, plan=plan, code="propose")
        record_answer(by=desk.head, plan=plan, said=SAID)
        with pytest.raises(Refused) as refused:
            countersign(by=desk.head, plan=plan)
        assert (codes(refused), now(plan).state) == (["own-work"], "answered")
        another = desk.house.actor("head_of_unit")
        assert countersign(by=another, plan=plan).state == "active"

    @pytest.mark.parametrize("step", ["propose", "answer"])
    def test_nor_what_they_put_to_the_person_or_took_the_answer_of(self, desk, step):
        plan = desk.written()
        advance(by=desk.head if step == "propose" else desk.officer, plan=plan, code="propose")
        record_answer(by=desk.head if step == "answer" else desk.officer, plan=plan, said=SAID)
        with pytest.raises(Refused) as refused:
            countersign(by=desk.head, plan=plan)
        assert codes(refused) == ["own-work"]

    def test_the_head_of_another_unit_does_not_reach_it(self, desk):
        plan = desk.answered()
        with pytest.raises(Refused) as refused:
            countersign(by=desk.house.actor("head_of_unit", "olaine"), plan=plan)
        assert codes(refused) == ["not-yours"]

    def test_the_database_knows_it_too(self, desk):
        plan = desk.answered()
        plan.countersigned_by_id, plan.countersigned_on = plan.author_id, TODAY
        with pytest.raises(IntegrityError), transaction.atomic(), act("test.sign", by=SERVICE):
            plan.save()


class TestReviewing:
    def test_the_next_version_begins_as_a_copy(self, desk):
        first = desk.in_force()
        second = review(by=desk.officer, plan=first)
        assert (second.version, second.former_id, second.answer) == (2, first.pk, "")
        assert states(desk.anna) == [(1, "under_review"), (2, "draft")]
        assert (goals(second), steps(second)) == (goals(first), steps(first)) == (
            JOB, steps(first),
        )  # fmt: skip
        assert goal_of(second).line == goal_of(first).line
        assert goal_of(second).pk != goal_of(first).pk

    def test_it_takes_the_place_of_the_one_before(self, desk):
        first = desk.in_force()
        second = desk.finish(review(by=desk.officer, plan=first))
        assert states(desk.anna) == [(1, "superseded"), (2, "active")]
        assert now(second).former_id == first.pk

    def test_the_one_before_never_changes_again(self, desk):
        first = desk.in_force()
        before = (goals(first), steps(first), now(first).words)
        second = review(by=desk.officer, plan=first)
        note_progress(by=desk.officer, goal=goal_of(second), said=Progress(state="achieved"))
        add_goal(by=desk.officer, plan=second, what=WORK)
        desk.finish(second)
        assert (goals(first), steps(first), now(first).words) == before
        for goal in (goal_of(first),):
            with pytest.raises(Refused) as refused:
                note_progress(by=desk.officer, goal=goal, said=Progress(state="achieved"))
            assert codes(refused) == ["not-noted"]

    def test_a_review_that_is_given_up_leaves_the_plan_in_force(self, desk, settings):
        first = desk.in_force()
        second = review(by=desk.officer, plan=first)
        advance(by=desk.officer, plan=second, code="end", reason="nothing to change")
        assert states(desk.anna) == [(1, "active"), (2, "ended")]
        assert now(first).review_on == review_day(settings)

    @pytest.mark.parametrize("code", ["mark_error", "mark_wrong_person"])
    def test_so_does_one_that_was_a_mistake(self, desk, code):
        second = review(by=desk.officer, plan=desk.in_force())
        advance(by=desk.officer, plan=second, code=code, reason="a mistake")
        assert next(state for _, state in states(desk.anna)) == "active"

    def test_it_is_not_kept_while_the_next_is_written(self, desk):
        first = desk.in_force()
        review(by=desk.officer, plan=first)
        with pytest.raises(Refused) as refused:
            advance(by=desk.officer, plan=now(first), code="keep")
        assert codes(refused) == ["in-preparation"]

    def test_a_third_version_follows_the_second(self, desk):
        second = desk.finish(review(by=desk.officer, plan=desk.in_force()))
        third = review(by=desk.officer, plan=second)
        assert (third.version, third.former_id) == (3, second.pk)

    @pytest.mark.parametrize("code", ["start_review", "countersign", "record_answer"])
    def test_what_wants_more_is_not_taken_by_the_way(self, desk, code):
        with pytest.raises(Refused) as refused:
            advance(by=desk.officer, plan=desk.in_force(), code=code)
        assert codes(refused) == ["own-step"]


class TestEnding:
    def test_a_plan_is_completed_when_everything_was_settled(self, desk):
        plan = desk.in_force()
        with pytest.raises(Refused) as refused:
            advance(by=desk.officer, plan=plan, code="complete")
        assert codes(refused) == ["goal-open"]
        note_progress(by=desk.officer, goal=goal_of(plan), said=Progress(state="achieved"))
        assert advance(by=desk.officer, plan=plan, code="complete").state == "completed"

    def test_an_early_end_wants_a_reason(self, desk):
        plan = desk.in_force()
        with pytest.raises(Refused) as refused:
            advance(by=desk.officer, plan=plan, code="end")
        assert (codes(refused), now(plan).state) == (["reason-missing"], "active")
        advance(by=desk.officer, plan=plan, code="end", reason="sentence quashed")
        assert [reason for *_, reason, _ in recorded("plans.end")] == ["sentence quashed"]

    def test_a_closed_plan_leaves_no_work(self, desk):
        plan = desk.draft()
        advance(by=desk.officer, plan=plan, code="end", reason="moved abroad")
        assert work_of(plan) == [("plans.agree", desk.staff.pk, "not-needed")]

    def test_it_goes_on_where_it_was_when_it_is_reopened(self, desk):
        plan = desk.in_force()
        advance(by=desk.officer, plan=plan, code="end", reason="a mistake")
        assert advance(by=desk.officer, plan=plan, code="reopen", reason="so").state == "active"

    def test_but_not_beside_another_plan(self, desk):
        plan = desk.in_force()
        advance(by=desk.officer, plan=plan, code="end", reason="a mistake")
        desk.draft()
        with pytest.raises(Refused) as refused:
            advance(by=desk.officer, plan=plan, code="reopen", reason="so")
        assert codes(refused) == ["other-plan"]

    def test_death_ends_the_plan_and_the_version_in_preparation(self, desk):
        review(by=desk.officer, plan=desk.in_force())
        note_death(by=SERVICE, person_id=desk.anna.pk, died_on=TODAY, source="doctor")
        assert states(desk.anna) == [(1, "ended_by_death"), (2, "ended_by_death")]

    def test_an_escape_suspends_both_and_the_return_brings_both_back(self, desk):
        review(by=desk.officer, plan=desk.in_force())
        person_event(person=desk.anna.pk, code="person_escaped", by=SERVICE)
        assert states(desk.anna) == [(1, "suspended"), (2, "suspended")]
        with pytest.raises(Refused) as refused:
            desk.draft()
        assert codes(refused) == ["other-plan"]
        person_event(person=desk.anna.pk, code="person_returned", by=SERVICE)
        assert states(desk.anna) == [(1, "under_review"), (2, "draft")]


def test_the_database_holds_one_plan_in_force_and_one_in_preparation(desk):
    for state, plan in (("draft", desk.draft()),):
        riga = desk.house.units["riga"]
        second = Plan(person=desk.anna, unit=riga, version=2, state=state)
        with pytest.raises(IntegrityError), transaction.atomic(), act("test.two", by=SERVICE):
            second.save(force_insert=True)
        assert now(plan).state == state


def test_somebody_who_stands_in_sees_the_reasons_of_the_officer(desk):
    other = actor_for(desk.house.member("prison_officer"), TODAY)
    plan = desk.written()
    assert advance(by=other, plan=plan, code="propose").state == "with_person"
