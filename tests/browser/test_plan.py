"""A plan told in a browser in two languages: written with the person, signed, reviewed, compared.

The chapters follow each other about one person. Texts stand here in English and are looked for as
the pages say them.
"""

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Enter, Service, faults_of
from .hand import Hand
from .words import words

pytestmark = pytest.mark.browser

Picture = Callable[[Page, str], None]
IN_FORCE = {"en": "in force", "lv": "ir spēkā"}  # of a plan, not of a judgment
GOAL = "I want to see my daughter every month."
SAID = "I agree, if the letters are really sent."


def own_people(service: Service) -> list[str]:
    """People of the officer whom the demonstration's door opens for, those without a plan first."""
    rows = sqlite3.connect(service.home / "tilts.sqlite3").execute(
        "SELECT a.person_id FROM allocation_allocation a"
        " JOIN organisation_roleassignment r ON r.staff_id = a.staff_id"
        " JOIN organisation_staff s ON s.party_id = a.staff_id"
        " JOIN people_person p ON p.party_id = a.person_id"
        " WHERE r.role = 'probation_officer' AND s.agency_id = 'vpd' AND a.until IS NULL"
        " AND p.died_on IS NULL AND NOT p.entered_in_error AND p.merged_into_id IS NULL"
        " AND a.staff_id = (SELECT staff_id FROM organisation_roleassignment o"
        "   JOIN organisation_staff t ON t.party_id = o.staff_id"
        "   WHERE o.role = 'probation_officer' AND t.agency_id = 'vpd' ORDER BY o.since, o.id)"
        " ORDER BY (SELECT count(*) FROM plans_plan WHERE person_id = a.person_id), a.id"
    )
    found = dict.fromkeys(str(row[0]) for row in rows)
    return [re.sub(r"^(.{8})(.{4})(.{4})(.{4})(.{12})$", r"\1-\2-\3-\4-\5", one) for one in found]


@dataclass
class Story:
    """A person and a language, and what the chapters find."""

    service: Service
    enter: Enter
    picture: Picture
    language: str
    person: str
    plan: str = ""
    taken: int = 0
    faults: list[object] = field(default_factory=list)

    def say(self, text: str) -> str:
        """A text as the pages say it; what is not translated yet stands there in English."""
        try:
            return words(self.language)(text) or text
        except KeyError:
            return text

    @property
    def address(self) -> str:
        return f"{self.service.url}/people/{self.person}/plan/"

    def open(self, role: str, address: str = "") -> Page:
        """A page as somebody, who tells why they look where it is asked."""
        page = self.enter(role, self.language)
        page.goto(address or self.address)
        if (asked := page.locator("main form[action*='access/purpose']")).count():
            asked.locator("input[type=radio]").first.check()
            asked.locator("[name=reason]").fill("to sign the plan")
            with page.expect_navigation():
                asked.get_by_role("button").click()
        return page

    def look(self, page: Page, name: str = "") -> None:
        """Note what axe finds, and keep a picture of what the English pages say."""
        self.faults += [(page.url, fault) for fault in faults_of(page)]
        if name and self.language == "en":
            self.picture(page, name)
            page.set_viewport_size({"width": 1280, "height": 900})

    def link(self, page: Page, text: str) -> Locator:
        name = re.compile(f"^{re.escape(self.say(text))}")
        return page.locator("main").get_by_role("link", name=name).first

    def press(self, page: Page, text: str) -> None:
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=self.say(text), exact=True).click()
        expect(page.locator(".ds-error-summary")).to_have_count(0)

    def step(self, page: Page, text: str) -> None:
        """Follow a link to a step that needs no words, and take it."""
        self.link(page, text).click()
        self.look(page)
        self.press(page, text)


def the_officer_begins(story: Story) -> None:
    page = story.open("probation_officer")
    if not page.get_by_text(story.say("There is no plan yet.")).count():
        address = page.locator("main a[href$='/move/end/']").first.get_attribute("href")
        page.goto(f"{story.service.url}{address}")
        page.locator("[name=reason]").fill("It is written anew.")
        story.press(page, "Save")
    story.look(page)
    story.press(page, "Begin a plan")
    story.plan = page.url
    story.look(page)


