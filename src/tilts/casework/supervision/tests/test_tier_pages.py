"""The page and the operation that say why somebody is in a tier."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tilts.casework.assessment.tests.results import result
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.desk import browser, with_purpose
from tilts.casework.supervision.actions.tiers import calculate_tiers
from tilts.casework.supervision.presenting_tiers import lines, missing_in_words
from tilts.casework.supervision.tier_facts import rules_on
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Consultation
from tilts.platform.workflow.panels import tabs

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def keep(person) -> None:
    with seen_by(SERVICE):
        calculate_tiers(by=SERVICE, people=[person.pk], day=TODAY)


def page(person) -> str:
    return reverse("supervision:tier", args=[person.pk])


def test_the_page_says_each_rule_and_what_is_missing(desk, anna):
    keep(anna)
    result(anna, "very_high", TODAY)
    answer = desk.get(page(anna))
    shown = answer.context
    assert shown["missing"] == ""  # nothing is higher than the highest
    assert [(line["tier"], line["holds"]) for line in shown["lines"][:2]] == [(4, True), (4, None)]
    assert [(one["row"].tier, one["missing"], one["held"]) for one in shown["before"]] == [
        (1, "an assessed level, a measure that runs, the offences behind the measure", [])
    ]
    text = answer.content.decode()
    assert "<h2>Tier 4 of 4</h2>" in text
    assert "not known: the offences behind the measure is missing" in text
    assert Consultation.objects.count() == 1


def test_who_is_provisional_reads_why(desk, anna):
    answer = desk.get(page(anna))
    assert "Missing: an assessed level, a measure that runs" in answer.content.decode()
    assert answer.context["before"] == []


def test_whom_one_does_not_see_has_no_page(house, anna):
    elsewhere = browser(house.member("prison_officer", "olaine"))
    assert elsewhere.get(page(anna)).status_code == 404
    assert browser(house.member("clerk", "jelgava")).get(page(anna)).status_code == 403


def test_the_operation_tells_the_same(desk, anna):
    result(anna, "high", TODAY)
    keep(anna)
    told = desk.get(f"/api/v1/people/{anna.pk}/tier").json()
    today, (kept,) = told["today"], told["kept"]
    assert (today["tier"], today["could_raise"]) == (3, ["offences"])
    assert today["inputs"] == {
        "codes": {"levels": ["high"]},
        "days": {},
        "missing": ["measures", "offences"],
    }
    assert {name: kept[name] for name in today} == today
    assert kept["current"] is True
    held = [step for step in today["steps"] if step["holds"]]
    assert held == [{"rule": "high_level", "tier": 3, "fact": "levels", "holds": True}]


def test_the_operation_is_for_who_may_see_assessments_of_whom_they_see(house, anna):
    elsewhere = browser(house.member("prison_officer", "olaine"))
    answer = elsewhere.get(f"/api/v1/people/{anna.pk}/tier")
    assert (answer.status_code, answer.json()["reasons"][0]["code"]) == (404, "not-yours")
    clerk = browser(house.member("clerk", "jelgava"))
    answer = clerk.get(f"/api/v1/people/{anna.pk}/tier")
    assert (answer.status_code, answer.json()["reasons"][0]["code"]) == (403, "no-role")
    assert Consultation.objects.count() == 0


def test_who_looks_without_being_responsible_says_why_first(house, anna):
    colleague = browser(house.member("probation_officer", "jelgava"))
    assert "<h2>Tier" not in colleague.get(page(anna), follow=True).content.decode()
    told = with_purpose(colleague, anna).get(page(anna)).content.decode()
    assert "<h2>Tier 1 of 4 " in told
    assert [row.purpose for row in Consultation.objects.all()] == ["check"]


def test_the_person_who_reads_latvian_reads_the_rules_in_latvian(desk, anna):
    result(anna, "high", TODAY)
    answer = desk.get(page(anna), headers={"accept-language": "lv"})
    first, *_others = answer.context["lines"]
    assert first["name"] == "Novērtētais līmenis ir augsts"


def test_rules_that_nobody_confirmed_are_said_to_be_so(desk, anna):
    assert "that the agency has not confirmed" in desk.get(page(anna)).content.decode()


def test_it_asks_the_database_no_more_however_often_it_changed(desk, anna):
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            desk.get(page(anna))
        return len(caught)

    keep(anna)
    asked()  # what is read once and kept
    counts = [asked()]
    for level in ("high", "very_high"):
        result(anna, level, TODAY)
        keep(anna)
    counts.append(asked())
    assert counts[0] == counts[1]


@pytest.mark.parametrize("of_merged", [False, True])
def test_what_was_kept_stands_newest_first_with_what_held(desk, caseload, anna, of_merged):
    whom = caseload.add("Ozolina") if of_merged else anna
    result(whom, "medium", TODAY - timedelta(days=2))
    keep(whom)
    if of_merged:
        with seen_by(SERVICE):
            merge_people(by=SERVICE, kept_id=anna.pk, gone_id=whom.pk, reason="the same face")
    result(whom, "high", TODAY)
    keep(anna)
    before = desk.get(page(anna)).context["before"]
    assert [(one["row"].tier, one["row"].current, told(one["held"])) for one in before] == [
        (3, True, ["Assessed level is high"]),
        (2, False, ["Assessed level is medium"]),
    ]
    kept = desk.get(f"/api/v1/people/{anna.pk}/tier").json()["kept"]
    assert [(one["tier"], one["current"]) for one in kept] == [(3, True), (2, False)]


def told(held) -> list[str]:
    return [line["name"] for line in held]


def test_lines_stand_by_what_holds_and_by_tier_and_a_rule_of_the_past_by_its_code():
    steps = [
        {"rule": "medium_level", "tier": 2, "fact": "levels", "holds": True},
        {"rule": "sexual_offence", "tier": 4, "fact": "offences", "holds": None},
        {"rule": "bygone", "tier": 3, "fact": "weather", "holds": False},
        {"rule": "high_level", "tier": 3, "fact": "levels", "holds": True},
    ]
    found = lines(steps, rules_on("LV", TODAY))
    assert [(one["name"], one["tier"], str(one["fact"]), one["holds"]) for one in found] == [
        ("Assessed level is high", 3, "an assessed level", True),
        ("Assessed level is medium", 2, "an assessed level", True),
        ("A sexual offence", 4, "the offences behind the measure", None),
        ("bygone", 3, "weather", False),
    ]
    assert missing_in_words(["levels", "weather"]) == "an assessed level, weather"
    assert missing_in_words([]) == ""


def test_it_is_a_tab_for_who_may_see_assessments(desk, house, anna):
    assert page(anna) in desk.get(f"/people/{anna.pk}/").content.decode()
    assert "tier" not in {one.code for one in tabs(house.actor("clerk", "jelgava"))}
