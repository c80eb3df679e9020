"""Whatever a page of plans refuses, it answers 422, says why, and gives back what was typed."""

from datetime import timedelta
from typing import Any

import pytest

from tilts.casework.people.tests.people import change
from tilts.casework.plans.actions import advance, change_goal, remove_goal, review
from tilts.casework.plans.content import GoalContent, StepContent
from tilts.casework.plans.models import Goal, Plan
from tilts.casework.plans.queries import steps_of
from tilts.platform.documents.models import Document

from .desk import TODAY, goal_of, goals, now, steps, url

LONG = "x" * 4001
GOAL = {"sent": "1", "need": "work", "text": "I want a job.",
        "what_0": "Write a CV", "who_0": "staff", "name_0": "Ilze", "due_0": "2027-01-04",
        "how_0": "in the class", "what_1": "Help", "who_1": "partner", "name_1": "Labour office",
        "due_1": "", "how_1": "on the spot"}  # fmt: skip
ANSWER = {"sent": "1", "answer": "does_not_agree", "words": "That is your plan, not mine.",
          "explained_in": "ru", "answered_on": TODAY.isoformat()}  # fmt: skip
PROGRESS = {"sent": "1", "state": "not_achieved", "cause": "no_place", "note": "Full."}
TOMORROW = (TODAY + timedelta(days=1)).isoformat()


def handed_back(answer: Any, sent: dict[str, str]) -> dict[str, str]:
    """What the page that was refused has in the fields that were sent."""
    form = answer.context["form"]
    return {"sent": "1", **{name: form[name].value() for name in sent if name in form.fields}}


def reasons(answer: Any) -> tuple[int, list[str]]:
    form = answer.context["form"]
    return answer.status_code, [str(e) for errors in form.errors.values() for e in errors]


class TestGoal:
    @pytest.mark.parametrize(("wrong", "said"), [
        ({"text": ""}, "This field is required."),
        ({"need": ""}, "This field is required."),
        ({"text": "x" * 301}, "Ensure this value has at most 300 characters (it has 301)."),
        ({"what_0": ""}, "Say what is to be done in this step."),
        ({"what_1": ""}, "Say what is to be done in this step."),
        ({"due_0": "soon"}, "Enter a valid date."),
        ({"due_0": "1024-01-01"}, "This day lies before 1900. Look at the year."),
        ({"due_0": "9999-01-01"}, "This day is more than fifty years away. Look at the year."),
        ({"name_0": "x" * 121}, "Ensure this value has at most 120 characters (it has 121)."),
    ])  # fmt: skip
    def test_what_a_new_goal_wants(self, desk, wrong, said):
        plan, sent = desk.draft(), {**GOAL, **wrong}
        answer = desk.browser.post(url("add_goal", plan), sent)
        assert reasons(answer) == (422, [said])
        assert (handed_back(answer, sent), goals(plan)) == (sent, [])

    @pytest.mark.parametrize(("wrong", "said"), [
        ({"text": ""}, "This field is required."),
        ({"who_0": "nobody"},
         "Select a valid choice. nobody is not one of the available choices."),
        ({"id_0": "7"}, "Enter a valid UUID."),
        ({"id_0": "01a21498-72c6-7089-9d2e-29849d61b6aa"},
         "The goal has no such step, or has it no more. Load the page again."),
    ])  # fmt: skip
    def test_what_a_change_wants(self, desk, wrong, said):
        plan = desk.written()
        goal, before = goal_of(plan), steps(plan)
        known = {f"id_{n}": str(step.pk) for n, step in enumerate(steps_of(goal))}
        sent = {**GOAL, **known, "text": "A job outside.", **wrong}
        answer = desk.browser.post(url("goal", goal), sent)
        assert reasons(answer) == (422, [said])
        assert (handed_back(answer, sent), steps(plan)) == (sent, before)
        assert now(goal).text == "I want a job."

    def test_a_step_that_was_written_while_a_colleague_took_one_away_is_not_lost(self, desk):
        goal = goal_of(desk.written())
        first, second = steps_of(goal)
        gone = GoalContent(need="work", text="I want a job.", gone=(first.pk,))
        change_goal(by=desk.officer, goal=Goal.objects.get(pk=goal.pk), what=gone)
        known = {**GOAL, "what_0": "", "id_0": str(first.pk), "id_1": str(second.pk)}
        sent = {**known, "what_2": "Buy boots", "who_2": "person"}
        assert desk.browser.post(url("goal", goal), sent).status_code == 302
        assert [what for what, *_ in steps(goal.plan)] == ["Help", "Buy boots"]

    def test_nor_is_one_that_a_colleague_added(self, desk):
        goal = goal_of(desk.written())
        known = {f"id_{n}": str(step.pk) for n, step in enumerate(steps_of(goal))}
        more = StepContent(what="Buy boots", who="person")
        what = GoalContent(need="work", text="I want a job.", steps=(more,))
        change_goal(by=desk.officer, goal=Goal.objects.get(pk=goal.pk), what=what)
        assert desk.browser.post(url("goal", goal), {**GOAL, **known}).status_code == 302
        assert [what for what, *_ in steps(goal.plan)] == ["Write a CV", "Help", "Buy boots"]

    @pytest.mark.parametrize("stage", ["proposed", "answered", "in_force"])
    @pytest.mark.parametrize("name", ["add_goal", "goal", "remove_goal"])
    def test_a_plan_that_was_put_to_the_person_stands(self, desk, stage, name):
        plan = getattr(desk, stage)()
        before = goals(plan), steps(plan)
        subject = plan if name == "add_goal" else goal_of(plan)
        answer = desk.browser.post(url(name, subject), GOAL)
        text = "The plan stands as it was put to the person. Write it anew, or review it."
        assert reasons(answer) == (422, [text])
        assert ((goals(plan), steps(plan)), now(plan).state) == (before, plan.state)

    def test_what_a_colleague_took_out_is_not_found(self, desk):
        goal = goal_of(desk.written())
        remove_goal(by=desk.officer, goal=Goal.objects.get(pk=goal.pk))
        names = ("goal", "remove_goal", "progress")
        found = [desk.browser.post(url(name, goal), GOAL).status_code for name in names]
        assert found == [404] * 3


