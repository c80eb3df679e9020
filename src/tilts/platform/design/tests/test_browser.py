"""The front end in Chromium, under a strict policy. Wants `npm ci` and `npm run build`."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tilts.platform.design import samples
from tilts.platform.design.views import EXAMPLES, Example

pytestmark = pytest.mark.browser

HOST = "http://tilts.test"
DIST = Path(__file__).parent.parent / "static" / "design" / "dist"
AXE = Path(__file__).parents[5] / "node_modules" / "axe-core" / "axe.min.js"
POLICY = "default-src 'self'; img-src 'self' data:"
SAVED = {
    "path": "/draft_offer/",
    "values": {"text": ["hello"], "topics": ["w", "f"], "how": ["c"]},
    "saved_at": "2026-11-23T08:42:00Z",
    "saved_label": "10:42",
}
SHELL = {
    "navigation": samples.NAVIGATION,
    "search_url": "/design/",
    "account": samples.ACCOUNT,
    "csrf_token": "token",
    "idle_minutes": 15,
    "idle_url": "/narrow/",
    "draft_url": "/draft/",
}
PAGES = ("index", "my_day", "person", "narrow")


def render(name: str) -> str:
    groups = [(title, [Example(name) for name in names]) for title, names in EXAMPLES.items()]
    values = {**samples.context(), **SHELL, "groups": groups}
    return render_to_string(f"design/style/{name}.html", values)


@pytest.fixture(scope="module")
def rendered() -> dict[str, str]:
    pages = {f"/{name}/": render(name) for name in PAGES}
    script = Template("{% load design %}{% draft_script draft %}").render(Context({"draft": SAVED}))
    offer = pages["/index/"].replace("</main>", f"{script}</main>")
    return {**pages, "/draft_offer/": offer}


class Server:
    """Answers the browser from memory, and keeps what it sends to the draft address."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages = pages
        self.drafts: list[dict[str, Any]] = []

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path == "/draft/":
            if route.request.method == "POST":
                assert route.request.headers["x-csrftoken"] == "token"
                self.drafts.append(json.loads(route.request.post_data or ""))
            route.fulfill(status=204)
        elif path in self.pages:
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html"}
            route.fulfill(body=self.pages[path], headers=headers)
        else:
            route.fulfill(path=DIST / Path(path).name)


@pytest.fixture
def open_page(
    rendered: dict[str, str], browser: Browser
) -> Iterator[Callable[..., tuple[Page, Server]]]:
    windows: list[BrowserContext] = []

    def open_one(path: str, width: int = 1280, **stored: str) -> tuple[Page, Server]:
        window = browser.new_context(viewport={"width": width, "height": 900})
        windows.append(window)
        items = "".join(f"localStorage.setItem('tilts-{k}', '{v}');" for k, v in stored.items())
        window.add_init_script(items)
        server = Server(rendered)
        window.route("**/*", server.answer)
        page = window.new_page()
        page.clock.install()
        page.goto(HOST + path)
        return page, server

    yield open_one
    for window in windows:
        window.close()


Open = Callable[..., tuple[Page, Server]]


@pytest.mark.parametrize("contrast", ["normal", "more"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(open_page: Open, name: str, contrast: str) -> None:
    page, _ = open_page(f"/{name}/", contrast=contrast)
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run()")["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize(("width", "font"), [(390, "1"), (320, "3")])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen(
    open_page: Open, name: str, width: int, font: str
) -> None:
    page, _ = open_page(f"/{name}/", width, font=font)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_size_and_contrast_are_remembered(open_page: Open) -> None:
    page, _ = open_page("/my_day/")
    page.click("[data-set-font][value='3']")
    page.click("[data-set-contrast]")
    page.reload()
    chosen = "({ ...document.documentElement.dataset })"
    expected = {"colorScheme": "light", "size": "sm", "js": "", "font": "3", "contrast": "more"}
    assert page.evaluate(chosen) == expected
    assert page.get_attribute("[data-set-contrast]", "aria-pressed") == "true"


def test_slash_goes_to_the_search_box_but_not_while_typing(open_page: Open) -> None:
    page, _ = open_page("/index/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.fill("#id_text", "")
    page.keyboard.press("/")
    assert page.input_value("#id_text") == "/"


def test_text_is_saved_when_typing_stops(open_page: Open) -> None:
    page, server = open_page("/index/")
    with page.expect_response("**/draft/"):
        page.fill("#id_text", "agreed to meet")
        page.clock.fast_forward(3000)
    assert [draft["path"] for draft in server.drafts] == ["/index/"]
    assert server.drafts[0]["values"] == {
        "when": ["2026-11-23"],
        "how": [],
        "place": [""],
        "email": [""],
        "text": ["agreed to meet"],
        "topics": [],
        "told": [],
    }


def test_a_computer_left_alone_warns_saves_and_leaves(open_page: Open) -> None:
    page, server = open_page("/index/")
    page.fill("#id_text", "half a sentence")
    page.clock.fast_forward("14:30")
    page.wait_for_selector("#idle-warning[open]")
    page.clock.fast_forward("00:40")
    page.wait_for_url("**/narrow/")
    assert [draft["values"]["text"] for draft in server.drafts] == [["half a sentence"]]


def test_work_keeps_one_signed_in(open_page: Open) -> None:
    page, _ = open_page("/index/")
    page.clock.fast_forward("14:30")
    page.wait_for_selector("#idle-warning[open]")
    page.click("text=Stay signed in")
    page.clock.fast_forward("02:00")
    assert page.url == f"{HOST}/index/"
    assert page.is_hidden("#idle-warning")


def test_a_saved_draft_is_restored(open_page: Open) -> None:
    page, server = open_page("/draft_offer/")
    assert page.inner_text(".draft p") == "You have text from 10:42 that was not sent."
    page.click(".draft button[value=restore]")
    checked = "[...document.querySelectorAll('form[data-draft] :checked')].map(e => e.value)"
    assert page.input_value("#id_text") == "hello"
    assert page.evaluate(checked) == ["c", "", "w", "f"]
    assert (page.is_hidden(".draft"), server.drafts) == (True, [])


def test_a_saved_draft_is_discarded(open_page: Open) -> None:
    page, server = open_page("/draft_offer/")
    with page.expect_response("**/draft/"):
        page.click(".draft button[value=discard]")
    assert page.input_value("#id_text") == ""
    assert server.drafts == [{"path": "/draft_offer/", "values": None}]


def test_a_dialog_opens_and_closes(open_page: Open) -> None:
    page, _ = open_page("/index/")
    page.click("text=Remove the goal…")
    assert page.is_visible("#sample-dialog")
    page.keyboard.press("Escape")
    assert page.is_hidden("#sample-dialog")


def test_pages_break_no_policy(open_page: Open) -> None:
    page, _ = open_page("/narrow/")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{HOST}/my_day/")
    page.click("[popovertarget=account]")
    page.goto(f"{HOST}/person/")
    assert said == []
