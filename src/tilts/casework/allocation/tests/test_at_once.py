"""Two heads of unit act at once: a person has one officer all the same."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.utils import timezone

from tilts.casework.allocation.actions import (
    Handover,
    allocate,
    bulk_reassign,
    make_responsible,
    reassign,
)
from tilts.casework.allocation.models import Allocation
from tilts.casework.allocation.queries import history_of
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.tests.people import person
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.tests.flushing import flushable_record  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
NOW = Handover(on=timezone.localdate(), reason="He has moved")
AT_ONCE = 3


@pytest.fixture
def house(flushable_record) -> House:  # noqa: F811 - the fixture itself
    """The small service, committed."""
    return build_house()


@pytest.fixture
def whom(house) -> Iterator[UUID]:
    """Somebody of Riga, whom everybody sees."""
    with seen_by(SERVICE):
        yield person(house.units["riga"], "whom").pk


@pytest.fixture
def officers(house) -> list[Staff]:
    return [house.member("prison_officer") for _ in range(AT_ONCE)]


def at_once(do: Callable[[int], object]) -> list[str]:
    """What each of some threads is told: "done", or the codes of the reasons."""
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


def open_rows(whom: UUID) -> list[Any]:
    return list(Allocation.objects.filter(person=whom, until=None).values_list("staff", flat=True))


def test_one_of_several_allocates(whom, officers):
    found = at_once(lambda n: allocate(by=SERVICE, person=whom, to=officers[n], how=NOW))
    assert found == ["allocated", "allocated", "done"]
    assert len(open_rows(whom)) == Allocation.objects.count() == 1


def test_several_hand_over_one_after_the_other_without_a_gap(house, whom, officers):
    allocate(by=SERVICE, person=whom, to=house.member("prison_officer"), how=NOW)
    found = at_once(lambda n: reassign(by=SERVICE, person=whom, to=officers[n], how=NOW))
    assert found == ["done"] * AT_ONCE
    rows = list(history_of(whom))
    assert [row.until for row in rows[:-1]] == [row.since for row in rows[1:]]
    assert {row.staff_id for row in rows[1:]} == {one.pk for one in officers}
    assert open_rows(whom) == [rows[-1].staff_id]


def test_several_make_the_same_officer_responsible_once(whom, officers):
    found = at_once(lambda n: make_responsible(by=SERVICE, person=whom, to=officers[0], how=NOW))
    assert found.count("done") == 1
    assert set(found) <= {"done", "allocated", "same-officer"}
    assert open_rows(whom) == [officers[0].pk]


def test_people_shared_out_twice_have_one_officer_each(house, whom, officers):
    people = [whom, *(person(house.units["riga"], name).pk for name in ("a", "b"))]

    def share(number: int) -> object:
        order = people if number % 2 else people[::-1]
        return bulk_reassign(by=SERVICE, people=order, to=[officers[number]], how=NOW)

    found = at_once(share)
    assert set(found) <= {"done"}
    assert [len(open_rows(one)) for one in people] == [1, 1, 1]
    for one in people:
        rows = list(history_of(one))
        assert [row.until for row in rows[:-1]] == [row.since for row in rows[1:]]
