"""Fictional visits: in every state but those of this minute, whole, and alarming nobody."""

from datetime import date
from random import Random

import pytest
from django.utils import timezone

from tilts.casework.assessment.tests.courses import course, stage
from tilts.casework.people.tests.people import person
from tilts.casework.visits.actions import raise_alarms
from tilts.casework.visits.demo import STATES, make_visits, visit_of
from tilts.casework.visits.models import CheckIn, HomeVisit
from tilts.platform.organisation.demo import Batch
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.machines import initial, targets
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.state_check import state_faults

TODAY = date(2026, 6, 15)


def batch(seed, *courses):
    return Batch(Random(seed), TODAY, courses, [])


def ended(past):
    return past.steps[-1].to_state if past.steps else "planned"


def seeds(one):
    """For each state the first chance by which a visit came as far."""
    found: dict[str, int] = {}
    for seed in range(3000):
        made = visit_of(batch(seed), one)
        if made:
            found.setdefault(ended(made[1]), seed)
    return found


def test_each_move_leads_on_from_the_one_before():
    one = course(stage("supervision"))
    for seed in range(400):
        if made := visit_of(batch(seed), one):
            state = initial(HomeVisit.machine)
            for step in made[1].steps:
                assert step.to_state in targets(HomeVisit.machine, step.move, state)
                state = step.to_state


@pytest.mark.parametrize("kind", ["prison", "remand", "discharge"])
def test_nobody_is_visited_in_prison(kind):
    assert [s for s in range(200) if visit_of(batch(s), course(stage(kind)))] == []


def test_every_state_is_there_and_nobody_is_alarmed(all_seen):
    house = build_house()
    unit, officer = house.units["jelgava"], house.member("probation_officer", "jelgava")
    by_state = seeds(course(stage("supervision", unit=unit, officer=officer)))
    assert by_state.keys() == STATES.keys()
    with act("demo.load", by=SERVICE):
        for number, seed in enumerate(by_state.values()):
            whom = person(f"Ozols{number}", at=unit, country="LV")
            one = course(stage("supervision", unit=unit, officer=officer), whom=whom)
            make_visits(batch(seed, one))
    visits = list(HomeVisit.objects.order_by("pk"))
    assert sorted(visit.state for visit in visits) == sorted(STATES)
    assert {row.visit.state for row in CheckIn.objects.all()} == {"safe", "resolved"}
    kinds = WorkItem.objects.filter(kind__startswith="visits.").values_list("kind", flat=True)
    assert sorted(kinds) == ["visits.check", "visits.go"]
    assert raise_alarms(by=SERVICE, now=timezone.now()) == 0
    assert state_faults([HomeVisit]) == []
