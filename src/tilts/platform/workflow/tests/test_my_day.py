"""My day: sections in their order, and the room's own, work that is due."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.workflow.actions import open_item
from tilts.platform.workflow.kinds import WorkKind, work
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.my_day import Row, Section, Told, my_day, people_in, register_section
from tilts.platform.workflow.own_work import AHEAD, MOST, due_about, work_rows
from tilts.platform.workflow.panels import Next

from .conftest import break_glass, new_staff

pytestmark = pytest.mark.django_db
MEET = work("demo_room.meet", "Meet %(whom)s")


def meet(person, unit, owner=None, due=None) -> WorkItem:
    return open_item(
        by=SERVICE, kind=MEET, person=person.pk, unit=unit, owner=owner, due=due, whom="the tutor"
    )


def row(item: WorkItem, **other: Any) -> Row:
    """How work of the actor is shown, save for what is otherwise."""
    told: dict[str, Any] = {"text": "Meet the tutor", "person": item.person_id, "when": item.due}
    return Row(**{**told, "url": page_of(item), **other})


def page_of(item: WorkItem) -> str:
    return f"/workflow/work/{item.pk}/"


def test_work_is_told_with_its_day_its_owner_and_what_can_be_done(officer, ilze, person, unit):
    today = timezone.localdate()
    late = meet(person, unit, ilze.pk, today - timedelta(days=1))
    due = meet(person, unit, ilze.pk, today)
    waiting = meet(person, unit, None, today + timedelta(days=1))
    some_day = meet(person, unit, ilze.pk)
    with seen_by(officer):
        found = work_rows(officer)
    assert found == [
        row(late, tone="danger"),
        row(due, tone="warning"),
        row(waiting, note="unit's queue"),
        row(some_day),
    ]


def test_work_of_who_is_away_is_told_with_their_name(officer, ilze, person, unit):
    juris, today = new_staff(unit, "Juris", "Ozols"), timezone.localdate()
    item = meet(person, unit, juris.pk)
    plan_absence(
        by=SERVICE, staff=juris, since=today, until=today + timedelta(days=9), substitute=ilze
    )
    with seen_by(officer):
        assert work_rows(officer) == [row(item, note="J. Ozols")]


def test_what_is_due_about_a_person_happens_next_whoever_does_it(officer, ilze, person, unit):
    today = timezone.localdate()
    mine = meet(person, unit, ilze.pk, today)
    theirs = meet(person, unit, new_staff(unit, "Juris", "Ozols").pk, today + timedelta(days=1))
    with seen_by(officer):
        assert due_about(officer, [person.pk]) == {
            person.pk: [
                Next("Meet the tutor", mine.due, page_of(mine), "warning"),
                Next("Meet the tutor", theirs.due, page_of(theirs), "neutral"),
            ]
        }
    with seen_by(None):
        assert due_about(officer, [person.pk]) == {}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((0,), "1 thing due"),
        ((0, 1, 5), "3 things due"),
        ((-3, -1, 0), "3 things due, 2 of them late"),
    ],
)
def test_the_day_in_a_few_words(officer, ilze, person, unit, days, said):
    for away in days:
        meet(person, unit, ilze.pk, timezone.localdate() + timedelta(days=away))
    with seen_by(officer):
        ((section, rows),) = [found for found in my_day(officer) if found[0].code == "work"]
    assert section.summary
    assert section.summary(rows) == said


def test_a_day_has_a_limit_and_keeps_the_earliest(officer, ilze, person, unit):
    first = date(2020, 1, 1)
    for days in reversed(range(MOST + 1)):
        meet(person, unit, ilze.pk, first + timedelta(days=days))
    meet(person, unit, ilze.pk)
    with seen_by(officer):
        found = [row.when for row in work_rows(officer)]
    assert found == [first + timedelta(days=days) for days in range(MOST)]


def test_what_is_due_later_than_in_three_weeks_is_not_for_today(officer, ilze, person, unit):
    today = timezone.localdate()
    for ahead in (AHEAD, AHEAD + timedelta(days=1)):
        meet(person, unit, ilze.pk, today + ahead)
    with seen_by(officer):
        assert [row.when for row in work_rows(officer)] == [today + AHEAD]


def test_what_is_about_nobody_has_no_other_page(officer, ilze, unit):
    late = timezone.localdate() + AHEAD + timedelta(days=9)
    kind = WorkKind("tests.read", "Read")
    open_item(by=SERVICE, kind=kind, person=None, unit=unit, owner=ilze.pk, due=late)
    with seen_by(officer):
        assert [row.when for row in work_rows(officer)] == [late]


def queries_for_1_and_3(officer, ilze, unit, owner) -> list[tuple[int, int]]:
    """How many rows there are, and how many queries it takes to tell all of them."""
    counts = []
    for more in (1, 2):
        for _ in range(more):
            somebody = Party.objects.create(kind=PartyKind.PERSON)
            break_glass(ilze, somebody)
            meet(somebody, unit, owner=owner)
        with seen_by(officer), CaptureQueriesContext(connection) as queries:
            counts.append((len(list(work_rows(officer))), len(queries)))
    return counts


def test_no_more_queries_for_more_work_of_ones_own(officer, ilze, unit):
    assert queries_for_1_and_3(officer, ilze, unit, ilze.pk) == [(1, 1), (3, 1)]


def test_whose_the_work_of_others_is_one_query_says_for_any_number(officer, ilze, unit):
    juris, today = new_staff(unit, "Juris", "Ozols"), timezone.localdate()
    until = today + timedelta(days=9)
    plan_absence(by=SERVICE, staff=juris, since=today, until=until, substitute=ilze)
    assert queries_for_1_and_3(officer, ilze, unit, juris.pk) == [(1, 2), (3, 2)]


def test_the_section_of_work_is_there_for_everybody(officer):
    with seen_by(officer):
        found = [(section.title, rows) for section, rows in my_day(officer)]
    assert ("Work that is due", []) in found


def test_sections_are_in_their_order_and_for_who_may(all_seen):
    def nothing(actor):
        return []

    register_section("tests-late", title="Late", order=9002, provider=nothing)
    register_section("tests-soon", title="Soon", order=9001, provider=nothing, needs="tests.none")
    register_section("tests-a", title="A", order=9002, provider=nothing)
    ours = [section for section, _ in my_day(SERVICE) if section.code.startswith("tests-")]
    assert ours == [Section(code, t, 9002, nothing) for code, t in (("tests-a", "A"), LATE)]


LATE = ("tests-late", "Late")


def test_people_of_a_day_are_named_once(person):
    section = Section("x", "X", 1, lambda actor: [])
    rows = [Row(text="a", person=person.pk), Row(text="b", person=person.pk), Row(text="c")]
    assert people_in([(section, rows), (section, [])]) == {person.pk}


def test_a_section_lists_work_of_two_officers_apart(officer, ilze, person, unit):
    juris = new_staff(unit, "Juris", "Ozols")
    mine, _theirs = meet(person, unit, ilze.pk), meet(person, unit, juris.pk)
    with seen_by(officer):
        assert [row.url for row in work_rows(officer)] == [page_of(mine)]


def test_a_rare_section_stands_there_only_with_something(officer):
    rows: list[Row] = []
    for code, rare in (("tests.usual", False), ("tests.rare", True)):
        register_section(code, title=code, order=9_000, provider=lambda actor: rows, rare=rare)

    def shown() -> list[str]:
        with seen_by(officer):
            found = [section.code for section, _ in my_day(officer)]
        return [code for code in found if code.startswith("tests.")]

    try:
        assert shown() == ["tests.usual"]
        rows.append(Row(text="There it is"))
        assert shown() == ["tests.rare", "tests.usual"]
    finally:
        for code in ("tests.usual", "tests.rare"):
            register_section(code, title=code, order=9_000, provider=lambda actor: [], rare=True)


def test_rows_are_made_when_they_are_shown():
    made = []

    def tell(number):
        made.append(number)
        return Row(text=str(number))

    rows = Told(range(100), tell)
    assert (len(rows), made) == (100, [])
    assert rows[:2] == [Row(text="0"), Row(text="1")]
    assert rows[-1] == Row(text="99")
    assert made == [0, 1, 99]
    assert Told([1, 2], tell) == [Row(text="1"), Row(text="2")]
    assert Told([1, 2], tell) != [Row(text="1")]
    assert Told([], tell) != 0
