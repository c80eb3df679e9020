"""The plan on paper."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from tilts.casework.people.tests.people import change
from tilts.casework.plans.actions import note_progress
from tilts.casework.plans.content import Progress
from tilts.casework.plans.sheet import PlanSheet, language_of
from tilts.platform.design.display import local
from tilts.platform.documents.typesetting import typeset

from .desk import TODAY, goal_of, now

MOMENT = datetime(2026, 11, 25, 12, tzinfo=UTC)
MADE = {"number": "D-2026-000001", "made_at": "today"}


def data(plan, language: str = "en"):
    return PlanSheet(now(plan)).data(language, **MADE)


def test_it_speaks_to_the_person(desk):
    plan = desk.in_force()
    said = Progress(state="not_achieved", cause="illness")
    note_progress(by=desk.officer, goal=goal_of(plan), said=said)
    told = data(plan)
    assert told["goals"] == [
        {
            "text": "I want a job.",
            "need": "work and learning",
            "state": "not achieved",
            "cause": "This was not in your hands: illness.",
            "steps": [
                {"what": "Write a CV", "who": "you", "due": "", "how": "in the class",
                 "state": "to do"},
                {"what": "Help to find work", "who": "a partner – Labour office", "due": "",
                 "how": "", "state": "to do"},
            ],
        }
    ]  # fmt: skip
    assert (told["name"], told["own_words"], told["status"]) == (
        "Ozola", "It suits me.", "Version 1, in force",
    )  # fmt: skip
    with override("en"):
        day, review = local(TODAY), local(plan.review_on)
    assert told["answer"] == f"You agree to this plan. You said so on {day}."
    assert told["words"]["review"] == f"We look at the plan together again by {review}."


@pytest.mark.parametrize(("answer", "said"), [
    ("", "You have not said yet whether you agree."),
    ("does_not_agree", "You do not agree to this plan. You said so on {}."),
    ("could_not_answer", "You could not say on {} whether you agree."),
])  # fmt: skip
def test_what_the_person_said(desk, answer, said):
    plan = desk.answered()
    plan.answer = answer
    with override("en"):
        assert PlanSheet(plan).data("en", **MADE)["answer"] == said.format(local(TODAY))


@pytest.mark.parametrize("language", ["en", "lv", "lt", "ru"])
@pytest.mark.parametrize("stage", ["draft", "in_force"])
def test_it_is_typeset_in_every_language(desk, language, stage):
    plan = getattr(desk, stage)()
    sheet = PlanSheet(now(plan))
    pdf = typeset(sheet.template, sheet.data(language, **MADE), made_at=MOMENT)
    assert pdf.startswith(b"%PDF-")
    assert b"pdfuaid" in pdf


@pytest.mark.parametrize(("explained", "spoken", "expected"), [
    ("lv", ["ru"], "lv"), ("", ["ru", "lv"], "ru"), ("", ["pl", "lt"], "lt"), ("", ["pl"], "en"),
    ("", [], "en"),
])  # fmt: skip
def test_the_language_of_paper(desk, explained, spoken, expected):
    change(desk.anna, languages=spoken)
    plan = now(desk.draft())
    plan.explained_in = explained
    assert language_of(plan) == expected
