"""An order told in a browser in two languages: registered, explained, breached, completed.

The chapters follow each other about one person whose term is over. Every page is looked at by axe.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser

Picture = Callable[[Page, str], None]
MAKE = "import django; django.setup(); from tests.browser.ordered import somebody; "
TODAY = timezone.localdate()
EARLIER, LATER = TODAY - timedelta(days=50), TODAY - timedelta(days=40)


def made(service: Service, family: str) -> dict[str, str]:
    """Somebody whose order came."""
    code = f"{MAKE}print(somebody('{family}'))"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env=service.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(answer.stdout.splitlines()[-1])
    return found


class Officer:
    """The person's officer at their pages; axe looks at each one."""

    def __init__(self, page: Page, picture: Picture | None) -> None:
        self.page, self.picture = page, picture
        self.faults: list[object] = []

    def follow(self, part: str, name: str = "") -> None:
        """Go where a link of the page leads whose address has this part, and look."""
        with self.page.expect_navigation():
            self.page.locator(f"main a[href*='{part}']").first.click()
        self.look(name)

    def look(self, name: str = "") -> None:
        """Note what axe finds."""
        self.faults += [(self.page.url, fault) for fault in faults_of(self.page)]
        if name and self.picture:
            self.picture(self.page, name)

    def send(self, **said: str) -> None:
        """Fill the form in, a choice by pressing its button, and send it."""
        for field, value in said.items():
            self.put(field, value)
        with self.page.expect_navigation():
            self.page.locator("main form.form button[type=submit]").click()
        assert self.page.locator("main form.form").count() == 0, self.page.inner_text("main")

    def put(self, field: str, value: str) -> None:
        """Answer one field."""
        button = self.page.locator(f"main [name={field}][value='{value}']")
        if button.count() and button.get_attribute("type") == "radio":
            button.check(force=True)
        elif self.page.locator(f"main select[name={field}]").count():
            self.page.locator(f"main select[name={field}]").select_option(value)
        else:
            self.page.locator(f"main [name={field}]").fill(value)

    @property
    def text(self) -> str:
        """What the page says."""
        return self.page.inner_text("main")


@pytest.mark.parametrize("language", ["en", "lv"])
def test_from_the_registration_to_the_end(
    service: Service, enter: Enter, picture: Picture, language: str
) -> None:
    ids = made(service, {"en": "Krastiņš", "lv": "Straume"}[language])
    page = enter("probation_officer", language)
    officer = Officer(page, picture if language == "en" else None)
    page.goto(f"{service.url}/people/{ids['person']}/supervision/")
    officer.look()
    officer.follow("/begin/")
    officer.send(received_on=str(EARLIER), unit=ids["unit"])
    officer.look("supervision-received")
    officer.follow("/register/")
    officer.send(on=str(EARLIER), identity="passport")
    officer.follow("/explain/")
    officer.send(on=str(LATER), language="lv", signed="signed")
    officer.follow("/duties/")
    officer.follow("/duties/attend/")
    officer.send(days="7", decision="K-77", on=str(LATER))
    order = page.url
    page.goto(f"{service.url}/people/{ids['person']}/contacts/record/")
    page.locator("main [name=text]").fill("Talked of work; comes next week.")
    with page.expect_navigation():
        page.locator("main form.form button[type=submit]").click()
    page.goto(order)
    officer.follow("/breaches/note/")
    officer.send(about="contact", on=str(LATER), told="Did not come.")
    officer.follow("/ask/")
    officer.send(on=str(LATER))
    officer.follow("/hear/")
    officer.send(answer="given", words="I forgot.")
    officer.follow("/warn/", "breach-warn")
    officer.send()
    officer.follow("/move/settle/")
    officer.send()
    officer.look("breach")
    page.goto(order)
    officer.look("supervision-breached")
    officer.follow("/paper/")
    page.goto(order)
    officer.follow("/move/complete/")
    officer.send()
    officer.look("supervision-completed")
    assert officer.page.url == order
    assert page.locator("main a[href*='/move/complete/']").count() == 0
    assert officer.faults == []
