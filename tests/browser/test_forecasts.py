"""The register of forecasting models told in a browser: validated, decided on, stopped.

The analyst answers for the models of the demonstration; the quality manager decides, and the
data-protection officer stops one.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser

Picture = Callable[[Page, str], None]
TITLE, USED = "Return within two years", "RVN, level of risk"
LAST_DAY = (datetime.now(UTC).date() + timedelta(days=90)).isoformat()
MEASURES = {
    "auc": "0.7400 (0.7200 to 0.7600)",
    "brier": "0.1800 (0.1700 to 0.1900)",
    "slope": "0.9600 (0.9000 to 1.0200)",
    "intercept": "-0.0100 (-0.0500 to 0.0300)",
}


def opened(page: Page, service: Service, title: str) -> None:
    """A model of the register."""
    page.goto(f"{service.url}/forecasts/")
    page.locator("#forecasts").get_by_role("link", name=title).click()
    page.wait_for_selector("h1")


def fits(page: Page) -> bool:
    """Whether nothing is wider than a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return wide == 390


def test_the_register_and_its_pages(service: Service, enter: Enter, picture: Picture) -> None:
    page = enter("analyst")
    page.goto(f"{service.url}/forecasts/")
    assert (page.locator("#forecasts tbody tr").count(), faults_of(page)) == (3, [])
    assert fits(page)
    picture(page, "forecasts")
    opened(page, service, TITLE)
    for summary in page.locator("main summary").all():
        summary.click()
    assert (faults_of(page), fits(page)) == ([], True)
    picture(page, "forecast")
    page.get_by_role("link", name="Record a validation").click()
    page.wait_for_selector("input[name=auc]")
    assert (faults_of(page), fits(page)) == ([], True)
    for address in ("register/trained/", "register/instrument/"):
        page.goto(f"{service.url}/forecasts/{address}")
        assert (faults_of(page), fits(page)) == ([], True), address


def test_a_validation_a_decision_and_a_stop(service: Service, enter: Enter) -> None:
    page = enter("analyst")
    opened(page, service, TITLE)
    page.get_by_role("link", name="Record a validation").click()
    told = {
        "done_by": "The university", "period_from": "2022-01-01", "period_to": "2024-12-31",
        "people": "900", "events": "270", "conclusion": "It tells people apart.", **MEASURES,
    }  # fmt: skip
    for name, value in told.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_text("0.740 (0.720 to 0.760)")).to_be_visible()
    judge = enter("quality_manager")
    opened(judge, service, TITLE)
    judge.get_by_role("link", name="Decide to use it").click()
    judge.locator("[name=because]").fill("It helps to plan places.")
    judge.locator("[name=valid_until]").fill(LAST_DAY)
    assert faults_of(judge) == []
    judge.locator("main form button[type=submit]").click()
    expect(judge.get_by_text("It helps to plan places.")).to_be_visible()
    expect(judge.locator("h1")).to_contain_text("in use")
    officer = enter("data_protection_officer")
    opened(officer, service, TITLE)
    officer.get_by_role("link", name="Suspend").click()
    officer.locator("[name=reason]").fill("It drifts.")
    officer.locator("main form button[type=submit]").click()
    expect(officer.locator("h1")).to_contain_text("suspended")
    assert faults_of(officer) == []


def test_its_owner_hears_that_a_decision_ends(service: Service, enter: Enter) -> None:
    page = enter("analyst", "lv")
    expect(page.get_by_text(USED).first).to_be_visible()
    page.goto(f"{service.url}/forecasts/")
    assert faults_of(page) == []
