"""A sheet in Chromium: by keyboard, without a connection, in two windows, beside the person."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import faults_of
from tilts.engines.instruments.schema import Scale
from tilts.platform.forms.actions import About, answer, decide, fix_sheet, open_sheet
from tilts.platform.forms.answering import Answer, answers_in
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.queries import as_it_stands, definition
from tilts.platform.parties.actors import SERVICE

from .conftest import USED

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("flushable_record", "all_seen")]

RECORD = {"sex": "male", "born": "1988-05-12", "today": "2026-11-22"}
SAVED = "✓ Saved"
UNSENT = "Not saved yet – will be sent when the connection is back"


@pytest.fixture(scope="module", autouse=True)
def beside_playwright() -> Iterator[None]:
    """Playwright runs a loop in this thread; Django would not read its database beside one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        yield


@pytest.fixture
def at(live_server: Any, desk: Client, browser: Browser) -> Iterator[Callable[..., Page]]:
    """The officer's browser at an address; each window of it has the same storage."""
    window: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900})
    cookie = desk.cookies["sessionid"].value
    window.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    def opened(path: str, language: str = "en") -> Page:
        window.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        page = window.new_page()
        page.goto(live_server.url + path)
        return page

    yield opened
    window.close()


@pytest.fixture
def address(opened) -> str:
    return f"/room/{opened.pk}/needs/"


def kept(opened):
    return {item: one.value for item, one in answers_in(as_it_stands(opened).answers).items()}


def saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_contain_text(SAVED)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_section_by_keyboard_alone(at, address, opened):
    page = at(address)
    press(page, "2", "1", "2", "j", "5", "Tab", "j")
    page.keyboard.type("12,5")
    press(page, "Enter")
    page.wait_for_url("**/room/end/")
    assert kept(opened) == {
        "sex": "female", "housing": 2, "work": "some", "substances": ["opioids"],
        "days_used": 5, "hours": 12.5,
    }  # fmt: skip


def test_letters_and_digits_stay_in_fields_of_words(at, address, opened):
    page = at(address)
    page.locator("#q-remarks-0").fill("")
    page.locator("#q-remarks-0").focus()
    page.keyboard.type("2 jobs, no hope, 1 child")
    saved(page)
    assert kept(opened) == {"sex": "female", "remarks": "2 jobs, no hope, 1 child"}


def test_not_known_and_an_answer_exclude_each_other(at, address, opened):
    page = at(address)
    page.locator("#q-hours-0").fill("8")
    saved(page)
    page.locator("#q-hours-unknown").check(force=True)
    expect(page.locator("#q-hours-0")).to_have_value("")
    page.locator("#q-hours-0").fill("9")
    expect(page.locator("#q-hours-unknown")).not_to_be_checked()
    press(page, "Tab")
    expect(page.locator("[name='hours.saved']")).not_to_have_value("2")
    saved(page)
    assert kept(opened)["hours"] == 9


def test_what_an_answer_hides_is_gone_and_comes_back(at, address):
    page = at(address)
    page.locator("#q-substances-0").check(force=True)
    expect(page.locator("#q-days_used")).to_be_hidden()
    page.locator("#q-substances-0").uncheck(force=True)
    expect(page.locator("#q-days_used")).to_be_visible()


def test_the_way_and_the_result_follow_each_answer(at, address):
    page = at(address)
    press(page, "2")
    expect(page.locator("[data-sections]")).to_contain_text("2 of 9 answered")
    expect(page.locator("[data-side]")).not_to_contain_text("housing")


def test_a_comment_with_its_source_is_saved(at, address, opened):
    page = at(address)
    press(page, "c")
    page.keyboard.type("Lives with his mother.")
    press(page, "Tab")
    page.locator("#q-housing-kind").select_option("fact")
    page.locator("#q-housing-source").fill("the mother")
    press(page, "Shift+Tab")
    saved(page)
    expect(page.locator("[name='housing.saved']")).not_to_have_value("0")
    page.reload()
    expect(page.locator("#q-housing-comment")).to_have_value("Lives with his mother.")
    assert page.locator("#q-housing-source").input_value() == "the mother"


