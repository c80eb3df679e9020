"""What is read of cases and work, the deadlines and kinds of work, and who opens the pages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import close_item, move, open_item
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.kinds import WorkKind, kinds, work
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.my_day import Row, Section, my_day, people_in, register_section
from tilts.platform.workflow.own_work import MOST, work_rows
from tilts.platform.workflow.queries import history, items_of_case, open_items

from .conftest import actor, new_staff
from .demo.cases import CHOOSE

pytestmark = pytest.mark.django_db
VISIT = work("demo_room.visit", "Visit")


def visit(person, unit, **more):
    return open_item(by=SERVICE, kind=VISIT, person=person.pk, unit=unit, **more)


def test_a_history_is_in_the_order_of_its_numbers(loan):
    loan.book = "Skroderdienas"
    for code in ("lend", "take_back"):
        move(case=loan, code=code, by=SERVICE)
    assert [(row.number, row.move, row.from_state, row.to_state) for row in history(loan)] == [
        (1, "", "", "asked"),
        (2, "lend", "asked", "lent"),
        (3, "take_back", "lent", "returned"),
    ]


def test_work_of_a_case_is_its_open_work_by_day(loan, person, unit):
    own = {"case": loan.case_ref()}
    later = visit(person, unit, due=date(2030, 1, 2), **own)
    sooner = visit(person, unit, due=date(2030, 1, 1), **own)
    visit(person, unit, due=date(2030, 1, 1))
    begun = WorkItem.objects.get(kind=CHOOSE.code)
    assert list(items_of_case(loan)) == [begun, sooner, later]
    close_item(by=SERVICE, item=sooner)
    assert list(items_of_case(loan)) == [begun, later]


def test_a_queue_is_that_of_the_units_below_ones_own(officer, person, unit):
    queued = visit(person, unit)
    visit(person, unit, owner=new_staff(unit, "Anna", "Liepa").pk)
    with seen_by(officer):
        assert list(open_items(officer)) == [queued]


def test_the_queue_is_not_for_who_may_not_take_from_it(ilze, officer, person, unit):
    visit(person, unit)
    without = [g for g in officer.grants if g.capability != "workflow.take_items"]
    narrow = type(officer)(
        party=officer.party, kind="staff", name=officer.name, grants=tuple(without)
    )
    with seen_by(narrow):
        assert list(open_items(narrow)) == []


def test_work_without_a_day_comes_last_and_a_day_has_a_limit(officer, ilze, person, unit):
    some_day = visit(person, unit, owner=ilze.pk)
    on_a_day = visit(person, unit, owner=ilze.pk, due=date(2030, 1, 1))
    with seen_by(officer):
        assert [row.url for row in work_rows(officer)] == [
            f"/workflow/work/{on_a_day.pk}/",
            f"/workflow/work/{some_day.pk}/",
        ]
    for _more in range(MOST):
        visit(person, unit, owner=ilze.pk)
    with seen_by(officer):
        assert len(work_rows(officer)) == MOST


def test_a_day_itself_overrules_the_deadline_of_the_kind(all_seen, person, unit):
    start, day = date(2026, 3, 2), date(2026, 12, 1)
    counted = open_item(by=SERVICE, kind=CHOOSE, person=person.pk, unit=unit, start=start)
    given = open_item(by=SERVICE, kind=CHOOSE, person=person.pk, unit=unit, start=start, due=day)
    assert (counted.due, given.due) == (due_date("LV", CHOOSE.deadline, start), day)


def test_work_without_a_deadline_has_no_day(all_seen, person, unit):
    item = visit(person, unit)
    assert (item.due, item.closed_at, item.opened_by) == (None, None, SERVICE.party)
    assert timezone.localdate(item.opened_at) == timezone.localdate()


def test_kinds_of_work_are_listed_by_code():
    assert list(kinds()) == sorted(kinds())
    assert kinds()["demo_room.visit"] == WorkKind("demo_room.visit", "Visit")


def test_sections_are_in_their_order_and_for_who_may(all_seen):
    def nothing(actor):
        return []

    register_section("tests-late", title="Late", order=9002, provider=nothing)
    register_section("tests-soon", title="Soon", order=9001, provider=nothing, needs="tests.none")
    late = Section("tests-late", "Late", 9002, nothing)
    ours = [section for section, _ in my_day(SERVICE) if section.code.startswith("tests-")]
    assert ours == [late]


def test_people_of_a_day_are_named_once(person):
    section = Section("x", "X", 1, lambda actor: [])
    rows = [Row(text="a", person=person.pk), Row(text="b", person=person.pk), Row(text="c")]
    assert people_in([(section, rows), (section, [])]) == {person.pk}


@pytest.mark.parametrize("page", ["machines/", "machines/demo_room.loancase/", "jobs/"])
def test_who_is_signed_out_signs_in(client, db, page):
    path = f"/workflow/{page}"
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={path}")


@pytest.mark.parametrize(
    ("role", "statuses"),
    [("administrator", (200, 200)), ("clerk", (200, 403)), ("inspector", (200, 403))],
)
def test_who_opens_the_pages(sign_in, role, statuses):
    browser = sign_in(role)
    pages = ("/workflow/machines/", "/workflow/jobs/")
    assert tuple(browser.get(page).status_code for page in pages) == statuses


def test_the_queue_takes_one_query_for_1_and_3(officer, person, unit):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            visit(person, unit)
        with seen_by(officer), CaptureQueriesContext(connection) as asked:
            counts.append((len(list(open_items(officer))), len(asked)))
    assert counts == [(1, 1), (3, 1)]


def test_an_officer_elsewhere_sees_no_queue_of_this_unit(unit, person, stranger):
    visit(person, unit)
    other = actor(new_staff(unit, "Zane", "Egle"), unit)
    for who in (stranger, other):
        with seen_by(who):
            assert list(open_items(who)) == []
