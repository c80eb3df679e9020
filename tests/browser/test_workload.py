"""A head of unit gives an absent officer's people to others, before and after in sight."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser

Picture = Callable[[Page, str], None]
AWAY = "import django; django.setup(); from tests.browser.away import away; print(away())"


def absent(service: Service) -> dict[str, Any]:
    """An officer of the head who is on leave from now on, and how many people they have."""
    command = [sys.executable, "-c", AWAY]
    done = subprocess.run(
        command, env=service.environment, capture_output=True, text=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def numbers(page: Page, table: str, row: str) -> list[str]:
    """The cells of the row about somebody."""
    found = page.locator(f"#{table} tbody tr", has_text=row).first
    return [cell.strip() for cell in found.locator("th, td").all_inner_texts()]


def go(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).click()
    assert faults_of(page) == []


@pytest.mark.parametrize("language", ["en", "lv"])
def test_an_absent_officers_people_are_shared_out(
    service: Service, enter: Enter, picture: Picture, language: str
) -> None:
    told = absent(service)
    head = enter("head_of_unit", language)
    head.goto(f"{service.url}/allocation/")
    assert faults_of(head) == []
    name = head.locator(f"a[href$='/officers/{told['officer']}/workload/']").inner_text()
    before = numbers(head, "caseloads", name)
    assert before[1] == str(told["people"])

    go(head, f"a[href$='/officers/{told['officer']}/workload/']")
    expect(head.locator("#items tbody tr").first).to_be_visible()
    go(head, f"a[href$='/officers/{told['officer']}/']")
    for box in head.locator("[name=people]").all():
        box.check(force=True)
    head.locator("[name=reason]").fill("On leave")
    go(head, "button[formaction]")
    picture(head, f"what-if-{language}")

    lines = head.locator("#lines tbody tr")
    assert lines.count() == told["people"]
    after = numbers(head, "after", name)
    assert after[4] == str(told["people"])  # gives everybody

    head.locator("#lines select").first.select_option("")  # one stays
    go(head, "button[name=again]")
    assert numbers(head, "after", name)[4] == str(told["people"] - 1)
    head.locator("[name=reason]").fill("On leave")
    go(head, "button[name=do]")
    assert numbers(head, "caseloads", name)[1] == "1"
