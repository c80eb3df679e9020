"""When an assessment is due: after admission, and again as the level asks."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tilts.casework.assessment.cases import DUE
from tilts.casework.assessment.due import next_due
from tilts.casework.assessment.tests.results import result
from tilts.casework.people.tests.people import person
from tilts.casework.proceedings.actions import end_placement, note_escape, place
from tilts.casework.proceedings.models import Placement
from tilts.engines.calendars.months import add_months
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.models import WorkItem

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = timezone.localdate()


def open_work(whom):
    rows = WorkItem.objects.filter(person_id=whom.pk, closed_at=None).order_by("opened_at")
    return [(item.kind, item.owner_id, item.due) for item in rows]


def admitted(desk, whom, since):
    place(by=SERVICE, person_id=whom.pk, unit=desk.house.units["riga"], since=since)
    return whom


def test_who_comes_to_prison_is_due_within_two_months(desk, edgars):
    admitted(desk, edgars, date(2026, 9, 10))
    ((kind, owner, due),) = open_work(edgars)
    assert (kind, owner) == ("assessment.due", desk.officer.pk)
    assert due >= date(2026, 11, 10)
    assert due < date(2026, 11, 20)


def test_without_an_officer_it_waits_in_the_queue(desk):
    newcomer = admitted(desk, person("Liepa", at=desk.house.units["riga"]), TODAY)
    assert [(kind, owner) for kind, owner, _ in open_work(newcomer)] == [("assessment.due", None)]


def test_a_move_or_a_return_makes_nothing_due(desk, edgars):
    place(
        by=SERVICE, person_id=edgars.pk, unit=desk.house.units["riga"], since=TODAY,
        reason=Placement.Reason.RETURN,
    )  # fmt: skip
    assert open_work(edgars) == []


@pytest.mark.parametrize(("how", "months"), [(0.0, 12), (1.0, 6)])
def test_a_final_one_closes_what_was_due_and_opens_the_next(desk, edgars, how, months):
    admitted(desk, edgars, TODAY - timedelta(days=30))
    made = desk.final(edgars, how)
    assert open_work(edgars) == [
        ("assessment.again", desk.officer.pk, add_months(made.assessed_on, months))
    ]


def test_who_is_assessed_already_is_not_due_at_the_next_admission(desk, edgars):
    desk.final(edgars)
    before = open_work(edgars)
    admitted(desk, edgars, TODAY)
    assert open_work(edgars) == before


def test_who_is_free_is_not_assessed_again(desk, edgars):
    admitted(desk, edgars, TODAY - timedelta(days=90))
    desk.final(edgars)
    end_placement(by=SERVICE, person_id=edgars.pk, on=TODAY, how=Placement.Ended.RELEASE)
    assert open_work(edgars) == []
    closed = WorkItem.objects.filter(person_id=edgars.pk, kind="assessment.again")
    assert list(closed.values_list("outcome", flat=True)) == ["not-needed"]


def test_who_escaped_still_is(desk, edgars):
    admitted(desk, edgars, TODAY - timedelta(days=90))
    desk.final(edgars)
    before = open_work(edgars)
    note_escape(by=SERVICE, person_id=edgars.pk, on=TODAY)
    assert open_work(edgars) == before


@pytest.mark.parametrize(("days_ago", "young"), [(10, True), (800, False)])
def test_who_comes_back_is_assessed_again_in_time(desk, edgars, days_ago, young):
    admitted(desk, edgars, TODAY - timedelta(days=900))
    desk.final(edgars, days_ago=days_ago)
    ((_kind, owner, own_term),) = open_work(edgars)
    end_placement(by=SERVICE, person_id=edgars.pk, on=TODAY, how=Placement.Ended.RELEASE)
    admitted(desk, edgars, TODAY)
    due = own_term if young else due_date("LV", DUE.deadline, TODAY)
    assert open_work(edgars) == [("assessment.again", owner, due)]


def test_whoever_was_assessed_elsewhere_is_due_at_the_admission(desk):
    newcomer = person("Liepa", at=desk.house.units["riga"])
    result(newcomer, "high", TODAY - timedelta(days=100))
    admitted(desk, newcomer, TODAY)
    day = add_months(TODAY - timedelta(days=100), 6)
    assert open_work(newcomer) == [("assessment.again", None, day)]


def test_the_next_one_replaces_the_one_before(desk, edgars):
    desk.final(edgars, how=1.0, days_ago=190)
    made = desk.final(edgars, how=0.0, days_ago=2)
    assert open_work(edgars) == [
        ("assessment.again", desk.officer.pk, add_months(made.assessed_on, 12))
    ]


def test_a_level_that_the_country_does_not_name_has_the_usual_term():
    day = date(2026, 1, 15)
    assert next_due("LV", "severe", day) == date(2027, 1, 15)
    assert next_due("LV", "high", day) == date(2026, 7, 15)
    assert next_due("LT", "very_high", day) == date(2026, 7, 15)
    assert next_due("LV", "high", None) is None


def test_a_country_without_such_a_term_names_no_day():
    assert next_due("LV", "high", date(1999, 1, 1)) is None
