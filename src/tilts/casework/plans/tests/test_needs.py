"""A goal is likely about what the last final assessment shows: those needs come first."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.tests.conftest import Desk as Assessor
from tilts.casework.people.tests.people import change
from tilts.casework.plans.choices import Need
from tilts.casework.plans.forms import GoalForm
from tilts.casework.plans.needs import shown_needs
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.forms.catalogue import versions
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .desk import goals, url

DOMAINS = [need for need in Need.values if need != Need.OTHER]
GOAL = {"sent": "1", "need": "family", "text": "My son.", "who_0": "person", "who_1": "person"}


@pytest.fixture
def assessor(desk) -> Assessor:
    """The officer, who may use the demonstration instrument."""
    (rvn,) = versions("rvn-demo")
    used = Decision("use", "The director, order 14", "A trial with 60 people.", date(2020, 1, 1))
    decide(by=SERVICE, agency="ievp", of=rvn, decision=used)
    change(desk.anna, sex="female", birth_date=date(1988, 5, 1))
    return Assessor(desk.house, desk.staff, desk.head_staff, rvn)


def with_bands(assessment: Assessment, **bands: Any) -> None:
    """Let the scores of an assessment be in these bands."""
    assessment.scores = {name: {"value": 1, "band": band} for name, band in bands.items()}
    with act("test.bands", by=SERVICE):
        assessment.save()


def offered(form: GoalForm) -> list[tuple[str, str]]:
    """What a goal may be about, as the form has it, without the empty line."""
    field: Any = form.fields["need"]
    return [(str(code), str(label)) for code, label in field.choices][1:]


def test_without_an_assessment_nothing_is_shown(desk, assessor):
    assert shown_needs(desk.officer, desk.anna.pk) == {}


@pytest.mark.parametrize(("how", "expected"), [(0.0, []), (1.0, DOMAINS)])
def test_as_it_was_scored(desk, assessor, how, expected):
    assessor.final(desk.anna, how)
    assert sorted(shown_needs(desk.officer, desk.anna.pk)) == sorted(expected)


def test_what_is_above_the_lowest_band_the_highest_first(desk, assessor):
    bands = {"history": "low", "family": "some", "work": "high", "substances": "some"}
    with_bands(assessor.final(desk.anna), **bands)
    assert list(shown_needs(desk.officer, desk.anna.pk).items()) == [
        ("work", "High need"), ("family", "Some need"), ("substances", "Some need"),
    ]  # fmt: skip


def test_in_the_language_of_who_reads(desk, assessor):
    with_bands(assessor.final(desk.anna), work="high")
    with override("lv"):
        assert shown_needs(desk.officer, desk.anna.pk) == {"work": "Liela vajadzība"}


def test_what_is_no_domain_of_needs_and_no_known_band_is_left_out(desk, assessor):
    bands = {"total": "high", "protective": "many", "wellbeing": "good", "family": "enormous"}
    with_bands(assessor.final(desk.anna), **bands, work=None)
    assert shown_needs(desk.officer, desk.anna.pk) == {}


def test_only_a_final_one_and_of_those_the_last(desk, assessor):
    with_bands(assessor.final(desk.anna, days_ago=9), work="high")
    with_bands(assessor.final(desk.anna, days_ago=2), family="some")
    with_bands(assessor.scored(desk.anna), leisure="high")
    assert shown_needs(desk.officer, desk.anna.pk) == {"family": "Some need"}


@pytest.mark.parametrize(("role", "unit"), [("clerk", "riga"), ("prison_officer", "olaine")])
def test_who_may_not_see_the_assessment_is_told_nothing(desk, assessor, role, unit):
    with_bands(assessor.final(desk.anna), work="high")
    assert shown_needs(desk.officer, desk.anna.pk) == {"work": "High need"}
    assert shown_needs(desk.house.actor(role, unit), desk.anna.pk) == {}


def test_the_form_has_them_first_and_every_other_after_them():
    shown = {"work": "High need", "family": "Some need"}
    found = offered(GoalForm(shown=shown))
    assert found[:2] == [
        ("work", "work and learning – High need"),
        ("family", "family and relationships – Some need"),
    ]
    rest = [(str(code), str(label)) for code, label in Need.choices if code not in shown]
    assert found[2:] == rest
    assert offered(GoalForm()) == [(str(code), str(label)) for code, label in Need.choices]


class TestPage:
    def test_of_a_new_goal_says_what_the_assessment_shows(self, desk, assessor):
        with_bands(assessor.final(desk.anna), work="high", family="some")
        page = desk.browser.get(url("add_goal", desk.draft()))
        form = page.context["form"]
        assert [code for code, _ in offered(form)][:2] == ["work", "family"]
        assert form.fields["need"].help_text == "First comes what the last assessment shows."
        assert "work and learning – High need" in page.content.decode()

    def test_says_nothing_without_one(self, desk):
        form = desk.browser.get(url("add_goal", desk.draft())).context["form"]
        assert (form.fields["need"].help_text, offered(form)[0][0]) == ("", "history")

    def test_takes_any_need(self, desk, assessor):
        with_bands(assessor.final(desk.anna), work="high")
        plan = desk.draft()
        assert desk.browser.post(url("add_goal", plan), GOAL).status_code == 302
        assert goals(plan) == [("family", "My son.", "open")]

    def test_keeps_them_first_when_the_form_is_refused(self, desk, assessor):
        with_bands(assessor.final(desk.anna), work="high")
        answer = desk.browser.post(url("add_goal", desk.draft()), {**GOAL, "text": ""})
        form = answer.context["form"]
        assert (answer.status_code, offered(form)[0][0]) == (422, "work")
        assert form["need"].value() == "family"
