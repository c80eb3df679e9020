"""A report to a court told in a browser: read by a colleague and signed; and one after a refusal.

The head of the unit registers the request, says who writes it and reads it; the officer writes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Enter, Service, faults_of
from .test_plan import own_people

pytestmark = pytest.mark.browser

Picture = Callable[[Page, str], None]
TODAY = datetime.now(UTC).date().isoformat()
NOTHING = "Nothing is known of this."


@dataclass
class Story:
    """One report, and what axe found on its way."""

    service: Service
    enter: Enter
    picture: Picture
    person: str
    report: str = ""
    faults: list[object] = field(default_factory=list)

    def open(self, role: str, path: str = "") -> Page:
        """A page of the report, or at an address, as somebody who says why they look."""
        page = self.enter(role)
        page.goto(f"{self.service.url}{path}" if path else self.report)
        if (asked := page.locator("main form[action*='access/purpose']")).count():
            asked.locator("input[type=radio]").first.check()
            asked.locator("[name=reason]").fill("a court asks for a report")
            with page.expect_navigation():
                asked.get_by_role("button").click()
        return page

    def look(self, page: Page, name: str = "") -> None:
        """Note what axe finds, and keep a picture."""
        self.faults += [(page.url, fault) for fault in faults_of(page)]
        if name:
            self.picture(page, name)
            page.set_viewport_size({"width": 1280, "height": 900})

    def follow(self, page: Page, text: str) -> None:
        name = re.compile(f"^{re.escape(text)}")
        with page.expect_navigation():
            page.locator("main").get_by_role("link", name=name).first.click()

    def send(self, page: Page, **told: str) -> None:
        """Fill in the form of the page and send it; nothing is found amiss."""
        form = page.locator("main form:has(button[type=submit])").last
        for name, value in told.items():
            _fill(form, name, value)
        with page.expect_navigation():
            form.locator("button[type=submit]").last.click()
        expect(page.locator(".ds-error-summary")).to_have_count(0)

    def step(self, page: Page, text: str, **told: str) -> None:
        """Follow a link from the report to a step, and take it."""
        page.goto(self.report)
        self.follow(page, text)
        self.look(page)
        self.send(page, **told)

    def says(self, page: Page, stage: str) -> None:
        page.goto(self.report)
        expect(page.locator("main h2").first).to_contain_text(stage)


def _fill(form: Locator, name: str, value: str) -> None:
    """Give a field its value, whatever kind of field it is."""
    found = form.locator(f"[name='{name}']")
    kind = found.first.evaluate("one => one.type")
    if kind == "radio":
        form.locator(f"[name='{name}'][value='{value}']").check(force=True)
    elif kind == "checkbox":
        found.check(force=True)
    elif kind == "select-one":
        found.select_option(value)
    else:
        found.fill(value)


def it_is_asked_for_and_assigned(story: Story, reference: str) -> None:
    page = story.open("head_of_unit", f"/reports/people/{story.person}/request/")
    story.look(page, "report-request")
    story.send(
        page,
        asker="court",
        authority="Zemgales rajona tiesa",
        reference=reference,
        purpose="sentence",
        wished="lv",
    )
    story.report = page.url
    story.look(page)
    officer = story.enter("probation_officer").locator("header").inner_text()
    story.follow(page, "Say who writes it")
    options = page.locator("[name=to] option").all()
    mine = [one for one in options if _name_of(one.inner_text()) in officer]
    story.look(page)
    story.send(page, to=str((mine or options[1:])[0].get_attribute("value")))
    story.says(page, "assigned")


def _name_of(option: str) -> str:
    return option.partition(",")[0].strip() or "nobody"


def the_person_is_interviewed_and_the_victim_spared(story: Story) -> None:
    page = story.open("probation_officer")
    story.step(page, "The person was interviewed", on=TODAY, note="An hour, in Latvian.")
    page.goto(f"{story.report}victims/waive/")
    story.look(page)
    story.send(page, because="No victim is known.")
    story.step(page, "Begin to write")
    story.says(page, "being written")
    expect(page.locator("main")).not_to_contain_text("No victim is known.")


def every_section_is_written(story: Story) -> None:
    page = story.open("probation_officer")
    links = page.locator("main ol.lines a").all()
    sections = [str(one.get_attribute("href")) for one in links]
    assert len(sections) == 9
    for number, section in enumerate(sections):
        page.goto(f"{story.service.url}{section}")
        _fill(page.locator("main"), "text", NOTHING)
        _fill(page.locator("main"), "nature", "judgement")
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name="Add", exact=True).click()
        expect(page.locator("main")).to_contain_text(NOTHING)
        if number == 0:
            story.look(page, "report-section")
    story.step(page, "Give it to a colleague to read")
    story.says(page, "read by a colleague")


def a_colleague_returns_it_and_then_lets_it_pass(story: Story) -> None:
    reader = story.open("head_of_unit")
    story.follow(reader, "Read it and say what you find")
    story.look(reader, "report-review")
    story.send(reader, passed="no", **{"remark-family": "Since when?"})
    writer = story.open("probation_officer")
    story.says(writer, "being written")
    story.step(writer, "Give it to a colleague to read")
    reader.goto(f"{story.report}review/")
    checks = reader.locator("main [name^=check-]").all()
    names = [str(one.get_attribute("name")) for one in checks]
    story.send(reader, passed="yes", **dict.fromkeys(names, "on"))
    story.says(reader, "to be signed")


def it_is_signed_and_sent(story: Story) -> None:
    page = story.open("probation_officer")
    story.step(page, "Sign", language="lv")
    story.says(page, "signed")
    address = page.get_by_role("link", name="Open what was signed (PDF)").get_attribute("href")
    made = page.request.get(f"{story.service.url}{address}")
    assert (made.status, made.headers["content-type"]) == (200, "application/pdf")
    assert b"/ETSI.CAdES.detached" in made.body()
    story.step(page, "It was sent", on=TODAY, how="e-address")
    story.says(page, "sent")
    story.look(page, "report")


def the_person_refuses(story: Story) -> None:
    page = story.open("probation_officer")
    told = {"on": TODAY, "how": "phone", "came_of": "Wants no interview."}
    story.step(page, "Note what was tried to meet the person", **told)
    story.step(page, "There is no interview", why="refused")
    story.says(page, "letter to be written")
    story.look(page, "report-letter")
    story.step(page, "Give it to a colleague to read")
    reader = story.open("head_of_unit")
    story.follow(reader, "Read it and say what you find")
    expect(reader.locator("main")).to_contain_text("Wants no interview.")
    story.look(reader)
    story.send(reader, passed="yes")
    story.says(reader, "to be signed")


REPORT = (
    the_person_is_interviewed_and_the_victim_spared,
    every_section_is_written,
    a_colleague_returns_it_and_then_lets_it_pass,
    it_is_signed_and_sent,
)
LETTER = (the_person_refuses, it_is_signed_and_sent)


@pytest.mark.parametrize(
    ("number", "chapters"), [(2, REPORT), (3, LETTER)], ids=["full", "refusal"]
)
def test_a_report_from_the_request_to_the_court(
    number: int,
    chapters: tuple[Callable[[Story], None], ...],
    service: Service,
    enter: Enter,
    picture: Picture,
) -> None:
    story = Story(service, enter, picture, own_people(service)[number])
    it_is_asked_for_and_assigned(story, f"K15-{number}")
    for chapter in chapters:
        chapter(story)
    assert story.faults == []