def they_add_a_goal_with_two_steps(story: Story) -> None:
    """From the plan's page to the plan with the goal in it; letters typed do not count."""
    page = story.open("probation_officer", story.plan)
    hand = Hand(page)
    hand.go(story.link(page, "Add a goal"))
    story.look(page, "plan-goal")
    hand.choose("need", "family")
    hand.write("text", GOAL)
    hand.write("what_0", "Write to my daughter")
    hand.write("how_0", "a letter a month")
    hand.write("what_1", "Arrange a visit with the mother's consent")
    hand.press("who_1", "partner")
    hand.write("name_1", "Social service")
    name = story.say("Save")
    hand.go(page.locator("main").get_by_role("button", name=name, exact=True))
    expect(page.locator("main")).to_contain_text(GOAL)
    story.taken = hand.taken


def the_person_is_heard(story: Story) -> None:
    page = story.open("probation_officer", story.plan)
    story.step(page, "Put it to the person")
    story.link(page, "Record what the person says").click()
    story.look(page, "plan-answer")
    page.locator(
        "[name=answer][value=agrees] + label, label:has([name=answer][value=agrees])"
    ).first.click()
    page.locator("[name=words]").fill(SAID)
    story.press(page, "Save")
    expect(page.locator("main")).to_contain_text(SAID)


def the_head_countersigns(story: Story) -> None:
    page = story.open("head_of_unit", story.plan)
    story.look(page)
    story.step(page, "Countersign")
    expect(page.locator("main h2").first).to_contain_text(IN_FORCE[story.language])


def a_review_makes_the_second_version(story: Story) -> None:
    page = story.open("probation_officer", story.plan)
    story.step(page, "Review the plan")
    story.plan = page.url
    page.locator("main a[href*='/goals/']:not([href*='progress'], [href*='remove'])").click()
    page.locator("[name=text]").fill("I want to see my daughter every week.")
    page.locator("[name=what_0]").fill("")
    page.locator("[name=what_2]").fill("Rent a room where she can stay")
    story.press(page, "Save")
    story.look(page, "plan")


def the_two_are_compared(story: Story) -> None:
    page = story.open("probation_officer", story.plan)
    story.link(page, "Compare two versions").click()
    story.look(page, "plan-compare")
    told = page.locator("main")
    for text in (GOAL, "I want to see my daughter every week.", "Rent a room where she can stay"):
        expect(told).to_contain_text(text)
    for change in ("added", "dropped", "changed"):
        expect(told).to_contain_text(story.say(change))


def it_is_printed(story: Story) -> None:
    page = story.open("probation_officer", story.plan)
    story.link(page, "Compare two versions")
    page.get_by_role("link", name=story.say("Print in plain words")).click()
    story.look(page)
    with page.expect_response(re.compile(r"/documents/[0-9a-f-]+/$")) as made:
        page.locator("main").get_by_role("button").last.click()
    assert made.value.headers["content-type"] == "application/pdf"


CHAPTERS = (
    the_officer_begins,
    they_add_a_goal_with_two_steps,
    the_person_is_heard,
    the_head_countersigns,
    a_review_makes_the_second_version,
    the_two_are_compared,
    it_is_printed,
)


@pytest.mark.parametrize(("number", "language"), [(0, "en"), (1, "lv")])
def test_a_plan_from_the_first_goal_to_the_second_version(
    number: int,
    language: str,
    service: Service,
    enter: Enter,
    picture: Picture,
    record_property: Callable[[str, object], None],
) -> None:
    story = Story(service, enter, picture, language, own_people(service)[number])
    for chapter in CHAPTERS:
        chapter(story)
    record_property("interactions to add a goal with two steps", story.taken)
    assert (story.faults, story.taken) == ([], 10)