def test_without_a_connection_nothing_is_lost(at, address, opened):
    page = at(address)
    page.context.set_offline(True)
    press(page, "2")
    expect(page.locator("[data-saved]")).to_have_text(UNSENT)
    page.locator("#q-remarks-0").fill("Said in the corridor.")
    press(page, "Tab")
    assert kept(opened) == {"sex": "female"}
    there = page.url
    page.goto("about:blank")  # or it would send by itself while the page loads anew
    page.context.set_offline(False)
    page.goto(there)
    saved(page)
    expect(page.locator("#q-housing-2")).to_be_checked()
    expect(page.locator("[name='remarks.saved']")).to_have_value("1")
    assert kept(opened) == {"sex": "female", "housing": 2, "remarks": "Said in the corridor."}
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('outbox'))") == []


def test_the_connection_comes_back_by_itself(at, address, opened):
    page = at(address)
    page.context.set_offline(True)
    press(page, "2")
    expect(page.locator("[data-saved]")).to_have_text(UNSENT)
    page.context.set_offline(False)
    saved(page)
    assert kept(opened) == {"sex": "female", "housing": 2}


def test_what_waits_is_sent_from_another_page_too(at, address, opened):
    page = at(address)
    page.context.set_offline(True)
    press(page, "2")
    expect(page.locator("[data-saved]")).to_have_text(UNSENT)
    page.context.set_offline(False)
    with page.expect_response(f"**{address}"):
        page.goto(page.url.replace(address, "/organisation/"))
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_function("!Object.keys(localStorage).some(k => k.includes('outbox'))")
    assert kept(opened) == {"sex": "female", "housing": 2}


def test_signed_out_meanwhile_the_answer_waits_for_the_same_account(at, address, opened):
    page = at(address)
    page.context.clear_cookies(name="sessionid")
    press(page, "2")
    expect(page.locator("[data-saved]")).to_contain_text("You are signed out.")
    waits = page.evaluate("Object.keys(localStorage).filter(k => k.includes('outbox'))")
    account = page.locator("body").get_attribute("data-account")
    assert waits == [f"tilts-outbox {account} {address}"]


def test_nobody_else_reads_what_waits_in_the_browser(at, address, opened):
    page = at(address)
    page.route(f"**{address}", taking_no_answers)
    page.locator("#q-remarks-0").fill("Said in the corridor.")
    press(page, "Tab")
    expect(page.locator("[data-saved]")).to_have_text(UNSENT)
    (kept,) = page.evaluate(
        "Object.entries(localStorage).filter(([k]) => k.includes('outbox')).map(e => atob(e[1]))"
    )
    assert ("corridor" in kept, "remarks" in kept, len(kept) > 60) == (False, False, True)
    page.route(f"**{address}", of_another_account)
    page.goto(page.url)
    expect(page.locator("[data-saved]")).to_have_text("")
    expect(page.locator("#q-remarks-0")).to_have_value("")
    page.unroute(f"**{address}", of_another_account)
    page.goto(page.url)
    expect(page.locator("#q-remarks-0")).to_have_value("Said in the corridor.")


def taking_no_answers(route):
    """The connection breaks for answers alone."""
    return route.abort() if route.request.method == "POST" else route.continue_()


def of_another_account(route):
    """The page as it comes to somebody else: with another key."""
    if route.request.method == "POST":
        return taking_no_answers(route)
    came = route.fetch()
    lock = f'data-lock="{b64encode(bytes(32)).decode()}"'
    return route.fulfill(response=came, body=re.sub('data-lock="[^"]+"', lock, came.text()))


