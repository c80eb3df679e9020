"""Every page that anybody may open: nothing for axe to find. A new route is visited by itself."""

import json
import subprocess
import sys

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tools import access
from tools.access import SIGNED_OUT

from .conftest import Enter, Service, faults_of
from .rows import PASSWORD
from .visits import NO_PAGES, Visit, visits

pytestmark = pytest.mark.browser

MAKE = "import django; django.setup(); from tests.browser.rows import rows; print(rows())"
# Every other page is found; that of a secret address that nobody made says so.
STATUS = {"socialaccount_login_error": 401, "community_service:today": 404}
SETTLED = {"api:docs": ".opblock-tag[aria-level]"}  # what scripts must first have written
WITH_PASSWORD = ("prison_officer", "inspector")
ROUNDS = list(dict.fromkeys((v.role, language) for v in visits() for language in v.languages))


def visits_of(role: str, language: str) -> list[Visit]:
    """Pages that one round visits."""
    return [visit for visit in visits() if visit.role == role and language in visit.languages]


@pytest.fixture(scope="session")
def rows(service: Service) -> dict[str, str]:
    """Ids of rows that are there to be shown."""
    made = subprocess.run(
        [sys.executable, "-c", MAKE],
        env={**service.environment, "TILTS_DEMO": "yes"},
        capture_output=True,
        text=True,
        check=True,
    )
    ids: dict[str, str] = json.loads(made.stdout)
    return ids


def window(service: Service, enter: Enter, role: str, language: str) -> Page:
    """Signed in as the role, with the password given lately where there is one; or signed out."""
    page = enter("clerk" if role == SIGNED_OUT else role, language)
    if role == SIGNED_OUT:
        page.context.clear_cookies()
    if role in WITH_PASSWORD:
        page.goto(service.url + reverse("account_reauthenticate"))
        page.locator("main input[type=password]").fill(PASSWORD)
        page.locator("main form:has(input[type=password]) button").first.click()
    return page


def found(page: Page, address: str, settled: str = "") -> tuple[int, str, list[object]]:
    """Status, where it led, and faults of a page; why one looks is told, if it is asked."""
    answer, faults = page.goto(address), []
    if settled:
        page.wait_for_selector(settled)
    if (asked := page.locator("main form[action*='access/purpose']")).count():
        faults += faults_of(page)
        asked.locator("input[type=radio]").first.check()
        asked.locator("[name=reason]").fill("to try the page")
        with page.expect_navigation() as onwards:
            asked.get_by_role("button").click()
        answer = onwards.value
    return answer.status if answer else 0, page.url, [*faults, *faults_of(page)]


@pytest.mark.parametrize(("role", "language"), ROUNDS)
def test_every_page_is_accessible(
    role: str, language: str, service: Service, enter: Enter, rows: dict[str, str]
) -> None:
    page = window(service, enter, role, language)
    seen: dict[str, object] = {}
    wanted: dict[str, object] = {}
    for visit in visits_of(role, language):
        address = service.url + visit.path(rows)
        seen[visit.route] = found(page, address, SETTLED.get(visit.route, ""))
        wanted[visit.route] = (STATUS.get(visit.route, 200), address, [])
    assert seen == wanted


def test_the_second_factor_is_asked_on_a_page(
    service: Service, enter: Enter, rows: dict[str, str]
) -> None:
    page = window(service, enter, SIGNED_OUT, "en")
    page.goto(service.url + reverse("account_login"))
    page.locator("main input[type=email]").fill(rows["inspector"])
    page.locator("main input[type=password]").fill(PASSWORD)
    page.locator("main form:has(input[type=password]) button[type=submit]").first.click()
    page.wait_for_url(service.url + reverse("mfa_authenticate"))
    assert faults_of(page) == []


def test_what_is_no_page_stands_in_the_table() -> None:
    assert [route for route in NO_PAGES if not access.rows("pages").get(route)] == []
