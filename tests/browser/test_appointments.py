"""An appointment is recorded from My day: in few interactions, without scripts, without a line."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from .budget import BUDGET, TITLE, table
from .conftest import Enter, Service, faults_of
from .hand import Hand

pytestmark = pytest.mark.browser

Ids = dict[str, str]
Counted = Callable[[str, object], None]
MAKE = "import django; django.setup(); from tests.browser.met import meet; print(meet({}, {!r}))"
HELD = "interactions to record an appointment that took place, and the next one"
MISSED = "interactions to record that somebody did not come"
UNDONE = "interactions to undo what was just recorded"
AGREED = "interactions to agree an appointment at the time proposed"
OFF = "interactions to call off an appointment"
SAVE = "main form:not([action]) button.ds-button[type=submit]"


def made(service: Service, number: int, kind: str = "begun") -> Ids:
    told = subprocess.run(
        [sys.executable, "-c", MAKE.format(number, kind)],
        env={**service.environment, "TILTS_DEMO": "yes"},
        capture_output=True,
        text=True,
        check=True,
    )
    ids: Ids = json.loads(told.stdout)
    return ids


def asked(service: Service, query: str, row: str) -> list[tuple[object, ...]]:
    database = sqlite3.connect(service.home / "tilts.sqlite3")
    return database.execute(query, [row.replace("-", "")]).fetchall()


def outcomes(service: Service, ids: Ids) -> list[tuple[object, ...]]:
    """What stands of an appointment: its outcome, and whether a next one was agreed."""
    query = """SELECT outcome || excuse, (SELECT count(*) FROM supervision_appointment AS next
      WHERE next.follows_id = one.id AND next.called_off_by = '')
      FROM gatherings_attendance JOIN supervision_appointment AS one USING (session_id)
      WHERE replace(one.id, '-', '') = ?"""
    return asked(service, query, ids["appointment"])


def address(ids: Ids, page: str = "") -> str:
    return f"/people/{ids['person']}/appointments/{ids['appointment']}/{page}"


def to_record(page: Page, ids: Ids) -> Hand:
    """On My day, with the hand on the row of an appointment."""
    page.goto(page.url)
    hand = Hand(page)
    hand.go(page.locator(f"a[href^='{address(ids, 'outcome/')}']"))
    return hand


@pytest.mark.parametrize(("number", "language"), [(0, "en"), (1, "lv")])
def test_what_became_of_it_takes_three(
    number: int,
    language: str,
    service: Service,
    enter: Enter,
    picture: Callable[[Page, str], None],
    record_property: Counted,
) -> None:
    """From My day to the record with the next appointment, and back with one more."""
    ids = made(service, number)
    page = enter("probation_officer", language)
    hand = to_record(page, ids)
    faults = faults_of(page)
    page.keyboard.type("Found work.")
    hand.press("choice", "complied")
    if language == "en":
        picture(page, "outcome")
    hand.go(page.locator(SAVE))
    taken = hand.taken
    assert (taken, outcomes(service, ids)) == (3, [("complied", 1)])
    faults += faults_of(page)
    undoing = Hand(page)
    undoing.go(page.locator(f"form[action^='{address(ids, 'take-back/')}'] button"))
    record_property(HELD, taken)
    record_property(UNDONE, undoing.taken)
    assert (faults, undoing.taken, outcomes(service, ids)) == ([], 1, [])


def test_that_nobody_came_takes_three(
    service: Service, enter: Enter, record_property: Counted
) -> None:
    """The reason is part of the one choice, and nothing is unacceptable before it is chosen."""
    ids = made(service, 2)
    page = enter("probation_officer")
    hand = to_record(page, ids)
    expect(page.locator("input[name=choice]:checked")).to_have_count(0)
    hand.press("choice", "'excused:medical'")
    hand.go(page.locator(SAVE))
    record_property(MISSED, hand.taken)
    assert (hand.taken, outcomes(service, ids)) == (3, [("excusedmedical", 1)])


def test_it_works_without_scripts(service: Service, enter: Enter, browser: Browser) -> None:
    ids = made(service, 3)
    cookies = enter("probation_officer").context.cookies()
    window = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    window.add_cookies(cookies)  # type: ignore[arg-type] # what one window gave the other takes
    page = window.new_page()
    page.goto(service.url + address(ids, "outcome/"))
    page.locator("[name=text]").fill("Found work.")
    page.locator("[name=choice][value=late] + label").click()
    page.locator("[name=next][value=''] + label").click()
    with page.expect_navigation():
        page.locator(SAVE).click()
    assert outcomes(service, ids) == [("complied", 0)]
    window.close()


def test_without_a_connection_it_is_sent_afterwards_and_counts_once(
    service: Service, enter: Enter
) -> None:
    ids = made(service, 4)
    page = enter("probation_officer")
    to_record(page, ids)
    page.keyboard.type("Spoke by the bus stop.")
    page.locator("[name=choice][value=complied] + label").click()
    page.context.set_offline(True)
    page.locator(SAVE).click()
    expect(page.locator(".waiting")).to_be_visible()
    assert outcomes(service, ids) == []
    with page.expect_navigation():
        page.context.set_offline(False)
    assert outcomes(service, ids) == [("complied", 1)]
    page.go_back()
    page.reload()
    assert outcomes(service, ids) == [("complied", 1)]


def test_one_is_agreed_and_called_off(
    service: Service, enter: Enter, record_property: Counted
) -> None:
    """A free time stands there already; who called it off and why are two words more."""
    ids = made(service, 5, "ahead")
    page = enter("probation_officer")
    page.goto(f"{service.url}/people/{ids['person']}/contacts/")
    hand = Hand(page)
    hand.go(page.locator("a[href$='/appointments/agree/']"))
    faults = faults_of(page)
    hand.go(page.locator(SAVE))
    agreed = hand.taken
    page.goto(service.url + address(ids))
    faults += faults_of(page)
    hand = Hand(page)
    hand.go(page.locator("a[href$='/call-off/']"))
    hand.press("side", "person")
    hand.write("because", "Ill")
    hand.go(page.locator(SAVE))
    record_property(AGREED, agreed)
    record_property(OFF, hand.taken)
    query = """SELECT called_off_by, called_off_because FROM supervision_appointment
      WHERE replace(id, '-', '') = ?"""
    stands = asked(service, query, ids["appointment"])
    assert (faults, agreed, hand.taken, stands) == ([], 2, 4, [("person", "Ill")])


def test_the_budget_is_printed_as_a_table() -> None:
    counted = [(MISSED, 3), ("seconds", 9), (HELD, 2)]
    lines = table(counted)
    assert (lines[0], [line.split()[-2:] for line in lines[1:]]) == (
        TITLE,
        [["taken", "allowed"], ["2", "3"], ["3", "3"]],
    )
    assert (table([("seconds", 9)]), len(BUDGET)) == ([], 10)