def test_who_signs_out_is_asked_about_what_was_never_sent(at, address, opened):
    page = at(address)
    asked = []

    def agree(dialog):
        asked.append(dialog.message)
        dialog.accept()

    page.on("dialog", agree)
    page.route(f"**{address}", lambda route: route.abort())
    press(page, "2")
    expect(page.locator("[data-saved]")).to_have_text(UNSENT)
    page.get_by_role("button", name="Ilze Kalna").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/**")
    assert asked == [
        "Some answers could not be sent. If you sign out now, they are lost. Sign out all the same?"
    ]
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('outbox'))") == []


@pytest.mark.parametrize(
    ("choice", "value"), [("Keep mine", "some"), ("Take the saved one", "without")]
)
def test_two_windows_show_both_answers(at, address, opened, choice, value):
    one, other = at(address), at(address)
    other.locator("#q-work-2").check(force=True)
    saved(other)
    one.locator("#q-work-1").check(force=True)
    both = one.locator("#q-work .meanwhile")
    expect(both.locator("dd")).to_have_text(["2 · Without", "1 · Now and then"])
    assert faults_of(one) == []
    one.get_by_role("button", name=choice).click()
    expect(both).to_have_count(0)
    expect(one.locator("[name='work.saved']")).to_have_value("2" if value == "some" else "1")
    one.reload()
    expect(one.locator(f"#q-work [value={value}]")).to_be_checked()
    assert kept(opened)["work"] == value


def test_what_is_refused_says_why_and_stays(at, address, opened):
    page = at(address)
    page.locator("#q-hours-0").fill("a lot")
    press(page, "Enter")
    fault = page.locator("#q-hours [data-fault]")
    expect(fault).to_have_text("Hours of work in a week: “a lot” is not a number.")
    assert faults_of(page) == []
    page.reload()
    expect(fault).to_have_text("Hours of work in a week: “a lot” is not a number.")
    expect(page.locator("#q-hours-0")).to_have_value("a lot")
    page.locator("#q-hours-0").fill("8")
    press(page, "Tab")
    saved(page)
    expect(fault).to_have_text("")
    assert kept(opened)["hours"] == 8


def test_one_key_hides_the_level_in_every_window(at, address):
    page = at(address)
    level = page.locator("[data-level]")
    expect(level).to_be_visible()
    press(page, "h")
    expect(level).to_be_hidden()
    other = at(address)
    expect(other.locator("[data-level]")).to_be_hidden()
    expect(other.get_by_role("button", name="Hide the level", pressed=True)).to_be_visible()
    page.locator("#q-remarks-0").focus()
    press(page, "h")
    expect(level).to_be_hidden()
    page.get_by_role("button", name="Hide the level").click()
    expect(level).to_be_visible()


@pytest.fixture
def demonstration(house, officer, somebody):
    """A sheet of the instrument that ships, for the second time, with what the record knows."""
    of = versions("rvn-demo")[-1]
    decide(by=SERVICE, agency="ievp", of=of, decision=USED)
    record = {item.id: Answer(RECORD[item.known]) for item in of.items.values() if item.known}
    first = open_sheet(by=officer, of=of, about=About(somebody.pk), known=record)
    for item in of.items.values():
        if isinstance(item, Scale) and item.id not in record:
            answer(by=officer, sheet=first, item=item.id, given=Answer(item.minimum))
    fix_sheet(by=officer, sheet=first)
    return open_sheet(by=officer, of=of, about=About(somebody.pk), known=record)


@pytest.mark.parametrize("language", ["en", "lv"])
def test_every_section_of_the_demonstration_is_accessible(at, demonstration, language, picture):
    for place, section in enumerate(definition(demonstration).sections):
        page = at(f"/room/{demonstration.pk}/{section.id}/", language)
        assert faults_of(page) == []
        picture(page, f"rvn-{place}-{language}")
        page.close()


@pytest.mark.parametrize("language", ["en", "lv"])
def test_the_pages_of_the_instruments_are_accessible(at, officer, demonstration, picture, language):
    version = versions("rvn-demo")[-1].version
    for name, path in (("list", ""), ("one", f"rvn-demo/{version}/")):
        page = at(f"/instruments/{path}", language)
        picture(page, f"instruments-{name}-{language}")
        assert faults_of(page) == []


@pytest.mark.parametrize("language", ["en", "lv"])
def test_the_page_is_accessible(at, address, opened, officer, picture, language):
    answer(by=officer, sheet=opened, item="work", given=Answer("some", "fact", "employer", "Ill."))
    page = at(address, language)
    page.locator("[data-keys] summary").click()
    picture(page, f"sheet-{language}")
    assert faults_of(page) == []
