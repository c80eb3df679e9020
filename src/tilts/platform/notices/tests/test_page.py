"""One's own notices on a page."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.platform.conftest import BACKEND
from tilts.platform.notices.actions import mark_read, notify
from tilts.platform.notices.models import Notice
from tilts.platform.notices.views import SHOWN
from tilts.platform.organisation.actions import give_role, open_account
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE, Actor

from .conftest import BROKEN, PLAIN

pytestmark = pytest.mark.django_db
QUIET = "The night was quiet, 100 %."


@pytest.fixture
def browser(client: Client, ilze, house) -> Client:
    riga = house.units["riga"]
    give_role(by=SERVICE, staff=ilze, role="prison_officer", unit=riga, since=LONG_AGO)
    client.force_login(open_account(by=SERVICE, staff=ilze), backend=BACKEND)
    client.get("/notices/")  # the first page of a session asks more
    return client


def html(browser: Client, query: str = "") -> str:
    return browser.get(f"/notices/{query}").content.decode()


def shown(browser: Client) -> tuple[int, int]:
    """How many notices the page shows, and in how many queries."""
    with CaptureQueriesContext(connection) as queries:
        found = html(browser).count(QUIET)
    return found, len(queries)


def until(page: str) -> str:
    """What the button of a page sends along."""
    (moment,) = re.findall(r'name="until" value="([^"]+)"', page)
    return str(moment)


def unread() -> int:
    return Notice.objects.filter(read_at=None).count()


def test_the_page_shows_ones_notices_in_a_fixed_number_of_queries(browser, ilze):
    assert shown(browser)[0] == 0
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    one, queries = shown(browser)
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    assert (one, shown(browser)) == (1, (3, queries))


def test_those_of_others_are_not_shown(browser, hire):
    notify(by=SERVICE, to=hire("other@example.org"), kind=PLAIN)
    assert shown(browser)[0] == 0


def test_all_are_marked_as_read_at_once(browser, ilze):
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    answer = browser.post("/notices/read/", {"until": until(html(browser))})
    assert (answer.status_code, answer["Location"]) == (302, "/notices/")
    assert ("/notices/read/" in html(browser), unread()) == (False, 0)


def test_what_came_after_the_page_stays_new(browser, ilze):
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    page = html(browser)
    late = notify(by=SERVICE, to=ilze, kind=PLAIN)
    browser.post("/notices/read/", {"until": until(page)})
    assert list(Notice.objects.filter(read_at=None)) == [late]
    assert "/notices/read/" in html(browser)


@pytest.mark.parametrize(
    "sent", [{}, {"until": ""}, {"until": "yesterday"}, {"until": "2026-13-01"}]
)
def test_a_button_that_says_nothing_marks_nothing(browser, ilze, sent):
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    answer = browser.post("/notices/read/", sent)
    assert (answer.status_code, unread()) == (302, 1)


def test_reading_all_is_no_link(browser, ilze):
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    assert (browser.get("/notices/read/").status_code, unread()) == (405, 1)


def test_older_notices_are_on_further_pages(browser, ilze):
    for _number in range(SHOWN + 1):
        notify(by=SERVICE, to=ilze, kind=PLAIN)
    first = html(browser)
    (cursor,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = html(browser, cursor)
    assert (first.count(QUIET), second.count(QUIET)) == (SHOWN, 1)
    assert 'rel="prev"' in second


def test_a_page_of_read_notices_still_offers_to_read_those_of_others(browser, ilze):
    for _number in range(SHOWN + 1):
        notify(by=SERVICE, to=ilze, kind=PLAIN)
    eldest = Notice.objects.order_by("sent_at", "pk")[0]
    me = Actor(party=ilze.pk, kind="staff", name=ilze.name)
    mark_read(by=me, until=timezone.now())
    assert "/notices/read/" not in html(browser)
    fresh = notify(by=SERVICE, to=ilze, kind=PLAIN)
    (cursor,) = re.findall(r'rel="next" href="([^"]+)"', html(browser))
    assert "/notices/read/" in html(browser, cursor)
    assert fresh.sent_at > eldest.sent_at


def test_a_page_that_is_not_there_is_said_so(browser):
    assert browser.get("/notices/?page=nonsense").status_code == 400


def test_a_notice_leads_to_its_person(browser, ilze, person):
    values: Any = {"who": "<b>J. Ozols</b>", "whom": "x"}
    notify(by=SERVICE, to=ilze, kind=BROKEN, person=person.pk, **values)
    page = html(browser)
    assert f'href="/people/{person.pk}/"' in page
    assert "&lt;b&gt;J. Ozols&lt;/b&gt; broke the glass for x." in page


@pytest.mark.parametrize("way", ["get", "post"])
def test_who_is_signed_out_signs_in(client, way):
    for path in ("/notices/", "/notices/read/"):
        answer = getattr(client, way)(path)
        assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={path}")
