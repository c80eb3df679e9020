"""One's own notices on a page."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tilts.platform.notices import views
from tilts.platform.notices.actions import notify
from tilts.platform.notices.rules import OWN
from tilts.platform.parties.actors import SERVICE, Actor, Grant, Scope

from .test_notices import PLAIN, ilze

__all__ = ["ilze"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def actor(ilze) -> Actor:
    grants = (Grant(OWN, Scope.SELF, "prison_officer"),)
    return Actor(party=ilze.pk, kind="staff", name=ilze.name, grants=grants)


def page(view, actor: Actor, method: str = "get"):
    request = getattr(RequestFactory(), method)("/notices/")
    request.actor, request.session = actor, {}
    return view(request)


def shown(actor: Actor) -> tuple[int, int]:
    """How many notices the page shows, and in how many queries."""
    with CaptureQueriesContext(connection) as queries:
        html = page(views.notice_list, actor).content.decode()
    return html.count("The night was quiet"), len(queries)


def test_the_page_shows_ones_notices_in_a_fixed_number_of_queries(actor, ilze):
    assert shown(actor)[0] == 0
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    one, queries = shown(actor)
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    assert (one, shown(actor)) == (1, (3, queries))


def test_all_are_marked_as_read_at_once(actor, ilze):
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    assert "Mark all as read" in page(views.notice_list, actor).content.decode()
    answer = page(views.read, actor, "post")
    assert (answer.status_code, answer.url) == (302, "/notices/")
    assert "Mark all as read" not in page(views.notice_list, actor).content.decode()
