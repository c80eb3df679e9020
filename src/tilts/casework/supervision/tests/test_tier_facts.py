"""What of the record sets a tier, at its borders: measures, offences, releases, assessments."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.assessment.tests.results import result
from tilts.casework.people.models import Person
from tilts.casework.people.pairs import merge_people, split_people
from tilts.casework.people.tests.people import person
from tilts.casework.proceedings.actions import add_offence, place
from tilts.casework.proceedings.actions.placing import leave, note_escape, note_return
from tilts.casework.proceedings.actions.sentencing import end_running
from tilts.casework.proceedings.models import Ending, Measure, Placement
from tilts.casework.proceedings.tests.world import days_ago, imprisoned, judged
from tilts.casework.supervision.tier_facts import facts_of, rules_on, tiers_today
from tilts.engines.tiers import Facts
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import move

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_seen")]
TODAY = timezone.localdate()
RELEASE, TO_ABROAD = Placement.Ended.RELEASE, Placement.Ended.TRANSFER


@pytest.fixture
def jelgava(house):
    return house.units["jelgava"]


@pytest.fixture
def stay(anna, house):
    """Anna is in prison from one day, and out again on another."""

    def stayed(since: int, until: int | None = None, how: Placement.Ended = RELEASE) -> None:
        riga = house.units["riga"]
        place(by=SERVICE, person_id=anna.pk, unit=riga, since=days_ago(since))
        if until is not None:
            leave(by=SERVICE, person_id=anna.pk, on=days_ago(until), how=how)

    return stayed


def of(whom: Person, ahead: int = 0) -> Facts:
    """The facts so many days from today."""
    return facts_of([whom.pk], TODAY + timedelta(days=ahead))[whom.pk]


def codes(whom: Person, fact: str) -> set[str]:
    return set(of(whom).codes.get(fact, ()))


def test_a_suspended_term_is_a_measure_of_its_own(anna, jelgava):
    imprisoned(judged(anna, jelgava), suspended=True, probation_months=24)
    assert codes(anna, "measures") == {"suspended_sentence"}


def test_a_measure_counts_until_the_day_before_it_ended(anna, jelgava):
    measure = imprisoned(judged(anna, jelgava))
    running = Measure.objects.filter(pk=measure.pk)
    end_running(by=SERVICE, measures=running, on=TODAY, how=Ending.SERVED)
    assert of(anna, -1).codes["measures"] == {"imprisonment"}
    assert "measures" not in of(anna).codes


def test_proceedings_entered_in_error_set_nothing(anna, jelgava):
    measure = imprisoned(judged(anna, jelgava, code="159"))
    assert codes(anna, "offences") == {"03"}
    move(by=SERVICE, case=measure.proceeding, code="mark_error", reason="another person")
    assert of(anna) == Facts({}, {}, frozenset({"levels", "measures", "offences"}))


def test_all_offences_behind_a_running_measure_count_and_no_others(anna, jelgava):
    proceeding = judged(anna, jelgava)
    add_offence(by=SERVICE, proceeding=proceeding, code="159", committed_on=days_ago(600))
    judged(anna, jelgava, code="116", reference="K-2")  # no measure was imposed
    imprisoned(proceeding)
    assert codes(anna, "offences") == {"05", "03"}


@pytest.mark.parametrize(
    ("until", "how", "days"),
    [
        (0, RELEASE, {"released": 0}),
        (56, RELEASE, {"released": 56}),
        (9, TO_ABROAD, {}),
        (None, RELEASE, {}),
    ],
)
def test_a_release_counts_from_its_day(anna, stay, until, how, days):
    stay(400, until, how)
    assert of(anna).days == days


def test_before_a_release_nothing_is_known_of_it(anna, stay):
    stay(400, 10)
    assert (of(anna, -11).days, of(anna, -10).days) == ({}, {"released": 0})


def test_the_last_of_several_releases_counts(anna, stay):
    stay(400, 300)
    stay(200, 20)
    assert of(anna).days == {"released": 20}


def test_who_is_in_prison_again_is_not_in_their_first_weeks(anna, stay):
    stay(400, 20)
    stay(5)
    assert (of(anna, -6).days, of(anna).days) == ({"released": 14}, {})


def test_who_escaped_was_not_released(anna, stay, house):
    stay(400)
    note_escape(by=SERVICE, person_id=anna.pk, on=days_ago(9))
    assert of(anna).days == {}
    note_return(by=SERVICE, person_id=anna.pk, unit=house.units["riga"], on=days_ago(2))
    assert of(anna).days == {}


def test_the_last_final_assessment_sets_the_level(anna):
    result(anna, "very_high", days_ago(300))
    result(anna, "medium", days_ago(20))
    result(anna, "high", days_ago(5), state="draft")
    assert codes(anna, "levels") == {"medium"}


def test_what_stands_on_a_merged_record_counts_until_it_is_split(anna, jelgava, house):
    gone = person("Ozolina", at=jelgava, country="LV")
    imprisoned(judged(gone, jelgava, code="159"))
    result(gone, "high", days_ago(9))
    before = of(anna)
    merge_people(by=SERVICE, kept_id=anna.pk, gone_id=gone.pk, reason="the same face")
    assert of(anna) == Facts(
        {
            "levels": frozenset({"high"}),
            "measures": frozenset({"imprisonment"}),
            "offences": frozenset({"03"}),
        },
        {},
    )
    split_people(by=SERVICE, gone_id=gone.pk, reason="two people")
    assert of(anna) == before


def test_nobody_takes_the_facts_of_another(anna, caseload, jelgava):
    other = caseload.add("Bērziņa")
    imprisoned(judged(other, jelgava))
    result(anna, "low", TODAY)
    found = facts_of([anna.pk, other.pk], TODAY)
    assert {pk: sorted(one.missing) for pk, one in found.items()} == {
        anna.pk: ["measures", "offences"],
        other.pk: ["levels"],
    }


def test_each_country_has_its_rules(anna, house):
    """The same order of the court has another name in the other country."""
    other = person("Petraitis", at=house.units["vilnius"], country="LT")
    assert {one: codes_of(one, "monitored") for one in ("LV", "LT")} == {
        "LV": ("electronic_monitoring",),
        "LT": ("intensive_supervision",),
    }
    found = tiers_today([anna.pk, other.pk], TODAY)
    assert {len(tier.steps) for _facts, tier in found.values()} == {10}


def codes_of(country: str, rule: str) -> tuple[str, ...]:
    (found,) = [one for one in rules_on(country, TODAY) if one.code == rule]
    return found.measures


def test_of_nobody_nothing_is_asked():
    assert (facts_of([], TODAY), tiers_today([], TODAY)) == ({}, {})
