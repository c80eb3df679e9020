"""The monitoring plan: who sets it, for what, and from when."""

from datetime import timedelta
from typing import Any

import pytest

from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.workforce.quality.actions import set_plan
from tilts.workforce.quality.models import SamplePlan
from tilts.workforce.quality.plans import plan_of, plans

from .conftest import TODAY, Service

pytestmark = pytest.mark.usefixtures("all_seen")


def setting(service: Service, by: Actor, unit: str = "", **values: Any) -> list[str]:
    """The codes of the reasons for which a plan is refused; empty when it is set."""
    said = {"material": "assessments", "wanted": 2, "since": TODAY, **values}
    place = service.house.units[unit] if unit else None
    try:
        set_plan(by=by, agency=service.house.agencies["ievp"], unit=place, **said)
    except Refused as refused:
        return [reason.code for reason in refused.reasons]
    return []


@pytest.mark.parametrize(
    ("role", "at", "unit", "told"),
    [
        ("quality_manager", "riga", "riga", []),
        ("quality_manager", "riga", "olaine", []),
        ("quality_manager", "riga", "", []),
        ("head_of_unit", "riga", "riga", []),
        ("head_of_unit", "riga", "riga_w1", []),
        ("head_of_unit", "riga", "olaine", ["not-your-unit"]),
        ("head_of_unit", "riga", "", ["not-your-unit"]),
        ("prison_officer", "riga", "riga", ["no-role"]),
        ("quality_manager", "vilnius", "riga", ["not-your-unit"]),
    ],
)
def test_who_sets_it_and_where(service: Service, role: str, at: str, unit: str, told: list[str]):
    assert setting(service, service.house.actor(role, at), unit) == told
    assert SamplePlan.objects.count() == (0 if told else 1)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"material": "speeches"}, ["unknown-material"]),
        ({"wanted": 51}, ["too-many"]),
        ({"wanted": 50}, []),
        ({"wanted": 0}, []),
    ],
)
def test_what_can_be_planned(service: Service, values: dict[str, Any], told: list[str]):
    assert setting(service, service.actor(service.lead), **values) == told


def test_a_unit_of_another_agency_is_not_planned_for(service: Service):
    assert setting(service, SERVICE, "jelgava") == ["unit-elsewhere"]


def test_the_next_plan_ends_the_one_before_and_leaves_the_others(service: Service):
    service.plan(2)
    service.plan(1, "riga")
    service.plan(3, material="sessions")
    service.plan(5, since=TODAY)
    rows = SamplePlan.objects.order_by("since", "pk")
    assert [(row.material, row.wanted, row.since, row.until) for row in rows] == [
        ("assessments", 2, LONG_AGO, TODAY),
        ("assessments", 1, LONG_AGO, None),
        ("sessions", 3, LONG_AGO, None),
        ("assessments", 5, TODAY, None),
    ]


def test_a_plan_that_was_to_come_is_replaced_by_an_earlier_one(service: Service):
    later = TODAY + timedelta(days=30)
    service.plan(2, since=later)
    service.plan(4, since=TODAY)
    agency = service.house.agencies["ievp"]
    wanted = [plan_of(agency, "assessments", day).rows[0].wanted for day in (TODAY, later)]
    assert wanted == [4, 4]


def test_the_plan_is_listed_by_work_and_down_the_tree(service: Service):
    service.plan(1, material="sessions")
    service.plan(2, "riga_w1")
    service.plan(3, "riga")
    service.plan(4)
    found = plans(service.house.agencies["ievp"], TODAY)
    assert [(row.material, row.path, row.wanted) for row in found] == [
        ("assessments", "ievp.", 4),
        ("assessments", "ievp.riga.", 3),
        ("assessments", "ievp.riga.riga_w1.", 2),
        ("sessions", "ievp.", 1),
    ]


def test_where_nobody_planned_nothing_is_wanted(service: Service):
    service.plan(3, "olaine")
    plan = plan_of(service.house.agencies["ievp"], "assessments", TODAY)
    units = service.house.units
    assert [plan.wanted(units[code]) for code in ("riga", "olaine")] == [0, 3]
