"""What a page asks of the database does not grow with what it shows."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.histories import allocated, meet, veteran
from tilts.doors.api.tests.callers import browser
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House, build_house

pytestmark = pytest.mark.django_db

MOST = 25  # queries of a person's page
# asks besides whether each of its moves can be made now, and what is done towards its goals
MORE = {"plan/": 30}


@pytest.fixture
def house(db: None) -> House:
    return build_house()


@pytest.fixture
def officer(house: House) -> Staff:
    return house.member("prison_officer")


def queries(client: Client, page: str) -> int:
    """How many queries a page takes, beside those of savepoints."""
    client.get(page)  # what is read once and kept, such as the country packs
    with CaptureQueriesContext(connection) as asked:
        answer: Any = client.get(page)
    assert answer.status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries)


TABS = (
    "",
    "proceedings/",
    "plan/",
    "tier/",
    "contacts/",
    "documents/",
    "identity/",
    "history/",
    "looked/",
)


def test_a_persons_page_does_not_grow_with_their_history(house, officer):
    """However many facts in however many rooms, and however many records were merged."""
    other, client = house.member("prison_officer"), browser(officer).client
    asked = []
    for times in (1, 3, 12):
        person = veteran(house, officer, other, times)
        asked.append({tab: queries(client, f"/people/{person.pk}/{tab}") for tab in TABS})
    assert asked == asked[:1] * 3
    assert {tab: number for tab, number in asked[0].items() if number > MORE.get(tab, MOST)} == {}


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
