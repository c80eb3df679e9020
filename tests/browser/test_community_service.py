"""An hour of community service told in a browser: from the provider's phone to the balance.

An officer makes the secret address of a provider's page; on a phone 390 pixels wide the contact
records and confirms the day in three taps; the officer approves it with one; the balance says so.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, Page, expect

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser

Picture = Callable[[Page, str], None]
MAKE = "import django; django.setup(); from tests.browser.working import *; print({})"
FAMILY = {"en": "Jūrmalietis", "lv": "Kurzemnieks"}


def made(service: Service, call: str) -> Any:
    """What a maker of working.py answers."""
    told = subprocess.run(
        [sys.executable, "-c", MAKE.format(call)],
        env={**service.environment, "TILTS_DEMO": "yes"},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(told.stdout)


@pytest.mark.parametrize("language", ["en", "lv"])
def test_an_hour_from_the_providers_phone_to_the_approved_balance(
    service: Service,
    enter: Enter,
    browser: Browser,
    picture: Picture,
    record_property: Callable[[str, object], None],
    language: str,
) -> None:
    def say(text: str) -> str:
        with override(language):
            return gettext(text)

    def press(at: Page, text: str) -> None:
        with at.expect_navigation():
            at.locator("main").get_by_role("button", name=say(text)).first.click()

    family = FAMILY[language]
    told = made(service, f"worker({family!r})")
    page, faults = enter("probation_officer", language), list[object]()

    def look(at: Page, name: str = "") -> None:
        faults.extend((at.url, fault) for fault in faults_of(at))
        if name and language == "en":
            picture(at, name)

    page.goto(f"{service.url}/service/providers/{told['provider']}/page/")
    page.locator("main select[name=language]").select_option(language)
    press(page, "Make the address")
    address = page.locator("#address").inner_text()
    look(page, "service-address")

    window = browser.new_context(viewport={"width": 390, "height": 844}, locale=language)
    phone = window.new_page()
    phone.goto(address)
    main = phone.locator("main")
    expect(main).to_contain_text(f"Juris {family[0]}.")
    assert family not in phone.content()
    look(phone, "service-phone")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    press(phone, "Worked")
    look(phone, "service-phone-recorded")
    with phone.expect_navigation():
        main.locator("button[name=do][value=confirm]").click()
    look(phone)
    window.close()

    page.goto(f"{service.url}/service/hours/")
    expect(page.locator("main")).to_contain_text(family)
    look(page, "service-hours")
    boxes = page.locator("main input[name=event]")
    row = page.locator("main li", has_text=family).locator("input[name=event]")
    mine = row.get_attribute("value")
    for box in boxes.all():
        if box.get_attribute("value") != mine:
            box.uncheck()
    press(page, "Approve what is ticked")
    page.goto(f"{service.url}/service/cases/{told['case']}/")
    expect(page.locator("main")).to_contain_text("8 h")
    look(page, "service-case")
    page.goto(f"{service.url}/service/providers/")
    look(page, "service-providers")
    assert made(service, f"said_of({told['case']!r})") == [
        ["recorded", 480, "guest"],
        ["confirmed", 480, "guest"],
        ["approved", 480, "staff"],
    ]
    record_property("taps of a provider for a day", 2)
    record_property("interactions of an officer to approve all that waits", 1)
    assert faults == []
