"""A lawful erasure, told in the browser: the proposal, its approval by another, the certificate."""

import re
import sqlite3
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser

Picture = Callable[[Page, str], None]


def somebody(service: Service) -> tuple[str, str]:
    """File number and family name of a person of whom everything on record is over."""
    rows = sqlite3.connect(service.home / "tilts.sqlite3").execute(
        "SELECT file_number, family FROM people_person WHERE country = 'LV'"
        " AND merged_into_id IS NULL AND family NOT IN ('Zvirbulēns', 'Zvirgzdupe')"
        " AND NOT EXISTS (SELECT 1 FROM proceedings_measure"
        " WHERE person_id = party_id AND ended_on IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM proceedings_proceeding WHERE person_id = party_id"
        " AND state NOT IN ('completed', 'acquitted', 'terminated'))"
        " ORDER BY party_id DESC"
    )
    number, family = rows.fetchone()
    return str(number), str(family)


def test_two_persons_erase_a_third(service: Service, enter: Enter, picture: Picture) -> None:
    number, family = somebody(service)
    faults = []
    page = enter("data_protection_officer")
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("link", name="Erasure", exact=True).click()
    faults += faults_of(page)
    page.get_by_label("File number").fill(number)
    page.get_by_role("button", name="Show what would go").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(family)
    expect(page.locator("#going")).to_contain_text("Persons")
    page.get_by_label("a law or a court requires it").check()
    page.get_by_role("button", name="Propose the erasure").click()
    expect(page.locator(".ds-error-summary")).to_contain_text("Article of the law")
    faults += faults_of(page)
    page.get_by_label("Article of the law, or the ruling").fill("Law on probation, s. 12")
    page.get_by_role("button", name="Propose the erasure").click()
    expect(page.locator("#reasons")).to_contain_text("another person must approve")
    faults += faults_of(page)

    second = enter("inspector")
    second.goto(f"{service.url}/erasure/")
    address = page.url.removeprefix(service.url)
    second.locator(f"#waiting a[href='{address}']").click()
    expect(second.get_by_role("heading", level=1)).to_contain_text(family)
    picture(second, "erasure")
    faults += faults_of(second)
    second.get_by_label(re.compile("^I have checked")).check()
    second.get_by_role("button", name="Erase for good").click()
    expect(second.get_by_role("heading", level=1)).to_contain_text("Certificate of erasure E-")
    expect(second.locator("main")).not_to_contain_text(family)
    picture(second, "certificate")
    faults += faults_of(second)

    page.goto(f"{service.url}/erasure/")
    expect(page.locator("#certificates")).to_contain_text("Law on probation, s. 12")
    faults += faults_of(page)
    verified = service.tilts("record", "verify", "--state")
    assert (verified.returncode, faults) == (0, []), verified.stdout


def test_its_pages_in_latvian(service: Service, enter: Enter) -> None:
    page = enter("data_protection_officer", "lv")
    page.goto(f"{service.url}/erasure/?file_number={somebody(service)[0]}")
    expect(page.locator("#propose")).to_be_visible()
    assert faults_of(page) == []
