"""What other rooms do towards goals: shown on the plan, and noted in it by itself."""

from uuid import uuid4

import pytest

from tilts.casework.people.pairs import merge_people
from tilts.casework.plans import towards
from tilts.casework.plans.actions import advance, carry_over, review
from tilts.casework.plans.models import Goal, Step
from tilts.casework.plans.towards import Toward, register_toward
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

from .desk import goal_of, goals, now, steps, url


@pytest.fixture
def room():
    """A room that says something of every goal, and offers something."""
    known = dict(towards._providers)
    towards._providers.clear()

    def shown(actor, found):
        return {
            goal.line: [
                Toward(text="Choir", url="/choir/", note="3 of 9", badge="sings", tone="info"),
                Toward(text="Join a choir", url="/join/", offer=True),
            ]
            for goal in found
        }

    register_toward("tests.choir", shown)
    yield
    towards._providers.clear()
    towards._providers.update(known)


def carried(plan, state: str = "done", *, step: bool = True) -> int:
    """What another room did ended so."""
    goal = goal_of(plan)
    line = goal.steps.order_by("pk")[0].line if step else None
    return carry_over(by=SERVICE, person_id=plan.person_id, goal=goal.line, step=line, state=state)


def test_the_plan_shows_what_is_done_and_what_could_be(desk, room):
    page = desk.browser.get(url("one", desk.in_force())).content.decode()
    for words in ("Choir", "/choir/", "3 of 9", "sings", "Join a choir", "/join/"):
        assert words in page


def test_without_goals_no_room_is_asked(desk, room):
    assert towards.towards(desk.officer, []) == {}


def test_each_goal_has_its_own_lines(desk, room):
    goal = goal_of(desk.in_force())
    found = towards.towards(desk.officer, [goal])
    assert [(one.text, one.offer) for one in found[goal.line]] == [
        ("Choir", False),
        ("Join a choir", True),
    ]


@pytest.mark.parametrize("state", ["open", "done", "not_done"])
def test_a_goal_goes_on_and_its_step_stands_as_it_came_out(desk, state):
    plan = desk.in_force()
    assert carried(plan, state) == 1
    assert goals(plan) == [("work", "I want a job.", "progressing")]
    assert [row[-1] for row in steps(plan)] == [state, "open"]


def test_without_a_step_only_the_goal_goes_on(desk):
    plan = desk.in_force()
    assert carried(plan, step=False) == 1
    assert [row[-1] for row in steps(plan)] == ["open", "open"]


@pytest.mark.parametrize("state", ["achieved", "not_achieved", "dropped", "progressing"])
def test_what_people_said_of_a_goal_stays(desk, state):
    from tilts.casework.plans.actions import note_progress
    from tilts.casework.plans.content import Progress

    plan = desk.in_force()
    note_progress(by=desk.officer, goal=goal_of(plan), said=Progress(state=state))
    carried(plan)
    assert goals(plan) == [("work", "I want a job.", state)]


def test_the_version_in_preparation_is_noted_in_as_well(desk):
    plan = desk.in_force()
    after = review(by=desk.officer, plan=plan)
    assert carried(plan) == 2
    assert [row[-1] for row in steps(after)] == ["done", "open"]
    assert [row[-1] for row in steps(plan)] == ["done", "open"]


def test_what_is_history_stays_as_it_was(desk):
    plan = desk.in_force()
    advance(by=desk.officer, plan=plan, code="end", reason="Moved away.")
    assert carried(now(plan)) == 0
    assert goals(plan) == [("work", "I want a job.", "open")]


def test_the_goal_on_a_merged_record_is_found(desk):
    plan = desk.in_force()
    other = desk.add("Liepa")
    merge_people(by=SERVICE, kept_id=other.pk, gone_id=plan.person_id, reason="the same")
    goal = goal_of(plan)
    found = carry_over(by=SERVICE, person_id=other.pk, goal=goal.line, step=None, state="done")
    assert found == 1


def test_another_persons_goal_is_not_touched(desk):
    plan, other = desk.in_force(), desk.add("Liepa")
    goal = goal_of(plan)
    assert carry_over(by=SERVICE, person_id=other.pk, goal=goal.line, step=None, state="done") == 0
    assert carry_over(by=SERVICE, person_id=plan.person_id, goal=uuid4(), step=None, state="x") == 0
    assert Goal.objects.get().state == "open"
    assert set(Step.objects.values_list("state", flat=True)) == {"open"}


def test_it_is_told_in_the_record_as_progress(desk):
    plan = desk.in_force()
    before = Act.objects.filter(kind="plans.note_progress").count()
    carried(plan)
    assert Act.objects.filter(kind="plans.note_progress").count() == before + 1
    carried(plan)
    assert Act.objects.filter(kind="plans.note_progress").count() == before + 1
