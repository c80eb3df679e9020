"""The API of plans: the same forms, the same actions, the same reasons as the pages."""

from typing import Any
from uuid import uuid4

import pytest

from tilts.casework.people.tests.desk import looks
from tilts.casework.plans.actions import review
from tilts.casework.plans.models import Plan
from tilts.casework.plans.queries import steps_of
from tilts.doors.api.tests.callers import Caller, browser

from .desk import TODAY, goal_of, goals, now, steps

GOAL = {
    "need": "work",
    "text": "I want a job.",
    "steps": [
        {"what": "Write a CV"},
        {"what": "Help", "who": "partner", "name": "Labour office", "due": "2027-01-04"},
        {"what": "Buy boots", "who": "staff", "how": "at the shop"},
    ],
}
ANSWER = {"answer": "does_not_agree", "words": "No.", "explained_in": "ru",
          "answered_on": TODAY.isoformat()}  # fmt: skip


@pytest.fixture
def officer(desk) -> Caller:
    return browser(desk.staff)


def reasons(answer: Any) -> tuple[int, list[str]]:
    return answer.status_code, [reason["code"] for reason in answer.json()["reasons"]]


def test_a_plan_from_the_first_word_to_the_answer(desk, officer):
    made = officer.post(f"/people/{desk.anna.pk}/plans", {})
    plan = Plan.objects.get()
    assert (made.status_code, made.json()["id"]) == (201, str(plan.pk))
    assert officer.post(f"/plans/{plan.pk}/goals", GOAL).status_code == 201
    assert goals(plan) == [("work", "I want a job.", "open")]
    assert [row[:3] for row in steps(plan)] == [
        ("Write a CV", "person", ""),
        ("Help", "partner", "Labour office"),
        ("Buy boots", "staff", ""),
    ]
    assert officer.post(f"/plans/{plan.pk}/moves/propose", {}).status_code == 201
    assert officer.post(f"/plans/{plan.pk}/answer", ANSWER).status_code == 201
    kept = now(plan)
    assert (kept.state, kept.answer, kept.words, kept.explained_in) == (
        "answered", "does_not_agree", "No.", "ru",
    )  # fmt: skip


def test_who_may_not_countersign_reads_why(desk, officer):
    plan = desk.answered()
    answer = officer.post(f"/plans/{plan.pk}/moves/countersign", {})
    assert (reasons(answer)[1], now(plan).state) == (["no-role"], "answered")


def test_a_review_answers_with_the_next_version(desk, officer):
    first = desk.in_force()
    made = officer.post(f"/plans/{first.pk}/moves/start_review", {})
    assert made.json()["id"] == str(Plan.objects.get(former=first).pk)


def test_versions_the_newest_first_a_page_at_a_time(desk, officer):
    first = desk.in_force()
    second = review(by=desk.officer, plan=first)
    address = f"/people/{desk.anna.pk}/plans"
    page = officer.get(address, {"size": 1}).json()
    rest = officer.get(address, {"size": 1, "cursor": page["next"]}).json()
    assert [row["id"] for row in page["items"] + rest["items"]] == [str(second.pk), str(first.pk)]
    assert rest["next"] is None


def test_a_whole_plan(desk, officer):
    plan = desk.in_force()
    goal = goal_of(plan)
    first, second = steps_of(goal)
    told = officer.get(f"/plans/{plan.pk}").json()
    assert told == {
        "plan": {
            "id": str(plan.pk),
            "person": str(desk.anna.pk),
            "unit": str(desk.house.units["riga"].pk),
            "version": 1,
            "former": None,
            "state": "active",
            "stage": "in force",
            "author": str(desk.staff.pk),
            "answer": "agrees",
            "words": "It suits me.",
            "explained_in": "lv",
            "answered_on": TODAY.isoformat(),
            "countersigned_by": str(desk.head_staff.pk),
            "countersigned_on": TODAY.isoformat(),
            "review_on": plan.review_on.isoformat(),
        },
        "goals": [
            {
                "id": str(goal.pk),
                "line": str(goal.line),
                "need": "work",
                "text": "I want a job.",
                "state": "open",
                "cause": "",
                "note": "",
                "steps": [
                    {
                        "id": str(first.pk),
                        "line": str(first.line),
                        "what": "Write a CV",
                        "who": "person",
                        "name": "",
                        "due": None,
                        "how": "in the class",
                        "state": "open",
                    },
                    {
                        "id": str(second.pk),
                        "line": str(second.line),
                        "what": "Help to find work",
                        "who": "partner",
                        "name": "Labour office",
                        "due": None,
                        "how": "",
                        "state": "open",
                    },
                ],
            }
        ],
    }
    assert looks() == [(desk.staff.pk, [str(desk.anna.pk)], "api", "caseload", "")]


