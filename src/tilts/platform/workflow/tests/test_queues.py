"""Whose work is listed where: one's own, the queue of one's unit, that of the absent."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import open_unit, plan_absence
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.workflow.actions import close_item, open_item
from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.queries import items_of_case, open_items

from .conftest import actor, break_glass, new_staff
from .demo.cases import CHOOSE

pytestmark = pytest.mark.django_db
VISIT = work("demo_room.visit", "Visit")
TODAY = timezone.localdate


def visit(person, unit, owner=None, **more) -> WorkItem:
    return open_item(by=SERVICE, kind=VISIT, person=person.pk, unit=unit, owner=owner, **more)


def listed(who) -> list[WorkItem]:
    with seen_by(who):
        return list(open_items(who))


@pytest.fixture
def juris(unit):
    return new_staff(unit, "Juris", "Ozols")


def test_ones_own_and_the_queue(ilze, officer, juris, person, unit):
    own, queued = (visit(person, unit, owner=owner) for owner in (ilze.pk, None))
    visit(person, unit, owner=juris.pk)
    assert listed(officer) == [own, queued]


@pytest.mark.parametrize(
    ("since", "until", "seen"),
    [(0, 9, True), (0, 1, True), (-9, 1, True), (-9, 0, False), (1, 9, False)],
)
def test_the_work_of_the_absent_while_they_are(
    ilze, officer, juris, person, unit, since, until, seen
):
    item = visit(person, unit, owner=juris.pk)
    first, last = (TODAY() + timedelta(days=days) for days in (since, until))
    plan_absence(by=SERVICE, staff=juris, since=first, until=last, substitute=ilze)
    assert listed(officer) == ([item] if seen else [])


def test_who_stands_in_for_the_stand_in_is_not_asked(ilze, officer, juris, person, unit):
    zane = new_staff(unit, "Zane", "Egle")
    visit(person, unit, owner=zane.pk)
    span = {"since": TODAY(), "until": TODAY() + timedelta(days=3)}
    plan_absence(by=SERVICE, staff=zane, substitute=juris, **span)
    plan_absence(by=SERVICE, staff=juris, substitute=ilze, **span)
    assert listed(officer) == []


def test_a_queue_reaches_the_units_below_and_none_beside(ilze, officer, person, unit):
    long_ago = date(2020, 1, 1)
    what = {"by": SERVICE, "agency": unit.agency, "names": {}, "since": long_ago}
    wing = open_unit(**what, code="w1", kind="wing", parent=unit)
    beside = open_unit(**what, code="riga2", kind="prison")
    below, _other = visit(person, wing), visit(person, beside)
    assert listed(officer) == [below]
    wing_officer = actor(ilze, wing)
    upper = visit(person, unit)
    assert listed(wing_officer) == [below]
    assert listed(officer) == [below, upper]


def test_the_queue_is_not_for_who_may_not_take_from_it(officer, person, unit):
    visit(person, unit)
    without = tuple(g for g in officer.grants if g.capability != "workflow.take_items")
    narrow = type(officer)(party=officer.party, kind="staff", name="x", grants=without)
    assert listed(narrow) == []


def test_work_about_somebody_unseen_is_not_listed(officer, unit):
    hidden = Party.objects.create(kind=PartyKind.PERSON)
    visit(hidden, unit, owner=officer.party)
    visit(hidden, unit)
    assert listed(officer) == []


def test_an_officer_who_sees_nobody_sees_no_queue(unit, person, stranger):
    visit(person, unit)
    assert listed(stranger) == []


def test_closed_work_is_listed_no_more(officer, person, unit):
    item, other = visit(person, unit), visit(person, unit)
    with seen_by(SERVICE):
        close_item(by=SERVICE, item=item)
    assert listed(officer) == [other]


def test_the_earliest_day_comes_first_and_of_a_day_the_eldest(officer, person, unit):
    days = (date(2030, 1, 3), date(2030, 1, 1), date(2030, 1, 3), date(2030, 1, 2))
    items = [visit(person, unit, due=day) for day in days]
    assert listed(officer) == [items[1], items[3], items[0], items[2]]


def test_work_of_a_case_is_its_open_work_by_day(loan, person, unit):
    own = {"case": loan.case_ref()}
    later = visit(person, unit, due=date(2035, 1, 2), **own)
    sooner = visit(person, unit, due=date(2035, 1, 1), **own)
    visit(person, unit, due=date(2035, 1, 1))
    begun = WorkItem.objects.get(kind=CHOOSE.code)
    assert list(items_of_case(loan)) == [begun, sooner, later]
    close_item(by=SERVICE, item=sooner)
    assert list(items_of_case(loan)) == [begun, later]


def test_a_list_takes_two_queries_for_1_and_3(officer, ilze, unit):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            somebody = Party.objects.create(kind=PartyKind.PERSON)
            break_glass(ilze, somebody)
            visit(somebody, unit, owner=ilze.pk)
        with seen_by(officer), CaptureQueriesContext(connection) as asked:
            found = [item.owner.name for item in open_items(officer)]
        counts.append((len(found), len(asked)))
    assert counts == [(1, 2), (3, 2)]
