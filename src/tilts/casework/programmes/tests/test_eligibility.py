"""Why a programme suits somebody, and why not, as the record knows it."""

from dataclasses import replace
from datetime import date

import pytest

from tilts.casework.programmes.catalogue import programme_on
from tilts.casework.programmes.delivery.eligibility import (
    Facts,
    facts_about,
    lines,
    unmet,
    why_against,
)
from tilts.platform.organisation.grants import actor_for

from .delivery import TODAY

EVERYTHING = Facts(
    needs={"personality": 2, "substances": 1},
    level="high",
    level_words="High",
    assessed_on=date(2026, 3, 2),
    place="community",
    languages=("lv", "en"),
    age=30,
    sex="male",
    country="LV",
)


def told(code: str, **other: object) -> dict[str, tuple[bool, str]]:
    programme = programme_on("LV", code, TODAY)
    assert programme
    found = lines(programme, replace(EVERYTHING, **other))  # type: ignore[arg-type] # facts by name
    return {line.code: (line.met, line.text) for line in found}


def test_everything_that_speaks_for_it_is_said():
    assert told("motivation") == {
        "needs": (
            True,
            "Needs found on 2 March 2026 that it answers: self-control and temper, alcohol and "
            "drugs.",
        ),
        "level": (True, "Level of risk: High."),
        "place": (True, "It is given in the community."),
        "language": (True, "A language in which it is given: Latvian."),
    }


@pytest.mark.parametrize(("facts", "code", "text"), [
    ({"needs": None}, "needs",
     "No final assessment says which needs there are. Assess risks and needs first."),
    ({"needs": {"work": 1}}, "needs",
     "The assessment of 2 March 2026 found none of: attitudes, self-control and temper, alcohol "
     "and drugs."),
    ({"shown": False}, "needs", "What the assessment found is not shown to you. Ask the officer."),
    ({"shown": False}, "level", "The level of risk is not known."),
    ({"level": ""}, "level", "The level of risk is not known."),
    ({"level": "low", "level_words": "Low"}, "level",
     "The level is “Low”; it is for: Medium level, High level, Very high level."),
    ({"place": "prison"}, "place", "The person is in prison; it is given in the community."),
    ({"languages": ("en",)}, "language",
     "No language in common; it is given in: Latvian, Russian."),
    ({"languages": ()}, "language", "No language in common; it is given in: Latvian, Russian."),
])  # fmt: skip
def test_each_thing_against_it_says_why(facts, code, text):
    assert told("motivation", **facts)[code] == (False, text)


@pytest.mark.parametrize(("age", "met"), [(13, False), (14, True), (25, True), (26, False)])
def test_an_age_counts_in_completed_years_with_both_ends(age, met):
    assert told("equip", age=age)["age"] == (met, f"Age {age}; it is for 14–25.")


@pytest.mark.parametrize(("age", "met", "text"), [
    (17, False, "Age 17; it is for 18 and above."),
    (90, True, "Age 90; it is for 18 and above."),
    (None, False, "The age is not known; note the day of birth."),
])  # fmt: skip
def test_some_have_a_lowest_age_only(age, met, text):
    assert told("respectful-relations", age=age)["age"] == (met, text)


def test_what_is_asked_by_no_programme_is_not_told():
    assert told("motivation").keys() == {"needs", "level", "place", "language"}


def test_the_facts_come_from_the_record(delivery):
    whom = delivery.somebody(birth_date=date(TODAY.year - 30, TODAY.month, TODAY.day), sex="female")
    facts = facts_about(delivery.officer, whom)
    assert (facts.place, facts.languages, facts.age, facts.sex, facts.country, facts.shown) == (
        "community", ("lv",), 30, "female", "LV", True,
    )  # fmt: skip
    assert (facts.needs, facts.level, facts.assessed_on) == (None, "", None)
    delivery.in_prison(whom)
    assert facts_about(delivery.officer, whom).place == "prison"


def test_who_may_not_see_assessments_is_told_nothing_of_them(delivery):
    whom = delivery.somebody()
    facilitator = actor_for(delivery.leaders[0], TODAY)
    assert facts_about(facilitator, whom).shown is False


def test_what_staff_judge_counts_with_what_the_record_says(delivery):
    case = delivery.referred()
    found = {"group": True, "willing": False, "acute_illness": False}
    assert [reason.code for reason in why_against(delivery.officer, case, found)] == [
        "needs", "level", "willing",
    ]  # fmt: skip
    texts = [str(reason.text) for reason in why_against(delivery.officer, case, found)]
    assert texts[-1] == "Does not hold: Is willing to begin."


def test_what_speaks_against_it_are_the_lines_that_are_not_met():
    programme = programme_on("LV", "motivation", TODAY)
    assert programme
    found = lines(programme, replace(EVERYTHING, place="prison"))
    assert [line.code for line in unmet(found)] == ["place"]
