"""What a page asks of the database does not grow with what it shows."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.people.actions import Identity, register_person
from tilts.casework.people.models import Person
from tilts.casework.supervision.actions import record_contact
from tilts.casework.supervision.contacts import Contact
from tilts.doors.api.tests.callers import browser
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db

MOST = 25  # queries of a person's page


@pytest.fixture
def house(db: None) -> House:
    return build_house()


@pytest.fixture
def officer(house: House) -> Staff:
    return house.member("prison_officer")


def allocated(house: House, officer: Staff, number: int) -> Person:
    """Somebody in the officer's caseload."""
    with seen_by(SERVICE):
        who = Identity(family=f"Kalns{number}", category="convicted")
        person = register_person(by=SERVICE, unit=house.units["riga"], who=who)
        how = Handover(on=timezone.localdate(), reason="first officer")
        allocate(by=SERVICE, person=person.pk, to=officer, how=how)
    return person


def meet(officer: Staff, person: Person, times: int) -> None:
    """Record so many contacts."""
    by, now = actor_for(officer, timezone.localdate()), timezone.now()
    for number in range(times):
        happened_at = now - timedelta(hours=number + 1)
        contact = Contact(happened_at=happened_at, how="office", text=f"Talked, {number}.")
        with seen_by(by):
            record_contact(by=by, person_id=person.pk, contact=contact)


def queries(client: Client, page: str) -> int:
    """How many queries a page takes, beside those of savepoints."""
    client.get(page)  # what is read once and kept, such as the country packs
    with CaptureQueriesContext(connection) as asked:
        answer: Any = client.get(page)
    assert answer.status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries)


def test_a_persons_page_does_not_grow_with_their_history(house, officer):
    person = allocated(house, officer, 1)
    client = browser(officer).client
    pages = [f"/people/{person.pk}/{tab}" for tab in ("", "contacts/", "history/", "identity/")]
    meet(officer, person, 1)
    few = {page: queries(client, page) for page in pages}
    meet(officer, person, 100)
    assert {page: queries(client, page) for page in pages} == few
    assert max(few.values()) <= MOST


@pytest.mark.parametrize("page", ["/", "/people/", "/people/?q=Kalns", "/allocation/"])
def test_a_list_does_not_grow_with_its_rows(house, officer, page):
    head = house.member("head_of_unit")
    client = browser(head if page == "/allocation/" else officer).client
    counts = []
    done = 0
    for size in (1, 3, 50):
        for number in range(done, size):
            meet(officer, allocated(house, officer, number), 1)
        done = size
        counts.append(queries(client, page))
    assert counts == counts[:1] * 3
