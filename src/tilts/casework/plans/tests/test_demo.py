"""Fictional plans: plausible days, whole histories, and the same each time."""

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from tilts.casework.assessment.demo import make_assessments
from tilts.casework.assessment.tests.courses import courses_in
from tilts.casework.people.models import Person
from tilts.casework.plans.choices import Agrees, Need, Who
from tilts.casework.plans.demo import make_plans
from tilts.casework.plans.demo.content import copied, lived, texts, written
from tilts.casework.plans.demo.found import Found, changes, found_of, known_on
from tilts.casework.plans.demo.stages import PLANNED, Version, versions_of
from tilts.casework.plans.demo.work import item_of
from tilts.casework.plans.models import Goal, Plan
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.organisation.models import Agency, Staff, Unit
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party
from tilts.platform.record.acts import act
from tilts.platform.workflow.machines import initial, targets
from tilts.platform.workflow.models import Status

TODAY = date(2026, 6, 15)
OFFICER = Staff(party=Party())
UNIT = Unit(agency=Agency(code="vpd", country="LV"), code="vpd_riga_1", since=date(2000, 1, 1))
HEADS = {UNIT.pk: UUID(int=7)}


def course(kind: str = "prison", ago: int = 700, end: date | None = None, fate: str = "") -> Course:
    start = TODAY - timedelta(days=ago)
    stage = Stage(kind, start, 36, "175", UNIT, OFFICER, end, fate)
    who: dict[str, Any] = {"family": "Ozols", "given": "Jānis", "sex": "male"}
    facts: dict[str, Any] = {"born": date(1990, 1, 1), "languages": ["ru", "lv"], "code": None}
    person = Person(party=Party())
    return Course(country="LV", person=person, stages=[stage], locality="Rīga", **who, **facts)


def batch(seed: int = 1) -> Batch:
    return Batch(Random(seed), TODAY, [], [])


def versions(seed: int, **what: Any) -> list[Version]:
    return list(versions_of(batch(seed), course(**what), HEADS))


MANY = range(300)


def test_each_move_leads_on_from_the_one_before():
    for version in (one for seed in MANY for one in versions(seed)):
        state, at = initial(Plan.machine), version.past.began
        for step in version.past.steps:
            assert step.to_state in targets(Plan.machine, step.move, state)
            assert at <= step.at
            state, at = step.to_state, step.at
        assert timezone.localdate(at) <= TODAY


def test_most_have_one_plan_some_two_versions_and_some_none():
    counts = [len(versions(seed)) for seed in MANY]
    assert min(counts.count(number) for number in (0, 1, 2)) > 5
    assert set(counts) == {0, 1, 2}


def test_who_signs_is_not_who_wrote():
    plans = [one.plan for seed in MANY for one in versions(seed)]
    signed = [plan for plan in plans if plan.countersigned_on]
    assert {plan.countersigned_by_id for plan in signed} == {HEADS[UNIT.pk]}
    assert {plan.author_id for plan in plans} == {OFFICER.pk}
    assert [plan for plan in signed if not plan.answer] == []


def test_without_a_head_nothing_is_signed():
    found = [one for seed in MANY for one in versions_of(batch(seed), course(), {})]
    assert {one.plan.countersigned_on for one in found} == {None}


@pytest.mark.parametrize("what", [
    {"kind": "report"}, {"kind": "remand"}, {"fate": "escaped"}, {"fate": "waiting"},
    {"end": TODAY, "fate": "served"}, {"ago": -5},
])  # fmt: skip
def test_who_has_no_plan(what):
    assert [one for seed in range(60) for one in versions(seed, **what)] == []


@pytest.mark.parametrize("kind", PLANNED)
def test_whoever_carries_out_a_sentence_may_have_one(kind):
    assert any(versions(seed, kind=kind) for seed in range(30))


def test_the_next_version_keeps_a_goal_and_gives_it_a_new_row():
    random, plan, after = Random(1), Plan(), Plan(version=2)
    first = written(random, plan, "LV", TODAY, None)
    second = copied(random, after, first, "LV", None)
    (old, old_steps), (new, new_steps) = first[0], second[0]
    assert (new.line, new.text, new.plan) == (old.line, old.text, after)
    assert new.pk != old.pk
    assert [step.line for step in new_steps] == [step.line for step in old_steps]
    assert len({goal.need for goal, _ in second}) == len(second) == 2


