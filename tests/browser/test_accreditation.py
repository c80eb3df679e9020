"""A programme told in a browser: from the application to the licence, and to its end.

The commission met long ago, so that the licence it gives is over by now: the page of the programme
says why no group may start. Texts are looked for in English; axe looks at every page.
"""

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser

Picture = Callable[[Page, str], None]
PROGRAMME = "stress"  # of the demonstration's it is the one whose licence is suspended
PARTS = ("text", "self_evaluation", "description", "research", "materials")
MEMBERS = ("staff_supervisor", "training_officer", "analyst")
LONG_AGO = date(2021, 3, 1)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n"


def staff_with(home: Path, role: str) -> str:
    """Id of whom the demonstration's door opens for, of those with a role."""
    ((found,),) = sqlite3.connect(home / "tilts.sqlite3").execute(
        "SELECT r.staff_id FROM organisation_roleassignment r"
        " JOIN organisation_staff s ON s.party_id = r.staff_id"
        " JOIN organisation_agency a ON a.code = s.agency_id"
        " WHERE r.role = ? ORDER BY a.country DESC, r.since, r.id LIMIT 1",
        [role],
    )
    return re.sub(r"^(.{8})(.{4})(.{4})(.{4})(.{12})$", r"\1-\2-\3-\4-\5", str(found))


@dataclass
class Story:
    """An application, and what the chapters find."""

    service: Service
    enter: Enter
    picture: Picture
    case: str = ""
    faults: list[object] = field(default_factory=list)

    def open(self, role: str, path: str = "") -> Page:
        """A page as somebody; the application where no other is named."""
        page = self.enter(role)
        page.goto(f"{self.service.url}{path or self.case}")
        return page

    def look(self, page: Page, name: str = "") -> None:
        """Note what axe finds, and keep a picture."""
        self.faults += [(page.url, fault) for fault in faults_of(page)]
        if name:
            self.picture(page, name)
            page.set_viewport_size({"width": 1280, "height": 900})

    def press(self, page: Page, text: str) -> None:
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=text, exact=True).click()
        expect(page.locator(".ds-error-summary")).to_have_count(0)

    def follow(self, page: Page, text: str) -> None:
        page.locator("main").get_by_role("link", name=re.compile(f"^{text}")).first.click()
        self.look(page)


def the_old_licence_is_revoked(story: Story) -> None:
    page = story.open("quality_manager", f"/programmes/of/{PROGRAMME}/")
    page.locator("main a[href*='/applications/0']").first.click()
    story.follow(page, "Revoke")
    page.locator("[name=reason]").fill("It is to be examined anew.")
    story.press(page, "Revoke")


def the_head_applies(story: Story) -> None:
    page = story.open("head_of_unit", f"/programmes/of/{PROGRAMME}/")
    story.look(page, "programme")
    story.follow(page, "Apply for a licence")
    expect(page.locator("[name=programme]")).to_have_value(PROGRAMME)
    story.press(page, "Apply for a licence")
    story.case = page.url.removeprefix(story.service.url)
    for part in PARTS:
        story.follow(page, "Hand in a document")
        page.locator("[name=kind]").select_option(part)
        file = {"name": f"{part}.pdf", "mimeType": "application/pdf", "buffer": PDF}
        page.locator("[name=file]").set_input_files(file)  # type: ignore[arg-type] # a file payload
        story.press(page, "Hand in a document")
    story.look(page, "application")
    story.follow(page, "Hand it in")
    story.press(page, "Hand it in")
    expect(page.locator("main")).to_contain_text("handed in, to be checked")


def it_is_found_complete_and_an_expert_is_asked(story: Story) -> None:
    page = story.open("quality_manager")
    story.follow(page, "Accept it as complete")
    story.press(page, "Accept it as complete")
    story.follow(page, "Ask for an opinion")
    expert = staff_with(story.service.home, "psychologist")
    page.locator("[name=expert]").select_option(expert)
    story.press(page, "Ask for an opinion")


def the_expert_gives_an_opinion(story: Story) -> None:
    page = story.open("psychologist", "/")
    page.goto(f"{story.service.url}{story.case}")
    name = page.locator("main a[href*='/programmes/opinions/']").first
    name.click()
    story.follow(page, "Go on answering")
    for _section in range(3):
        for area in page.locator("main textarea[name$=_evidence]").all():
            area.fill("See the description, chapter 3.")
        for group in page.locator("main fieldset.question").all():
            group.locator("input[value='2'] + label").click()
        expect(page.locator("[data-saved]")).to_contain_text("Saved")
        story.look(page, "programme-evaluation")
        page.locator("main button[data-forward]").click()
        page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("20 of 20 – Sound")
    page.locator("[name=summary]").fill("A sound programme.")
    story.press(page, "Give the opinion")


def the_commission_is_called(story: Story) -> None:
    page = story.open("quality_manager")
    story.follow(page, "Call the commission")
    expect(page.locator("main")).to_contain_text("is the applicant.")
    page.locator("[name=held_on]").fill(LONG_AGO.isoformat())
    for role in MEMBERS:
        member = staff_with(story.service.home, role)
        page.locator(f"[name=members][value='{member}']").check()
    story.look(page, "commission")
    story.press(page, "Call the commission")


def its_members_vote(story: Story) -> None:
    for role in MEMBERS:
        page = story.open(role)
        story.follow(page, "Cast a vote")
        page.locator("[name=vote][value=license] + label").first.click()
        page.locator("[name=because]").fill("The model of change is sound.")
        story.press(page, "Cast a vote")


def it_is_decided_and_put_on_paper(story: Story) -> None:
    page = story.open("quality_manager")
    story.follow(page, "Record the decision")
    page.locator("[name=because]").fill("All of us find it sound.")
    page.locator("[name=conditions]").fill("Two trained leaders.")
    story.press(page, "Record the decision")
    story.look(page, "licence")
    story.follow(page, "Make a document")
    with page.expect_response(re.compile(r"/papers/[0-9a-f-]+/$")) as made:
        page.locator("main").get_by_role("button").last.click()
    assert made.value.headers["content-type"] == "application/pdf"


def the_programme_says_why_no_group_may_start(story: Story) -> None:
    page = story.open("facilitator", f"/programmes/of/{PROGRAMME}/")
    story.look(page)
    told = page.locator("main")
    expect(told).to_contain_text("licence ended")
    expect(told).to_contain_text("The licence holds until 29 February 2024, not longer.")
    expect(told).to_contain_text("Apply for its extension, or anew.")
    page = story.open("head_of_unit", f"/programmes/of/{PROGRAMME}/waiting/")
    story.look(page)
    expect(page.locator("main")).to_contain_text("No group can start")
    expect(page.get_by_role("link", name="Open a group")).to_have_count(0)


CHAPTERS = (
    the_old_licence_is_revoked,
    the_head_applies,
    it_is_found_complete_and_an_expert_is_asked,
    the_expert_gives_an_opinion,
    the_commission_is_called,
    its_members_vote,
    it_is_decided_and_put_on_paper,
    the_programme_says_why_no_group_may_start,
)


def test_a_licence_from_the_application_to_its_end(
    service: Service, enter: Enter, picture: Picture
) -> None:
    story = Story(service, enter, picture)
    for chapter in CHAPTERS:
        chapter(story)
    assert story.faults == []
