"""My day: sections in their order, and the room's own, work that is due."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import give_role, open_account
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.workflow.actions import open_item
from tilts.platform.workflow.kinds import work
from tilts.platform.workflow.models import Outcome, WorkItem
from tilts.platform.workflow.my_day import Row, Section, my_day, people_in, register_section
from tilts.platform.workflow.own_work import MOST, work_rows

from .conftest import break_glass, new_staff

pytestmark = pytest.mark.django_db
MEET = work("demo_room.meet", "Meet %(whom)s")


def meet(person, unit, owner=None, due=None) -> WorkItem:
    return open_item(
        by=SERVICE, kind=MEET, person=person.pk, unit=unit, owner=owner, due=due, whom="the tutor"
    )


def row(item: WorkItem, **other: Any) -> Row:
    """How work of ILZE is shown, save for what is otherwise."""
    usual = {"note": "I. Kļaviņa", "url": reverse("workflow:done", args=[item.pk])}
    told: dict[str, Any] = {"text": "Meet the tutor", "person": item.person_id, "when": item.due}
    return Row(**{**told, **usual, "key": str(item.pk), "more": {"waits": False}, **other})


def test_work_is_told_with_its_day_its_owner_and_what_can_be_done(officer, ilze, person, unit):
    today = timezone.localdate()
    late = meet(person, unit, ilze.pk, today - timedelta(days=1))
    due = meet(person, unit, ilze.pk, today)
    waiting = meet(person, unit, None, today + timedelta(days=1))
    some_day = meet(person, unit, ilze.pk)
    take = reverse("workflow:take", args=[waiting.pk])
    with seen_by(officer):
        found = work_rows(officer)
    assert found == [
        row(late, tone="danger"),
        row(due),
        row(waiting, note="unit's queue", url=take, more={"waits": True}),
        row(some_day),
    ]


def test_a_day_has_a_limit_and_keeps_the_earliest(officer, ilze, person, unit):
    first = date(2030, 1, 1)
    for days in reversed(range(MOST + 1)):
        meet(person, unit, ilze.pk, first + timedelta(days=days))
    meet(person, unit, ilze.pk)
    with seen_by(officer):
        found = [row.when for row in work_rows(officer)]
    assert found == [first + timedelta(days=days) for days in range(MOST)]


def test_no_more_queries_for_more_work(officer, ilze, unit):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            somebody = Party.objects.create(kind=PartyKind.PERSON)
            break_glass(ilze, somebody)
            meet(somebody, unit, owner=ilze.pk)
        with seen_by(officer), CaptureQueriesContext(connection) as queries:
            counts.append((len(work_rows(officer)), len(queries)))
    assert counts == [(1, 1), (3, 1)]


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


@pytest.fixture
def browser(client, house):
    """An officer of the prison in Rīga, at their browser."""

    accounts = {}

    def entered(staff):
        if staff.pk not in accounts:
            accounts[staff.pk] = open_account(by=SERVICE, staff=staff)
        client.force_login(
            accounts[staff.pk], "allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return entered


@pytest.fixture
def anna(house):
    return house.member("prison_officer")


@pytest.fixture
def seen(anna, person):
    break_glass(anna, person)
    return person


def stored() -> WorkItem:
    with seen_by(SERVICE):
        return WorkItem.objects.get()


def test_work_is_taken_and_done_from_the_page(browser, house, anna, seen):
    item = meet(seen, house.units["riga"])
    page = browser(anna)
    for step in ("take", "done"):
        path = f"/workflow/work/{item.pk}/{step}/"
        assert path in page.get("/").content.decode()
        answer = page.post(path)
        assert (answer.status_code, answer["Location"]) == (302, "/")
        assert path not in page.get("/").content.decode()
    found = stored()
    assert (found.owner_id, found.closed_by) == (anna.pk, anna.pk)
    assert found.outcome == Outcome.DONE


@pytest.mark.parametrize(
    ("step", "said"),
    [("take", "Somebody has this work already."), ("done", "This work is somebody else")],
)
def test_work_of_a_colleague_is_refused_with_its_reason(browser, house, anna, seen, step, said):
    item = meet(seen, house.units["riga"], house.member("prison_officer").pk)
    answer = browser(anna).post(f"/workflow/work/{item.pk}/{step}/")
    assert (answer.status_code, said in answer.content.decode()) == (403, True)
    assert stored().closed_at is None


def test_work_about_somebody_unseen_is_as_if_it_were_not(browser, house, anna, person):
    item = meet(person, house.units["riga"], anna.pk)
    page = browser(anna)
    hidden = page.post(f"/workflow/work/{item.pk}/done/")
    nothing = page.post(f"/workflow/work/{person.pk}/done/")
    assert hidden.status_code == nothing.status_code == 404
    told = ["There is no such person" in answer.content.decode() for answer in (hidden, nothing)]
    assert told == [True, True]
    assert stored().closed_at is None


@pytest.mark.parametrize("step", ["take", "done"])
def test_following_a_link_changes_nothing(browser, house, anna, seen, step):
    item = meet(seen, house.units["riga"], anna.pk)
    assert browser(anna).get(f"/workflow/work/{item.pk}/{step}/").status_code == 405
    assert stored().closed_at is None


def test_who_has_no_part_in_the_work_of_a_unit_cannot_take_it(browser, house, seen):
    clerk = house.member("clerk")
    item = meet(seen, house.units["riga"])
    answer = browser(clerk).post(f"/workflow/work/{item.pk}/take/")
    assert (answer.status_code, stored().owner_id) == (403, None)


def test_a_role_in_another_unit_takes_nothing_here(browser, house, seen):
    other = house.member("prison_officer", "olaine")
    break_glass(other, seen)
    item = meet(seen, house.units["riga"])
    answer = browser(other).post(f"/workflow/work/{item.pk}/take/")
    assert "not in the queue of your unit" in answer.content.decode()
    give_role(
        by=SERVICE,
        staff=other,
        role="prison_officer",
        unit=house.units["riga"],
        since=date(2020, 1, 1),
    )
    assert browser(other).post(f"/workflow/work/{item.pk}/take/").status_code == 302
    assert stored().owner_id == other.pk


def test_a_section_lists_work_of_two_officers_apart(officer, ilze, person, unit):
    juris = new_staff(unit, "Juris", "Ozols")
    mine, _theirs = meet(person, unit, ilze.pk), meet(person, unit, juris.pk)
    with seen_by(officer):
        assert [row.key for row in work_rows(officer)] == [str(mine.pk)]
