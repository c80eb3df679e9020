"""The tier of somebody follows from the record, and is kept with its working when it changes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.assessment.tests.results import result
from tilts.casework.people.models import Person
from tilts.casework.proceedings.actions import place
from tilts.casework.proceedings.actions.placing import leave
from tilts.casework.proceedings.actions.sentencing import end_running
from tilts.casework.proceedings.models import Ending, Measure, Placement
from tilts.casework.proceedings.tests.world import days_ago, imprisoned, judged
from tilts.casework.supervision.actions.tiers import calculate_tiers
from tilts.casework.supervision.jobs import tiers_in_time
from tilts.casework.supervision.models import TierCalculation
from tilts.casework.supervision.queries.tiers import current_tiers, people_with_an_officer
from tilts.casework.supervision.tier_facts import facts_of, tiers_today
from tilts.engines.tiers import Facts
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_seen")]
TODAY = timezone.localdate()


@pytest.fixture
def convicted(anna, house) -> Person:
    """Serves a sentence for theft; a sexual offence in another proceedings came to nothing."""
    imprisoned(judged(anna, house.units["jelgava"]))
    return anna


def keep(*people: Person) -> int:
    return calculate_tiers(by=SERVICE, people=[one.pk for one in people], day=TODAY)


def told(person: Person) -> tuple[int, tuple[str, ...], list[str]]:
    """The tier, what could raise it, and the rules that hold."""
    _facts, found = tiers_today([person.pk], TODAY)[person.pk]
    return found.tier, found.could_raise, [step.rule for step in found.steps if step.holds]


def test_of_who_came_today_all_is_missing(anna):
    assert facts_of([anna.pk], TODAY) == {
        anna.pk: Facts({}, {}, frozenset({"levels", "measures", "offences"}))
    }
    assert told(anna) == (1, ("levels", "measures", "offences"), [])


def test_the_facts_are_those_of_the_record(convicted, house):
    place(by=SERVICE, person_id=convicted.pk, unit=house.units["riga"], since=days_ago(400))
    leave(by=SERVICE, person_id=convicted.pk, on=days_ago(10), how=Placement.Ended.RELEASE)
    result(convicted, "medium", days_ago(20))
    known = facts_of([convicted.pk], TODAY)[convicted.pk]
    assert known == Facts(
        {
            "levels": frozenset({"medium"}),
            "measures": frozenset({"imprisonment"}),
            "offences": frozenset({"05"}),
        },
        {"released": 10},
    )
    assert told(convicted) == (3, (), ["medium_level", "first_weeks"])


def test_an_assessment_settles_what_was_provisional(convicted):
    assert told(convicted) == (1, ("levels",), [])
    result(convicted, "low", TODAY)
    assert told(convicted) == (1, (), [])


def test_a_measure_that_ended_counts_no_more(convicted):
    running = Measure.objects.filter(person=convicted)
    end_running(by=SERVICE, measures=running, on=TODAY, how=Ending.SERVED)
    assert facts_of([convicted.pk], TODAY)[convicted.pk].missing == {
        "levels",
        "measures",
        "offences",
    }


def test_a_calculation_is_kept_with_its_inputs_and_its_working(convicted):
    result(convicted, "high", TODAY)
    assert keep(convicted) == 1
    row = TierCalculation.objects.get()
    assert (row.person_id, row.tier, row.could_raise, row.current) == (convicted.pk, 3, [], True)
    assert row.inputs == {
        "codes": {"levels": ["high"], "measures": ["imprisonment"], "offences": ["05"]},
        "days": {},
        "missing": [],
    }
    held = [step for step in row.steps if step["holds"]]
    assert held == [{"rule": "high_level", "tier": 3, "fact": "levels", "holds": True}]
    assert len(row.steps) == 10


def test_it_is_kept_again_only_when_it_changes(convicted):
    assert (keep(convicted), keep(convicted)) == (1, 0)
    result(convicted, "high", TODAY)
    assert (keep(convicted), keep(convicted)) == (1, 0)
    rows = TierCalculation.objects.order_by("calculated_at")
    assert [(row.tier, row.provisional, row.current) for row in rows] == [
        (1, True, False),
        (3, False, True),
    ]
    assert Act.objects.filter(kind="supervision.calculate_tiers").count() == 2


def test_that_days_pass_is_no_change(convicted, house):
    place(by=SERVICE, person_id=convicted.pk, unit=house.units["riga"], since=days_ago(400))
    leave(by=SERVICE, person_id=convicted.pk, on=days_ago(50), how=Placement.Ended.RELEASE)
    kept = [
        calculate_tiers(by=SERVICE, people=[convicted.pk], day=TODAY + timedelta(days=ahead))
        for ahead in (0, 1, 6, 7, 8)
    ]
    assert kept == [1, 0, 0, 1, 0]  # the first eight weeks are over
    assert current_tiers([convicted.pk])[convicted.pk].tier == 1


def test_the_worker_keeps_everybody_who_has_an_officer(anna, caseload, house):
    other = caseload.add("Bērziņa")
    assert people_with_an_officer(TODAY) == sorted([anna.pk, other.pk])
    tiers_in_time()
    tiers_in_time()
    assert {row.person_id for row in TierCalculation.objects.all()} == {anna.pk, other.pk}
    assert TierCalculation.objects.count() == 2


def test_many_ask_the_database_no_more(convicted, caseload):
    def queries(people) -> int:
        with CaptureQueriesContext(connection) as caught:
            tiers_today(people, TODAY)
        return len(caught)

    people = [convicted.pk, caseload.add("B").pk, caseload.add("C").pk]
    assert queries(people) == queries(people[:1])
