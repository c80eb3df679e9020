"""Assessments as uses of their instruments: which count, who sees them, what is told."""

from datetime import date

import pytest
from django.utils import timezone

from tilts.casework.assessment.actions import begin_assessment
from tilts.casework.assessment.tests.results import result
from tilts.casework.assessment.tools import seen, told, used
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.workflow.tools import Use

pytestmark = pytest.mark.usefixtures("all_seen")
DAY = date(2026, 3, 4)


def rows(desk, agency: str = "ievp") -> list[tuple[object, ...]]:
    fields = ("tool", "used_on", "used_in", "used_in_path", "used_by")
    return list(used(desk.house.agencies[agency]).order_by("used_on").values_list(*fields))


def test_a_use_says_what_was_used_when_where_and_by_whom(desk, edgars):
    result(edgars, "low", DAY, assessor=desk.officer)
    unit = desk.house.units["riga"].pk
    assert rows(desk) == [("rvn-demo", DAY, unit, "ievp.riga.", desk.officer.pk)]
    assert rows(desk, "vpd") == []


@pytest.mark.parametrize(
    ("state", "counts"),
    [
        ("final", True),
        ("superseded", True),
        ("annulled", True),
        ("given_up", True),
        ("entered_in_error", False),
        ("wrong_person", False),
    ],
)
def test_whatever_came_of_it_it_was_used_unless_it_was_an_error(desk, edgars, state, counts):
    result(edgars, "low", DAY, state=state)
    assert len(rows(desk)) == counts


def test_one_that_was_only_begun_is_no_use(desk, edgars):
    begin_assessment(by=desk.actor, person_id=edgars.pk, of=desk.rvn)
    assert rows(desk) == []


def test_who_may_see_assessments_sees_those_of_their_people(desk, edgars):
    made = result(edgars, "low", DAY)
    agency = desk.house.agencies["ievp"]
    far = actor_for(desk.house.member("head_of_unit", "olaine"), timezone.localdate())
    analyst = actor_for(desk.house.member("analyst"), timezone.localdate())
    found = {
        name: [row.pk for row in seen(actor, agency)]
        for name, actor in (("near", desk.chief), ("far", far), ("analyst", analyst))
    }
    assert found == {"near": [made.pk], "far": [], "analyst": []}


def test_it_tells_whom_it_is_about_and_where_it_is(desk, edgars):
    made = result(edgars, "low", DAY)
    with seen_by(None):
        mine = list(seen(desk.chief, desk.house.agencies["ievp"]))
    assert told(mine) == [
        Use(edgars.name, f"/people/assessments/{made.pk}/", edgars.pk),
    ]