def test_what_was_achieved_has_no_cause_why_not():
    random = Random(1)
    goals = [one for _ in MANY for one in written(random, Plan(), "LT", TODAY, None)]
    lived(random, goals, "LT", {})
    assert {goal.cause for goal, _ in goals if goal.state == "achieved"} == {""}
    assert len({goal.cause for goal, _ in goals}) > 3


def test_goals_answer_to_the_highest_needs_that_were_found():
    found = Found(TODAY, {"substances": 2, "work": 1, "family": 1})
    random = Random(3)
    first = [written(random, Plan(), "LV", TODAY, found) for _ in MANY]
    told = {tuple(goal.need for goal, _ in goals) for goals in first}
    assert told == {("substances",), ("substances", "work")}
    after = {
        tuple(goal.need for goal, _ in copied(random, Plan(version=2), one, "LV", found))
        for one in first
    }
    assert after == {("substances", "work")}


def test_what_became_of_a_need_shows_in_what_came_of_its_goal():
    random, came = Random(4), {}
    for change in (-1, 0, 1):
        goals = [
            one
            for _ in MANY
            for one in written(random, Plan(), "LV", TODAY, Found(TODAY, {"work": 1}))
        ]
        lived(random, goals, "LV", {"work": change})
        states = [goal.state for goal, _ in goals]
        came[change] = states.count("achieved") / len(states)
    assert came[-1] > 0.5 > 0.3 > came[0] > 0.05
    assert came[1] == 0


def test_a_plan_follows_the_assessment_that_it_rests_on():
    for seed in MANY:
        known = Found(TODAY - timedelta(days=seed), {"work": 1})
        for one in versions_of(batch(seed), course(), HEADS, [known]):
            assert timezone.localdate(one.past.began) > known.on


def test_which_assessment_holds_on_a_day_and_what_has_changed_since():
    first, last = Found(date(2026, 1, 5), {"work": 2, "family": 1}), Found(TODAY, {"work": 1})
    assert known_on([], TODAY) is None
    assert known_on([first, last], date(2025, 1, 1)) == first
    assert known_on([first, last], date(2026, 6, 1)) == first
    assert known_on([first, last], TODAY) == last
    assert changes([first, last], date(2026, 2, 1)) == {"work": -1, "family": -1}
    assert changes([first, last], TODAY) == {"work": 0}
    assert changes([], TODAY) == {}


def test_open_work_is_of_plans_that_want_it():
    kinds: dict[str, set[str]] = {}
    for seed in MANY:
        for one in versions(seed):
            one.plan.state = one.past.steps[-1].to_state if one.past.steps else "draft"
            if item := item_of(batch(), one):
                kinds.setdefault(item.kind, set()).add(one.plan.state)
    assert kinds == {
        "plans.agree": {"draft", "with_person"},
        "plans.countersign": {"answered"},
        "plans.review": {"active"},
    }


def test_in_a_service_goals_answer_to_what_was_assessed(all_seen):
    today = timezone.localdate()
    courses = courses_in(build_house())
    made = Batch(Random(1), today, courses, [])
    with act("demo.load", by=SERVICE):
        make_assessments(made)
        make_plans(made)
    found = found_of(courses)
    goals = list(Goal.objects.select_related("plan").exclude(plan__former__isnull=False))
    assert len(goals) > 10
    for goal in goals:
        begun = timezone.localdate(
            Status.objects.get(case=goal.plan.case_ref(), number=1).effective_at
        )
        known = known_on(found[goal.person_id], begun)
        needs = list(known.needs)[:2] if known else []
        assert goal.need in needs or not needs


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_each_country_has_texts_for_every_need_and_answer(country):
    known = texts()[country]
    assert set(known["goals"]) | {Need.OTHER} == set(Need)
    assert set(known["answers"]) == set(Agrees)
    steps = [step for goal in known["goals"].values() for rows in goal.values() for step in rows]
    assert {who for who, *_ in steps} == set(Who)
    assert max(len(text) for step in steps for text in step) < 120


def test_the_same_seed_gives_the_same_plans():
    told = [[(one.past, one.plan.answer, one.plan.words) for one in versions(5)] for _ in range(2)]
    assert told[0] == told[1]
