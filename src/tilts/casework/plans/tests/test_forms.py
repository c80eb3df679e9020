"""What the forms of plans say and refuse."""

from datetime import date
from uuid import uuid4

import pytest

from tilts.casework.plans.content import Answer, GoalContent, Progress, StepContent
from tilts.casework.plans.forms import AnswerForm, GoalForm, ProgressForm, goal_form, numbered
from tilts.casework.plans.models import Goal, Step

REQUIRED = "This field is required."
GOAL = {"need": "work", "text": "A job.", "who_0": "person", "who_1": "person"}
ANSWER = {"answer": "agrees", "words": "", "explained_in": "lv", "answered_on": "2026-03-02"}


def test_a_goal_with_two_steps():
    form = GoalForm({
        **GOAL,
        "what_0": "Write a CV",
        "what_1": "Help",
        "who_1": "partner",
        "name_1": "Labour office",
        "due_1": "2027-01-04",
        "how_1": "on the spot",
    })  # fmt: skip
    assert form.is_valid()
    assert form.content() == GoalContent(
        need="work",
        text="A job.",
        steps=(
            StepContent(what="Write a CV", who="person"),
            StepContent(
                what="Help",
                who="partner",
                name="Labour office",
                due=date(2027, 1, 4),
                how="on the spot",
            ),
        ),
    )


def test_empty_steps_are_none():
    form = GoalForm(GOAL)
    assert form.is_valid()
    assert form.content() == GoalContent(need="work", text="A job.")


@pytest.mark.parametrize(("values", "expected"), [
    ({}, {}),
    ({"text": ""}, {"text": [REQUIRED]}),
    ({"need": ""}, {"need": [REQUIRED]}),
    ({"need": "luck"},
     {"need": ["Select a valid choice. luck is not one of the available choices."]}),
    ({"how_1": "by bus"}, {"what_1": ["Say what is to be done in this step."]}),
    ({"due_0": "2027-01-04"}, {"what_0": ["Say what is to be done in this step."]}),
    ({"due_0": "soon"}, {"due_0": ["Enter a valid date."]}),
    ({"what_0": "x" * 301},
     {"what_0": ["Ensure this value has at most 300 characters (it has 301)."]}),
    ({"who_0": "nobody"},
     {"who_0": ["Select a valid choice. nobody is not one of the available choices."]}),
    ({"id_0": "7"}, {"id_0": ["Enter a valid UUID."]}),
])  # fmt: skip
def test_what_a_goal_wants(values, expected):
    assert GoalForm({**GOAL, **values}).errors == expected


def test_a_step_that_stood_may_be_emptied():
    gone = uuid4()
    form = GoalForm({**GOAL, "id_0": str(gone), "how_0": "by bus"})
    assert form.is_valid()
    assert form.content() == GoalContent(need="work", text="A job.", gone=(gone,))


def test_the_form_of_a_goal_holds_its_steps_and_one_more():
    goal = Goal(need="work", text="A job.")
    step = Step(goal=goal, what="Write a CV", who="staff", how="here")
    form = goal_form(None, goal, [step])
    shown = [{name: field.value() for name, field in row.items() if name != "number"}
             for row in form.steps]  # fmt: skip
    assert (form["need"].value(), form["text"].value()) == ("work", "A job.")
    assert shown == [
        {"what": "Write a CV", "who": "staff", "name": "", "due": None, "how": "here",
         "id": str(step.pk)},
        {"what": None, "who": "person", "name": None, "due": None, "how": None, "id": None},
    ]  # fmt: skip


def test_steps_are_numbered_for_the_form():
    assert numbered([{"what": "a"}, {"what": "b", "who": "staff"}]) == {
        "what_0": "a", "what_1": "b", "who_1": "staff",
    }  # fmt: skip


class TestProgress:
    def form(self, **said):
        self.steps = [Step(what="Write a CV"), Step(what="Help")]
        own = {str(step.pk): said.pop(f"step_{n}", "") for n, step in enumerate(self.steps)}
        return ProgressForm({"state": "open", **own, **said}, steps=self.steps)

    def test_what_was_not_said_of_a_step_stays(self):
        form = self.form(state="progressing", step_1="done", note="Well.")
        assert form.is_valid()
        second = self.steps[1].pk
        assert form.progress() == Progress(
            state="progressing", note="Well.", steps={second: "done"}
        )

    @pytest.mark.parametrize("said", [
        {"state": ""}, {"state": "luck"}, {"cause": "luck"}, {"step_0": "luck"},
        {"note": "x" * 4001},
    ])  # fmt: skip
    def test_what_is_no_answer(self, said):
        assert len(self.form(**said).errors) == 1


@pytest.mark.parametrize(("values", "wrong"), [
    ({}, []),
    ({"answer": ""}, ["answer"]),
    ({"answer": "perhaps"}, ["answer"]),
    ({"explained_in": "de"}, ["explained_in"]),
    ({"answered_on": ""}, ["answered_on"]),
    ({"words": "x" * 4001}, ["words"]),
])  # fmt: skip
def test_what_an_answer_wants(values, wrong):
    assert sorted(AnswerForm({**ANSWER, **values}).errors) == wrong


def test_what_an_answer_says():
    form = AnswerForm({**ANSWER, "words": "It suits me."})
    assert form.is_valid()
    assert form.said() == Answer(
        answer="agrees", words="It suits me.", explained_in="lv", answered_on=date(2026, 3, 2)
    )
