"""Several at once: one of them places, moves or advances; the others are told why not."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from tilts.casework.people.models import Person
from tilts.casework.proceedings.actions import (
    advance,
    end_placement,
    move_unit,
    note_escape,
    note_return,
    place,
)
from tilts.casework.proceedings.models import Placement, Proceeding
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.tests.flushing import flushable_record  # noqa: F401 - a fixture
from tilts.platform.workflow.queries import history

from .world import again, days_ago, new_person, new_unit, opened, sentenced, today

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


@pytest.fixture
def scene(flushable_record) -> Iterator[dict[str, Any]]:  # noqa: F811 - the fixture itself
    """A person and two prisons, committed."""
    with seen_by(SERVICE):
        units = [new_unit("prison", code) for code in ("riga", "jelgava")]
        yield {"person": new_person(units[0]), "units": units}


def at_once(do: Callable[[int], object]) -> list[str]:
    """What each of some threads is told, in order: "done" or the codes of the reasons."""
    together = Barrier(AT_ONCE)

    def told(number: int) -> str:
        try:
            with seen_by(SERVICE):
                together.wait(30)
                do(number)
            return "done"
        except Refused as refused:
            return " ".join(reason.code for reason in refused.reasons)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return sorted(threads.map(told, range(AT_ONCE)))


def stays(person: Person) -> list[tuple[Any, ...]]:
    rows = Placement.objects.filter(person=person).order_by("since")
    return list(rows.values_list("since", "until", "ended_how"))


def only_one(others: str) -> list[str]:
    return sorted(["done", *[others] * (AT_ONCE - 1)])


def test_one_of_several_admits(scene):
    person, units = scene["person"], scene["units"]
    found = at_once(
        lambda n: place(by=SERVICE, person_id=person.pk, unit=units[n % 2], since=days_ago(n))
    )
    assert found == only_one("placed-already")
    assert [until for _, until, _ in stays(person)] == [None]
    assert Act.objects.filter(kind="proceedings.place").count() == 1


def test_one_of_several_moves_on_a_day(scene):
    person, (here, there) = scene["person"], scene["units"]
    place(by=SERVICE, person_id=person.pk, unit=here, since=days_ago(9))
    found = at_once(
        lambda n: move_unit(by=SERVICE, person_id=person.pk, unit=there, on=days_ago(3))
    )
    assert found == only_one("same-unit too-early")
    assert stays(person) == [(days_ago(9), days_ago(3), ""), (days_ago(3), None, "")]


def test_one_of_several_lets_go(scene):
    person, (here, _) = scene["person"], scene["units"]
    place(by=SERVICE, person_id=person.pk, unit=here, since=days_ago(9))
    how = Placement.Ended.RELEASE
    found = at_once(
        lambda n: end_placement(by=SERVICE, person_id=person.pk, on=days_ago(n), how=how)
    )
    assert found == only_one("not-placed")
    (stay,) = stays(person)
    assert (stay[0], stay[2]) == (days_ago(9), "release")


def test_an_escape_noted_by_several_suspends_once(scene):
    person, (here, _) = scene["person"], scene["units"]
    proceeding = sentenced(person, here).proceeding
    place(by=SERVICE, person_id=person.pk, unit=here, since=days_ago(9))
    found = at_once(lambda n: note_escape(by=SERVICE, person_id=person.pk, on=days_ago(2)))
    assert found == only_one("not-placed")
    moves = [row.move for row in history(proceeding)]
    assert moves == ["", "record_judgment", "enter_into_force", "person_escaped"]


def test_a_return_noted_by_several_is_one(scene):
    person, (here, _) = scene["person"], scene["units"]
    proceeding = sentenced(person, here).proceeding
    place(by=SERVICE, person_id=person.pk, unit=here, since=days_ago(9))
    note_escape(by=SERVICE, person_id=person.pk, on=days_ago(5))
    found = at_once(
        lambda n: note_return(by=SERVICE, person_id=person.pk, unit=here, on=days_ago(2))
    )
    assert found.count("done") == 1
    assert set(found) <= {"done", "never-escaped", "placed-already"}
    assert again(proceeding).state == "in_force"
    assert stays(person) == [(days_ago(9), days_ago(5), "escape"), (days_ago(2), None, "")]


def test_proceedings_move_once(scene):
    person, (here, _) = scene["person"], scene["units"]
    proceeding = opened(person, here)
    copies = [Proceeding.objects.get(pk=proceeding.pk) for _ in range(AT_ONCE)]
    found = at_once(
        lambda n: advance(by=SERVICE, proceeding=copies[n], code="terminate", reason="withdrawn")
    )
    assert found == only_one("moved-meanwhile")
    assert [row.to_state for row in history(proceeding)] == ["before_judgment", "terminated"]


def test_several_people_do_not_wait_for_each_other(scene):
    here, _ = scene["units"]
    people = [scene["person"], *(new_person(here) for _ in range(AT_ONCE - 1))]
    found = at_once(lambda n: place(by=SERVICE, person_id=people[n].pk, unit=here, since=today()))
    assert found == ["done"] * AT_ONCE
    assert Placement.objects.on(today()).count() == AT_ONCE
