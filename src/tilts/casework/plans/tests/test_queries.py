"""What is read of plans, by whom, and at what cost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.plans.actions import add_goal, advance, open_reviews, pass_on, review
from tilts.casework.plans.models import Plan
from tilts.casework.plans.my_day import unplanned
from tilts.casework.plans.queries import (
    goals_of,
    one_goal,
    one_plan,
    open_plans,
    plans_of,
    present_plan,
    steps_of,
    to_be_reviewed,
    without_plan,
)
from tilts.casework.proceedings.tests.world import sentenced
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .desk import TODAY, WORK, codes, goal_of


def asked(read: Callable[..., Any], *about: Any) -> int:
    """How many queries a read takes, savepoints aside."""
    with CaptureQueriesContext(connection) as queries:
        read(*about)
    return sum("SAVEPOINT" not in query["sql"] for query in queries)


def due_on(plan: Plan, days: int) -> Plan:
    plan.review_on = TODAY + timedelta(days=days)
    with act("test.due", by=SERVICE):
        plan.save()
    return plan


class TestPlansOfPeople:
    def test_every_version_the_newest_first(self, desk):
        first = desk.in_force()
        second = desk.finish(review(by=desk.officer, plan=first))
        third = review(by=desk.officer, plan=second)
        assert list(plans_of([desk.anna.pk])) == [third, second, first]

    def test_what_is_over_is_not_open(self, desk):
        first = desk.in_force()
        second = desk.finish(review(by=desk.officer, plan=first))
        third = review(by=desk.officer, plan=second)
        assert list(open_plans([desk.anna.pk])) == [third, second]
        advance(by=desk.officer, plan=third, code="end", reason="so")
        assert list(open_plans([desk.anna.pk])) == [second]

    def test_nobody_has_none(self, desk):
        assert (list(plans_of([])), list(open_plans([uuid7()]))) == ([], [])
        assert present_plan([]) is None

    def test_as_many_queries_for_three_people_as_for_one(self, desk):
        people = [desk.add(name) for name in ("Liepa", "Egle", "Kalna")]
        for whom in people:
            desk.draft(whom)
        ids = [whom.pk for whom in people]
        counts = [
            [asked(lambda some: list(read(some)), ids[:n]) for n in (1, 3)]  # noqa: B023 - at once
            for read in (plans_of, open_plans, without_plan)
        ]
        assert [one for one, _ in counts] == [three for _, three in counts]


class TestOne:
    def test_a_plan_and_a_goal(self, desk):
        plan = desk.written()
        goal = goal_of(plan)
        assert (one_plan(plan.pk), one_goal(goal.pk)) == (plan, goal)

    @pytest.mark.parametrize("read", [one_plan, one_goal])
    def test_what_is_not_there_and_what_is_not_ones_own_are_answered_alike(self, desk, read):
        plan = desk.written()
        own = {one_plan: plan, one_goal: goal_of(plan)}[read]
        stranger = actor_for(desk.house.member("prison_officer", "olaine"), TODAY)
        found = []
        for pk in (own.pk, uuid7()):
            with seen_by(stranger), pytest.raises(Refused) as refused:
                read(pk)
            found.append(codes(refused))
        assert found == [["not-yours"], ["not-yours"]]

    def test_goals_and_steps_in_the_order_in_which_they_were_set(self, desk):
        plan = desk.draft()
        made = [add_goal(by=desk.officer, plan=plan, what=WORK) for _ in range(3)]
        assert goals_of(plan) == made
        assert [step.what for step in steps_of(made[1])] == ["Write a CV", "Help to find work"]

    def test_as_many_queries_for_three_goals_as_for_one(self, desk):
        plan, counts = desk.written(), []
        for more in (0, 2):
            for _ in range(more):
                add_goal(by=desk.officer, plan=plan, what=WORK)
            counts.append(asked(lambda: [list(goal.steps.all()) for goal in goals_of(plan)]))
        assert counts == [2, 2]


class TestReviews:
    def test_by_their_day_and_not_twice(self, desk):
        later = due_on(desk.in_force(desk.add("Liepa")), 9)
        sooner = due_on(desk.in_force(desk.add("Egle")), 3)
        due_on(desk.in_force(desk.add("Kalna")), 90)
        month = TODAY + timedelta(days=30)
        assert list(to_be_reviewed(month)) == [sooner, later]
        open_reviews(by=SERVICE, day=TODAY)
        assert list(to_be_reviewed(month)) == []

    def test_one_that_is_kept_comes_again_with_its_next_day(self, desk):
        plan = due_on(desk.in_force(), 3)
        open_reviews(by=SERVICE, day=TODAY)
        second = review(by=desk.officer, plan=plan)
        advance(by=desk.officer, plan=second, code="end", reason="nothing to change")
        assert list(to_be_reviewed(TODAY + timedelta(days=30))) == []
        assert list(to_be_reviewed(TODAY + timedelta(days=300))) == [plan]

    def test_what_is_under_review_or_over_is_not_due(self, desk):
        for name, code in (("Liepa", "start"), ("Egle", "end"), ("Kalna", "mark_error")):
            plan = due_on(desk.in_force(desk.add(name)), -1)
            if code == "start":
                review(by=desk.officer, plan=plan)
            else:
                advance(by=desk.officer, plan=plan, code=code, reason="so")
        assert list(to_be_reviewed(TODAY)) == []


class TestCosts:
    """What the pages of a person and of a day ask for is the same for one row as for three."""

    @pytest.fixture
    def people(self, desk) -> list[Person]:
        found = [desk.add(name) for name in ("Liepa", "Egle", "Kalna")]
        for whom in found:
            sentenced(whom, desk.house.units["riga"])
        return found

    def test_of_my_day(self, desk, people):
        plans = [desk.draft(whom) for whom in people[1:]]
        one = asked(unplanned, desk.officer), len(unplanned(desk.officer))
        for plan in plans:
            advance(by=desk.officer, plan=plan, code="end", reason="so")
        three = asked(unplanned, desk.officer), len(unplanned(desk.officer))
        assert (one[0], one[1], three[1]) == (three[0], 1, 3)

    def test_of_the_page_with_three_versions_and_with_one(self, desk):
        plan, counts = desk.in_force(), []
        for _ in range(2):
            address = reverse("plans:one", args=[plan.pk])
            desk.browser.get(address)
            counts.append(asked(desk.browser.get, address))
            plan = desk.finish(review(by=desk.officer, plan=plan))
            plan = desk.finish(review(by=desk.officer, plan=plan))
        assert counts == [counts[0]] * 2

    def test_of_a_comparison(self, desk):
        first = desk.in_force()
        second, counts = review(by=desk.officer, plan=first), []
        for more in (0, 2):
            for _ in range(more):
                add_goal(by=desk.officer, plan=second, what=WORK)
            address = reverse("plans:compare", args=[second.pk])
            desk.browser.get(address)
            counts.append(asked(desk.browser.get, address))
        assert counts == [counts[0]] * 2

    def test_of_passing_plans_on(self, desk):
        other, counts = desk.house.member("probation_officer", "jelgava"), []

        def passing(plan: Plan) -> None:
            there = desk.house.units["jelgava"]
            pass_on(by=SERVICE, person_id=plan.person_id, to=other, unit=there)

        for name, goals in (("Liepa", 1), ("Egle", 3)):
            plan = desk.draft(desk.add(name))
            for _ in range(goals):
                add_goal(by=desk.officer, plan=plan, what=WORK)
            counts.append(asked(passing, plan))
        assert counts == [counts[0]] * 2