class TestAnswer:
    @pytest.mark.parametrize(("wrong", "said"), [
        ({"answer": ""}, "This field is required."),
        ({"answer": "perhaps"},
         "Select a valid choice. perhaps is not one of the available choices."),
        ({"words": ""}, "Write down what the person says, in their own words."),
        ({"words": " ", "answer": "could_not_answer"},
         "Write down what the person says, in their own words."),
        ({"words": LONG}, "Ensure this value has at most 4000 characters (it has 4001)."),
        ({"explained_in": "de"},
         "Select a valid choice. de is not one of the available choices."),
        ({"answered_on": ""}, "This field is required."),
        ({"answered_on": TOMORROW},
         "This day has not come yet. Give the day when it happened."),
        ({"answered_on": "1024-01-01"}, "This day lies before 1900. Look at the year."),
    ])  # fmt: skip
    def test_what_an_answer_wants(self, desk, wrong, said):
        plan, sent = desk.proposed(), {**ANSWER, **wrong}
        answer = desk.browser.post(url("answer", plan), sent)
        assert reasons(answer) == (422, [said])
        assert (handed_back(answer, sent), now(plan).state) == (sent, "with_person")

    @pytest.mark.parametrize("stage", ["draft", "answered", "in_force"])
    def test_it_is_asked_while_the_plan_is_with_the_person(self, desk, stage):
        plan = getattr(desk, stage)()
        answer = desk.browser.post(url("answer", plan), ANSWER)
        assert reasons(answer) == (
            422, ["This cannot happen at the present stage of the case."],
        )  # fmt: skip
        assert (handed_back(answer, ANSWER), now(plan).state) == (ANSWER, plan.state)


