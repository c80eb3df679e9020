"""Records that become one, and an erasure: visits are the person's, and go with them."""

import pytest

from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.people import person
from tilts.casework.visits.actions import plan_visit, say_safe, start_visit, write_up
from tilts.casework.visits.choices import Met
from tilts.casework.visits.content import Report
from tilts.casework.visits.models import CheckIn, HomeVisit
from tilts.casework.visits.queries import last_report, visits_of
from tilts.platform.erasure.reach import reach_of
from tilts.platform.parties.actors import SERVICE

from .desk import planned, url

REPORT = Report(met=Met.OTHERS, note="His sister.", agreed="Rings on Monday.")


@pytest.fixture
def other(desk):
    return person("Ozoliņa", at=desk.house.units["jelgava"], country="LV")


def test_visits_to_either_record_are_the_persons(desk, other):
    first = desk.planned()
    second = plan_visit(by=desk.officer, person=other, what=planned())
    merge_people(by=SERVICE, kept_id=desk.anna.pk, gone_id=other.pk, reason="the same")
    assert set(visits_of([desk.anna.pk])) == {first, second}
    page = desk.browser.get(url("of", desk.anna))
    assert {row for row, _ in page.context["rows"]} == {first, second}


def test_what_was_agreed_on_the_record_that_is_gone_is_shown_at_the_door(desk, other):
    written = write_up(by=desk.officer, visit=desk.under_way(), what=REPORT)
    merge_people(by=SERVICE, kept_id=other.pk, gone_id=desk.anna.pk, reason="the same")
    after = plan_visit(by=desk.officer, person=other, what=planned())
    assert last_report(after) == written


def test_who_is_out_when_records_become_one_is_waited_for(desk, other):
    visit = desk.under_way()
    merge_people(by=SERVICE, kept_id=other.pk, gone_id=desk.anna.pk, reason="the same")
    assert say_safe(by=desk.officer, visit=visit).is_open is False


def test_an_erasure_reaches_visit_check_in_and_contact(desk):
    write_up(by=desk.officer, visit=desk.under_way(), what=Report(met=Met.PERSON, note="Tidy."))
    start_visit(by=desk.officer, visit=desk.checked())
    counts = reach_of(desk.anna.pk).counts()
    mine = {name: many for name, many in counts.items() if name.startswith("visits.")}
    assert mine == {"visits.homevisit": 2, "visits.checkin": 2}
    assert counts["supervision.contactnote"] == 1
    assert (HomeVisit.objects.count(), CheckIn.objects.count()) == (2, 2)
