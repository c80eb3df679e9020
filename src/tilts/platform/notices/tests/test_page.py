"""One's own notices on a page."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tilts.platform.notices.actions import notify
from tilts.platform.organisation.actions import give_role, open_account
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE

from .test_notices import PLAIN, ilze

__all__ = ["ilze"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def browser(client: Client, ilze: Staff) -> Client:
    give_role(by=SERVICE, staff=ilze, role="prison_officer", since=date(2020, 1, 1))
    account = open_account(by=SERVICE, staff=ilze)
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    client.get("/notices/")  # the first page of a session asks more
    return client


def shown(browser: Client) -> tuple[int, int]:
    """How many notices the page shows, and in how many queries."""
    with CaptureQueriesContext(connection) as queries:
        html = browser.get("/notices/").content.decode()
    return html.count("The night was quiet"), len(queries)


def test_the_page_shows_ones_notices_in_a_fixed_number_of_queries(browser, ilze):
    assert shown(browser)[0] == 0
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    one, queries = shown(browser)
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    assert (one, shown(browser)) == (1, (3, queries))


def test_all_are_marked_as_read_at_once(browser, ilze):
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    assert "/notices/read/" in browser.get("/notices/").content.decode()
    answer = browser.post("/notices/read/")
    assert (answer.status_code, answer["Location"]) == (302, "/notices/")
    assert "/notices/read/" not in browser.get("/notices/").content.decode()