class TestProgress:
    @pytest.mark.parametrize(("wrong", "said"), [
        ({"state": ""}, "This field is required."),
        ({"state": "luck"}, "Select a valid choice. luck is not one of the available choices."),
        ({"cause": "luck"}, "Select a valid choice. luck is not one of the available choices."),
        ({"note": LONG}, "Ensure this value has at most 4000 characters (it has 4001)."),
        ({"state": "achieved"},
         "A goal that was achieved has no cause why not. Leave it empty."),
    ])  # fmt: skip
    def test_what_it_wants(self, desk, wrong, said):
        goal, sent = goal_of(desk.in_force()), {**PROGRESS, **wrong}
        answer = desk.browser.post(url("progress", goal), sent)
        assert reasons(answer) == (422, [said])
        assert (handed_back(answer, sent), now(goal).state) == (sent, "open")

    def test_history_is_not_noted_in(self, desk):
        first = desk.in_force()
        review(by=desk.officer, plan=first)
        answer = desk.browser.post(url("progress", goal_of(first)), PROGRESS)
        text = "This version is history. Note it in the one that the person has now."
        assert reasons(answer) == (422, [text])
        assert handed_back(answer, PROGRESS) == PROGRESS

    def test_the_form_shows_what_was_noted_before(self, desk):
        goal = goal_of(desk.in_force())
        desk.browser.post(url("progress", goal), PROGRESS)
        form = desk.browser.get(url("progress", goal)).context["form"]
        assert {name: form[name].value() for name in ("state", "cause", "note")} == {
            "state": "not_achieved", "cause": "no_place", "note": "Full.",
        }  # fmt: skip


class TestBeginning:
    def test_beside_another_plan(self, desk):
        desk.draft()
        answer = desk.browser.post(url("begin", desk.anna), {"sent": "1"})
        text = "There is a plan that is not over. Go on with that one."
        assert (reasons(answer), Plan.objects.count()) == ((422, [text]), 1)

    def test_for_somebody_who_died(self, desk):
        change(desk.anna, died_on=TODAY)
        answer = desk.browser.post(url("begin", desk.anna), {"sent": "1"})
        text = "A plan is not begun on a record that is closed."
        assert (reasons(answer), Plan.objects.count()) == ((422, [text]), 0)

    def test_the_page_says_so_before_anybody_tries(self, desk):
        change(desk.anna, died_on=TODAY)
        page = desk.browser.get(url("of", desk.anna))
        assert [reason.code for reason in page.context["why_not"]] == ["gone"]


class TestMoving:
    @pytest.mark.parametrize(("stage", "code", "said"), [
        ("draft", "propose", "No goal is set that is still to be reached. Add one."),
        ("in_force", "complete", "Say what came of “I want a job.”."),
        ("in_force", "propose", "This cannot happen at the present stage of the case."),
        ("answered", "countersign", "None of your roles may do this. Ask your head of unit."),
        ("draft", "revise", "This cannot happen at the present stage of the case."),
    ])  # fmt: skip
    def test_what_cannot_be_now(self, desk, stage, code, said):
        plan = getattr(desk, stage)()
        answer = desk.browser.post(url("move", plan, code), {"sent": "1"})
        assert (reasons(answer), now(plan).state) == ((422, [said]), plan.state)

    @pytest.mark.parametrize("code", ["end", "mark_error", "mark_wrong_person"])
    def test_why_is_asked(self, desk, code):
        plan, sent = desk.draft(), {"sent": "1", "reason": "x" * 201}
        answer = desk.browser.post(url("move", plan, code), sent)
        text = "Ensure this value has at most 200 characters (it has 201)."
        assert reasons(answer) == (422, [text])
        assert (handed_back(answer, sent), now(plan).state) == (sent, "draft")

    def test_a_reason_that_would_be_lost_is_handed_back(self, desk):
        plan = desk.written()
        answer = desk.browser.post(url("move", plan, "propose"), {"sent": "1", "reason": "so"})
        text = "No reason is kept for this step. Leave it out."
        assert (reasons(answer), now(plan).state) == ((422, [text]), "draft")

    def test_a_reopening_beside_another_plan(self, desk):
        plan = desk.draft()
        advance(by=desk.officer, plan=plan, code="end", reason="so")
        desk.draft()
        sent = {"sent": "1", "reason": "a mistake"}
        answer = desk.browser.post(url("move", plan, "reopen"), sent)
        text = "There is a plan that is not over. Go on with that one."
        assert reasons(answer) == (422, [text])
        assert (handed_back(answer, sent), now(plan).state) == (sent, "ended")


@pytest.mark.parametrize("language", ["", "de"])
def test_no_paper_in_a_language_that_is_not_printed(desk, language):
    answer = desk.browser.post(url("print", desk.in_force()), {"language": language})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["language"])
    assert Document.objects.count() == 0
