"""What is used and what lies on the shelf: from the list to the uses behind a number."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "lv"])
def test_a_head_sees_what_is_used_and_by_whom(
    service: Service, enter: Enter, picture: Callable[[Page, str], None], language: str
) -> None:
    page = enter("head_of_unit", language)
    page.goto(f"{service.url}/statistics/assessments/")
    page.locator("nav.tabs a").nth(1).click()
    page.wait_for_url("**/statistics/tools/")
    assert faults_of(page) == []
    if language == "en":
        picture(page, "tools")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("#tools a[href*='rvn-demo']").click()
    page.wait_for_selector("#units")
    assert page.locator("#months dl.bars dt").count() == 12
    assert faults_of(page) == []
    page.locator("#uses tbody a").first.click()
    page.wait_for_selector("#uses th[scope=row] a")
    assert faults_of(page) == []
    page.locator("#uses th[scope=row] a").first.click()
    page.wait_for_url("**/people/assessments/**")


@pytest.mark.parametrize("role", ["quality_manager", "analyst"])
def test_the_shelf_names_what_is_shelved_and_nothing_else(
    service: Service, enter: Enter, role: str
) -> None:
    """Each with why it lies there and what could be done; the API says the same tools."""
    page = enter(role)
    page.goto(f"{service.url}/statistics/tools/")
    shown = page.locator("#shelf article")
    told = page.request.get(f"{service.url}/api/v1/statistics/adoption").json()
    titles = [row["title"] for row in told if row["shelved_because"]]
    assert shown.locator("h3 a").all_inner_texts() == titles
    assert len(titles) == 1
    reasons = [" ".join(row["shelved_because"]) for row in told if row["shelved_because"]]
    assert shown.locator("> p:first-of-type").all_inner_texts() == reasons
    shown.locator("h3 a").first.click()
    page.wait_for_selector("#shelf")
    assert page.locator("h1").inner_text().startswith(titles[0])
    assert faults_of(page) == []
