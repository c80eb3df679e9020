"""A head of unit counts the people of the unit, and sees who is behind a number."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "lv"])
def test_a_head_of_unit_counts(
    service: Service, enter: Enter, picture: Callable[[Page, str], None], language: str
) -> None:
    page = enter("head_of_unit", language)
    page.goto(f"{service.url}/statistics/assessments/")
    page.locator("select[name=then]").select_option("sex")
    page.locator("main form button").first.click()
    page.wait_for_url("**then=sex**")
    rows = page.locator("#assessments tbody tr")
    expect(rows.first).to_be_visible()
    assert page.locator("#counted dl.bars dt").all_inner_texts() == [
        row.locator("th").inner_text() for row in rows.all()
    ]
    assert faults_of(page) == []
    if language == "en":
        picture(page, "statistics")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.set_viewport_size({"width": 1280, "height": 900})
    rows.first.locator("a").first.click()
    page.wait_for_selector("#people")
    assert faults_of(page) == []
