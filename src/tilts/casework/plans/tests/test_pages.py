"""The pages of plans, as the officer and the head of unit meet them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.people.pairs import merge_people, split_people
from tilts.casework.people.tests.desk import browser, looks
from tilts.casework.people.tests.people import person
from tilts.casework.plans.actions import add_goal, advance, review
from tilts.casework.plans.models import Plan
from tilts.casework.plans.queries import present_plan
from tilts.platform.documents.models import Document
from tilts.platform.parties.actors import SERVICE

from .desk import TODAY, WORK, goal_of, goals, now, steps, url

GOAL = {"sent": "1", "need": "work", "text": "I want a job.", "who_0": "person", "who_1": "partner",
        "what_0": "Write a CV", "what_1": "Help", "name_1": "Labour office"}  # fmt: skip
ANSWER = {"sent": "1", "answer": "does_not_agree", "words": "That is your plan, not mine.",
          "explained_in": "ru", "answered_on": TODAY.isoformat()}  # fmt: skip


def html(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def went(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("Location", "")


class TestWriting:
    def test_from_the_first_word_to_the_signature(self, desk):
        anna, officer = desk.anna, desk.browser
        assert "There is no plan yet." in html(officer.get(url("of", anna)))
        began = officer.post(url("begin", anna), {"sent": "1"})
        plan = Plan.objects.get()
        assert went(began) == (302, url("one", plan))
        assert went(officer.post(url("add_goal", plan), GOAL)) == (302, url("one", plan))
        assert goals(plan) == [("work", "I want a job.", "open")]
        assert went(officer.post(url("move", plan, "propose"), {"sent": "1"}))[0] == 302
        assert went(officer.post(url("answer", plan), ANSWER))[0] == 302
        signed = desk.heads_browser.post(url("move", plan, "countersign"), {"sent": "1"})
        assert signed.status_code == 302 or "purpose" in html(signed)

    def test_a_goal_is_changed_and_taken_out(self, desk):
        plan = desk.written()
        goal = goal_of(plan)
        shown = desk.browser.get(url("goal", goal))
        said = {**GOAL, "text": "A job outside.", "who_2": "person"}
        for number, row in enumerate(shown.context["form"].steps):
            said[f"id_{number}"] = row["id"].value() or ""
        assert went(desk.browser.post(url("goal", goal), said)) == (302, url("one", plan))
        assert goals(plan) == [("work", "A job outside.", "open")]
        assert [what for what, *_ in steps(plan)] == ["Write a CV", "Help"]
        out = desk.browser.post(url("remove_goal", goal), {"sent": "1"})
        assert (went(out), goals(plan)) == ((302, url("one", plan)), [])

    def test_what_came_of_a_goal(self, desk):
        plan = desk.in_force()
        goal = goal_of(plan)
        said = {"sent": "1", "state": "not_achieved", "cause": "no_place", "note": "Full."}
        assert went(desk.browser.post(url("progress", goal), said)) == (302, url("one", plan))
        page = html(desk.browser.get(url("of", desk.anna)))
        assert ("not achieved" in page, "no place in a programme or course" in page) == (True, True)

    def test_a_refusal_gives_its_reasons_and_loses_nothing(self, desk):
        plan = desk.in_force()
        answer = desk.browser.post(url("add_goal", plan), GOAL)
        assert answer.status_code == 422
        assert "The plan stands as it was put to the person." in html(answer)
        assert "Labour office" in html(answer)

    @pytest.mark.parametrize(("name", "said", "wrong"), [
        ("add_goal", {**GOAL, "text": ""}, ["text"]),
        ("add_goal", {**GOAL, "what_1": ""}, ["what_1"]),
        ("answer", {**ANSWER, "words": ""}, ["__all__"]),
        ("answer", {**ANSWER, "answer": ""}, ["answer"]),
    ])  # fmt: skip
    def test_what_is_wrong_is_said_at_its_field(self, desk, name, said, wrong):
        plan = desk.draft() if name == "add_goal" else desk.proposed()
        answer = desk.browser.post(url(name, plan), said)
        assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, wrong)

    @pytest.mark.parametrize("code", ["supersede", "person_died", "record_answer", "fly"])
    def test_nobody_makes_a_move_that_is_not_offered(self, desk, code):
        answer = desk.browser.post(url("move", desk.draft(), code), {"sent": "1"})
        assert answer.status_code == 404

    def test_an_early_end_asks_why(self, desk):
        plan = desk.draft()
        answer = desk.browser.post(url("move", plan, "end"), {"sent": "1", "reason": ""})
        assert (answer.status_code, now(plan).state) == (422, "draft")
        ended = desk.browser.post(url("move", plan, "end"), {"sent": "1", "reason": "moved"})
        assert (ended.status_code, now(plan).state) == (302, "ended")


class TestReading:
    def test_what_can_happen_next_and_why_something_cannot(self, desk):
        page = desk.browser.get(url("one", desk.draft()))
        assert [(way.code, way.possible) for way in page.context["ways"]] == [("propose", False)]
        assert "No goal is set that is still to be reached. Add one." in html(page)
        assert [way.code for way in page.context["rare"]] == [
            "end", "mark_error", "mark_wrong_person",
        ]  # fmt: skip

    def test_a_plan_beside_another_is_not_reopened_and_the_page_says_why(self, desk):
        plan = desk.in_force()
        advance(by=desk.officer, plan=plan, code="end", reason="so")
        desk.draft()
        page = desk.browser.get(url("one", plan))
        reopen = next(way for way in page.context["rare"] if way.code == "reopen")
        assert [reason["text"] for reason in reopen.reasons] == [
            "There is a plan that is not over. Go on with that one."
        ]

    def test_the_words_of_the_person_stand_there(self, desk):
        page = html(desk.browser.get(url("one", desk.answered())))
        assert ("“It suits me.”" in page, "explained in Latvian" in page) == (True, True)

    def test_the_plan_in_force_is_shown_and_the_next_version_named(self, desk):
        first = desk.in_force()
        second = review(by=desk.officer, plan=first)
        page = desk.browser.get(url("of", desk.anna))
        assert (page.context["plan"], page.context["coming"]) == (first, second)
        assert page.context["versions"] == [second, first]
        assert (page.context["may_write"], page.context["may_note"]) == (False, False)

    def test_every_look_is_recorded(self, desk):
        desk.browser.get(url("one", desk.draft()))
        assert looks() == [(desk.staff.pk, [str(desk.anna.pk)], "page", "caseload", "")]

    def test_after_the_last_one_ended_a_new_one_may_begin(self, desk):
        plan = desk.draft()
        advance(by=desk.officer, plan=plan, code="end", reason="so")
        page = desk.browser.get(url("of", desk.anna))
        assert (page.context["plan"], page.context["may_begin"]) == (plan, True)

    @pytest.mark.parametrize("name", ["of", "one", "compare", "print", "answer", "add_goal"])
    def test_a_stranger_is_told_nothing(self, desk, name):
        plan = desk.draft()
        stranger = browser(desk.house.member("prison_officer", "olaine"))
        whom = desk.anna if name == "of" else plan
        assert stranger.get(url(name, whom)).status_code == 404

    def test_as_many_queries_for_three_goals_as_for_one(self, desk):
        counts = []
        plan = desk.written()
        for more in (0, 2):
            for _ in range(more):
                add_goal(by=desk.officer, plan=plan, what=WORK)
            desk.browser.get(url("one", plan))
            with CaptureQueriesContext(connection) as asked:
                desk.browser.get(url("one", plan))
            counts.append(sum("SAVEPOINT" not in query["sql"] for query in asked))
        assert counts == [counts[0]] * 2


class TestComparing:
    def test_with_the_version_before(self, desk):
        first = desk.in_force()
        second = review(by=desk.officer, plan=first)
        add_goal(by=desk.officer, plan=second, what=WORK)
        page = desk.browser.get(url("compare", second))
        assert (page.context["before"], page.context["after"]) == (first, second)
        assert [pair.change for pair in page.context["pairs"]] == ["same", "added"]

    def test_with_any_other_the_earlier_on_the_left(self, desk):
        first = desk.in_force()
        third = review(by=desk.officer, plan=desk.finish(review(by=desk.officer, plan=first)))
        page = desk.browser.get(url("compare", first), {"other": str(third.pk)})
        assert (page.context["before"], page.context["after"]) == (first, third)

    @pytest.mark.parametrize("other", ["", "x", "01a21498-72c6-7089-9d2e-29849d61b6aa"])
    def test_what_is_no_version_gives_way_to_one(self, desk, other):
        first = desk.in_force()
        second = review(by=desk.officer, plan=first)
        page = desk.browser.get(url("compare", second), {"other": other})
        assert (page.status_code, page.context["before"]) == (200, first)

    def test_a_single_version_has_nothing_beside_it(self, desk):
        page = desk.browser.get(url("compare", desk.draft()))
        assert (page.status_code, page.context["pairs"], page.context["form"]) == (200, [], None)


class TestPrinting:
    def test_it_is_made_in_the_language_of_the_explanation(self, desk):
        plan = desk.in_force()
        page = desk.browser.get(url("print", plan))
        assert page.context["form"]["language"].value() == "lv"
        made = desk.browser.post(url("print", plan), {"language": "ru"})
        document = Document.objects.get()
        assert went(made)[1].endswith(f"/documents/{document.pk}/")
        assert (document.kind, document.language, document.template, document.person_id) == (
            "plan", "ru", "plan", desk.anna.pk,
        )  # fmt: skip
        assert desk.browser.get(went(made)[1]).content.startswith(b"%PDF-")

    def test_not_in_any_other(self, desk):
        plan = desk.in_force()
        assert desk.browser.post(url("print", plan), {"language": "de"}).status_code == 422


class TestMerged:
    @pytest.fixture
    def gone(self, desk):
        """A second record of Anna, with a plan of its own."""
        twin = person("Ozolina", at=desk.house.units["riga"], country="LV")
        desk.hand_to(desk.staff, twin)
        return twin

    def test_the_plan_of_the_other_record_is_the_persons(self, desk, gone):
        plan = desk.in_force(gone)
        merge_people(by=SERVICE, kept_id=desk.anna.pk, gone_id=gone.pk, reason="the same face")
        page = desk.browser.get(url("of", desk.anna))
        assert page.context["plan"] == plan
        begun = desk.browser.post(url("begin", desk.anna), {"sent": "1"})
        assert (begun.status_code, Plan.objects.count()) == (422, 1)

    def test_of_two_plans_the_one_in_force_is_shown(self, desk, gone):
        draft, active = desk.draft(), desk.in_force(gone)
        merge_people(by=SERVICE, kept_id=desk.anna.pk, gone_id=gone.pk, reason="the same face")
        page = desk.browser.get(url("of", desk.anna))
        assert (page.context["plan"], set(page.context["versions"])) == (active, {draft, active})

    def test_after_a_split_each_has_their_own(self, desk, gone):
        plan = desk.in_force(gone)
        merge_people(by=SERVICE, kept_id=desk.anna.pk, gone_id=gone.pk, reason="the same face")
        split_people(by=SERVICE, gone_id=gone.pk, reason="a sister")
        assert "There is no plan yet." in html(desk.browser.get(url("of", desk.anna)))
        assert desk.browser.get(url("of", gone)).context["plan"] == plan


@pytest.mark.parametrize(("states", "shown"), [
    ([], None),
    (["draft"], 0),
    (["draft", "under_review"], 1),
    (["ended", "active", "superseded"], 1),
    (["ended", "superseded"], 0),
    (["suspended", "superseded"], 0),
    (["entered_in_error", "ended"], 1),
    (["wrong_person"], None),
])  # fmt: skip
def test_which_plan_counts(states, shown):
    plans = [Plan(state=state) for state in states]
    assert present_plan(plans) is (None if shown is None else plans[shown])
