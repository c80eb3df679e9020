"""A leader marks a group of ten: with few interactions, without scripts, without a connection."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Enter, Service, faults_of
from .gathered import NAMES
from .hand import Hand

pytestmark = pytest.mark.browser

Picture = Callable[[Page, str], None]
Group = dict[str, str]
MAKE = "import django; django.setup(); from tests.browser.gathered import group; print(group({!r}))"
MOST = 12  # interactions for a group of ten
EVERYBODY = "button[name=all]"


def made(service: Service, code: str) -> Group:
    """A group of ten of its own."""
    told = subprocess.run(
        [sys.executable, "-c", MAKE.format(code)],
        env={**service.environment, "TILTS_DEMO": "yes"},
        capture_output=True,
        text=True,
        check=True,
    )
    ids: Group = json.loads(told.stdout)
    return ids


def stands(service: Service, session: str) -> dict[str, int]:
    """How many of each outcome stand in the record."""
    rows = sqlite3.connect(service.home / "tilts.sqlite3").execute(
        "SELECT outcome || excuse, count(*) FROM gatherings_attendance"
        " WHERE replace(session_id, '-', '') = ? GROUP BY 1",
        [session.replace("-", "")],
    )
    return dict(rows.fetchall())


def choices(page: Page) -> list[str]:
    """The names of the fields in which it is said who attended, in the order of the page."""
    found: list[str] = page.locator("select[name$='-outcome']").evaluate_all(
        "all => all.map(one => one.name)"
    )
    return found


def open_sheet(page: Page, service: Service, group: Group) -> None:
    page.goto(f"{service.url}/gatherings/sessions/{group['session']}/")
    assert len(choices(page)) == len(NAMES)


@pytest.mark.parametrize("language", ["en", "lv", "lt"])
def test_a_group_of_ten_with_three_exceptions(
    language: str,
    service: Service,
    enter: Enter,
    picture: Picture,
    record_property: Callable[[str, object], None],
) -> None:
    """From My day to the saved sheet; the browser counts."""
    group = made(service, f"ten{language}")
    page = enter("prison_officer", language)
    hand = Hand(page)
    hand.go(page.locator(f"a[href$='{group['session']}/']"))
    faults = faults_of(page)
    fields = choices(page)
    hand.choose(fields[1], "excused:medical")
    hand.choose(fields[4], "unacceptable")
    hand.choose(fields[7], "not-brought")
    hand.go(page.locator(EVERYBODY))
    taken = hand.taken
    if language == "en":
        picture(page, "attendance")
    expect(page.locator(EVERYBODY)).to_have_count(0)
    faults += faults_of(page)
    page.goto(f"{service.url}/gatherings/{group['series']}/")
    faults += faults_of(page)
    record_property("interactions to mark a group of ten", taken)
    assert (faults, taken <= MOST, taken) == ([], True, 8)
    assert stands(service, group["session"]) == {
        "complied": 7,
        "excusedmedical": 1,
        "not-brought": 1,
        "unacceptable": 1,
    }


def test_everybody_at_once_takes_one(
    service: Service, enter: Enter, record_property: Callable[[str, object], None]
) -> None:
    group = made(service, "all")
    page = enter("prison_officer")
    open_sheet(page, service, group)
    hand = Hand(page)
    hand.go(page.locator(EVERYBODY))
    record_property("interactions to mark a group of ten who all came", hand.taken)
    assert hand.taken == 1
    assert stands(service, group["session"]) == {"complied": 10}


def test_it_works_without_scripts(service: Service, enter: Enter, browser: Browser) -> None:
    group = made(service, "plain")
    cookies = enter("prison_officer").context.cookies()
    window = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    window.add_cookies(cookies)  # type: ignore[arg-type] # what one window gave the other takes
    page = window.new_page()
    open_sheet(page, service, group)
    page.locator(f"[name='{choices(page)[0]}']").select_option("rescheduled:service")
    with page.expect_navigation():
        page.locator(EVERYBODY).click()
    assert stands(service, group["session"]) == {"complied": 9, "rescheduled": 1}
    window.close()


def test_without_a_connection_it_is_sent_afterwards_and_counts_once(
    service: Service, enter: Enter
) -> None:
    group = made(service, "offline")
    page = enter("prison_officer")
    open_sheet(page, service, group)
    page.locator(f"[name='{choices(page)[2]}']").select_option("excused:court")
    page.context.set_offline(True)
    page.locator(EVERYBODY).click()
    expect(page.locator(".waiting")).to_be_visible()
    assert stands(service, group["session"]) == {}
    with page.expect_navigation():
        page.context.set_offline(False)
    wanted = {"complied": 9, "excusedcourt": 1}
    assert stands(service, group["session"]) == wanted
    page.go_back()
    page.reload()
    assert stands(service, group["session"]) == wanted


def test_what_was_chosen_is_offered_again_after_the_page_was_lost(
    service: Service, enter: Enter
) -> None:
    """A draft on the server, as of every form in which people write."""
    group = made(service, "draft")
    page = enter("prison_officer")
    open_sheet(page, service, group)
    name = choices(page)[5]
    with page.expect_response(lambda answer: "/drafts/" in answer.url):
        page.locator(f"[name='{name}']").select_option("excused:family")
        page.evaluate("document.querySelector('[data-draft] select').dispatchEvent("
                      "new Event('input', {bubbles: true}))")  # fmt: skip
    open_sheet(page, service, group)
    page.locator(".draft button[value=restore]").click()
    expect(page.locator(f"[name='{name}']")).to_have_value("excused:family")
    with page.expect_navigation():
        page.locator(EVERYBODY).click()
    assert stands(service, group["session"]) == {"complied": 9, "excusedfamily": 1}
