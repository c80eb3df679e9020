"""A head of unit counts the people of the unit, hides nothing by hand, and sees who is behind."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser

MAKE = """
import django; django.setup()
from tests.browser.counted import assess
print(assess())
"""


@pytest.fixture(scope="module")
def levels(service: Service) -> dict[str, int]:
    """How many people of the head's unit were assessed on each level."""
    made = subprocess.run(
        [sys.executable, "-c", MAKE],
        env={**service.environment, "TILTS_DEMO": "yes"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, int] = json.loads(made.stdout)
    return found


@pytest.mark.parametrize("language", ["en", "lv"])
def test_a_head_of_unit_counts(
    service: Service,
    enter: Enter,
    levels: dict[str, int],
    picture: Callable[[Page, str], None],
    language: str,
) -> None:
    page = enter("head_of_unit", language)
    page.goto(f"{service.url}/statistics/assessments/?by=level&then=sex&instrument=rvn-demo")
    assert page.locator("#assessments tbody tr").count() == len(levels)
    expect(page.locator("#counted dl.bars dt")).to_have_count(len(levels))
    assert faults_of(page) == []
    picture(page, f"statistics-{language}")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("#assessments tbody a").first.click()
    page.wait_for_selector("#people")
    assert faults_of(page) == []