class TestProgress:
    def test_of_a_goal_and_of_its_steps(self, desk, officer):
        plan = desk.in_force()
        goal = goal_of(plan)
        first, second = steps_of(goal)
        said = {"state": "not_achieved", "cause": "staff", "steps": {str(second.pk): "not_done"}}
        made = officer.post(f"/goals/{goal.pk}/progress", said)
        assert (made.status_code, made.json()["id"]) == (201, str(goal.pk))
        assert (now(goal).state, now(goal).cause) == ("not_achieved", "staff")
        assert [now(step).state for step in (first, second)] == ["open", "not_done"]

    def test_a_step_that_is_not_its_own_is_an_error_and_no_silence(self, desk, officer):
        goal = goal_of(desk.in_force())
        said = {"state": "achieved", "steps": {str(uuid4()): "done"}}
        answer = officer.post(f"/goals/{goal.pk}/progress", said)
        assert (reasons(answer), now(goal).state) == ((422, ["foreign-step"]), "open")

    @pytest.mark.parametrize("said", [
        {}, {"state": "luck"}, {"state": "open", "cause": "luck"}, {"state": "open", "more": 1},
        {"state": "open", "steps": {"x": "done"}},
    ])  # fmt: skip
    def test_what_is_no_answer(self, desk, officer, said):
        goal = goal_of(desk.in_force())
        answer = officer.post(f"/goals/{goal.pk}/progress", said)
        assert (answer.status_code, now(goal).state) == (422, "open")


@pytest.mark.parametrize("said", [
    {**GOAL, "need": "luck"}, {**GOAL, "text": ""}, {**GOAL, "steps": [{"what": "x"}] * 21},
    {**GOAL, "steps": [{"who": "staff"}]}, {**GOAL, "steps": [{"what": "x", "who": "nobody"}]},
    {**GOAL, "steps": [{"what": "x", "due": "soon"}]},
    {**GOAL, "steps": [{"what": "", "how": "x"}]},
    {**GOAL, "more": 1},
])  # fmt: skip
def test_what_is_no_goal(desk, officer, said):
    plan = desk.draft()
    assert officer.post(f"/plans/{plan.pk}/goals", said).status_code == 422
    assert (goals(plan), steps(plan)) == ([], [])


def test_the_same_key_adds_a_goal_once(desk, officer):
    plan = desk.draft()
    first, again = (officer.post(f"/plans/{plan.pk}/goals", GOAL, key="one") for _ in range(2))
    assert (first.json(), len(goals(plan))) == (again.json(), 1)


@pytest.mark.parametrize("code", ["fly", "supersede", "record_answer", "person_died"])
def test_no_other_move(desk, officer, code):
    assert officer.post(f"/plans/{desk.draft().pk}/moves/{code}", {}).status_code == 404


def test_a_stranger_is_told_nothing(desk):
    plan = desk.written()
    stranger = browser(desk.house.member("prison_officer", "olaine"))
    goal = goal_of(plan)
    answers = [
        stranger.get(f"/plans/{plan.pk}"),
        stranger.get(f"/people/{desk.anna.pk}/plans"),
        stranger.post(f"/plans/{plan.pk}/goals", GOAL),
        stranger.post(f"/goals/{goal.pk}/progress", {"state": "achieved"}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert now(goal).state == "open"
