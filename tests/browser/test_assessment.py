"""An RVN in a browser, in two languages: forty questions by keyboard, a level, a decision, a plan.

Fields and steps are found by where they stand, so that both languages go one way.
"""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser

Picture = Callable[[Page, str], None]

USE = "import django; django.setup(); from tests.browser.used import use_rvn; use_rvn()"
FORWARD = "[data-forward]"
AIM = "To work, and to see my children every week."
ANSWERS = {
    "own_wellbeing": "6",
    "own_agency": "4",
    "own_strengths": "I can repair any engine, and I finish what I begin.",
    "own_aims": AIM,
    "own_help": "My mentor helped. Do not move my appointments.",
}
BECAUSE = "He has kept every appointment for a year and lives with his sister."
WHY = "The score knows nothing of this year. I agree."
OWN_WORDS = "It is my plan, I want to try."


@dataclass
class Keys:
    """A keyboard whose presses are counted; words that are typed are not."""

    page: Page
    pressed: int = 0
    sections: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """One interaction for each key."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def answer(self, question: str) -> None:
        """Answer the question that has the focus, and come to the next one."""
        here = self.page.locator(f"[data-question={question}]")
        expect(here.locator(":focus")).to_have_count(1)
        if here.locator("textarea.ds-input").first.get_attribute("name") == question:
            self.page.keyboard.type(ANSWERS[question])
            self.press("Tab", "j")
        elif here.locator("input[type=radio]").count():
            self.press(ANSWERS.get(question, "1"))
        else:
            self.press("2", "j")

    def section(self) -> None:
        """Every question of the section that is open, and on to the next one."""
        self.sections.append(self.page.url)
        asked = self.page.locator("[data-question]:not([hidden])")
        for question in asked.evaluate_all("all => all.map(one => one.dataset.question)"):
            self.answer(question)
        expect(self.page.locator(FORWARD)).to_be_focused()
        with self.page.expect_navigation():
            self.press("Enter")


def send(page: Page, **fields: str) -> None:
    """Fill in the form of a step, send it, and see that it was taken; axe finds nothing on it."""
    form = page.locator("main form[method=post]").last
    for name, value in fields.items():
        place = form.locator(f"[name={name}]")
        if place.first.get_attribute("type") == "radio":
            form.locator(f"[name={name}][value={value}]").check(force=True)
        elif place.evaluate("one => one.tagName") == "SELECT":
            place.select_option(value)
        else:
            place.fill(value)
    assert faults_of(page) == []
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    expect(page.locator(".ds-error-summary")).to_have_count(0)


def take(page: Page, step: str, **fields: str) -> None:
    """Go to a step of the case that stands open, and take it."""
    page.locator(f"main a[href*='/{step}/']").first.click()
    send(page, **fields)


def somebody_new(page: Page, service: Service) -> str:
    """The first on the officer's day who can be assessed now."""
    page.goto(f"{service.url}/")
    people = re.findall(r"/people/([0-9a-f-]{36})/", page.locator("main").inner_html())
    for person in dict.fromkeys(people):
        page.goto(f"{service.url}/people/{person}/assessments/")
        if page.locator("a[href$='/assessments/begin/']").count():
            return person
    raise AssertionError("nobody can be assessed")


def an_officer_asks_forty_questions(page: Page) -> Keys:
    """By keyboard alone, from the first question to the result."""
    page.locator("a[href$='/assessments/begin/']").click()
    send(page)
    keys = Keys(page)
    while page.locator("[data-sheet]").count():
        if len(keys.sections) < 2:  # scales and words, then choices: the others are alike
            assert faults_of(page) == []
        keys.section()
    return keys


def and_finds_another_level_right(page: Page) -> None:
    """Interviewed, scored, and the head is asked for another level."""
    take(page, "interview")
    take(page, "score")
    take(page, "override", level="low", why=BECAUSE, judgement="He wants to work.")
    expect(page.locator("main")).to_contain_text(BECAUSE)


def a_head_decides(page: Page, address: str) -> None:
    """The head of unit, asked for the purpose where they do not know the person."""
    page.goto(address)
    asked = page.locator("main form[action*='access/purpose']")
    if asked.count():
        asked.locator("input[type=radio]").first.check()
        asked.locator("[name=reason]").fill("to decide on it")
        with page.expect_navigation():
            asked.get_by_role("button").click()
    take(page, "decide", level="low", why=WHY)
    expect(page.locator("main")).to_contain_text(WHY)


def the_person_is_heard(page: Page, address: str) -> None:
    """Their words stand beside the result."""
    page.goto(address)
    take(page, "words", words="I am not like that any more.")
    expect(page.locator("main .voice")).to_contain_text("I am not like that any more.")


def one_key_hides_the_level(page: Page) -> None:
    """While the person sits beside the screen."""
    level = page.locator("main [data-level]").first
    expect(level).to_be_visible()
    page.keyboard.press("h")
    expect(level).to_be_hidden()
    page.keyboard.press("h")
    expect(level).to_be_visible()


def a_plan_is_agreed(page: Page, service: Service, person: str) -> None:
    """One goal with a step, put to the person, who agrees in their own words."""
    page.goto(f"{service.url}/people/{person}/plan/")
    if page.locator("form[action$='/plan/begin/']").count() == 0:
        return  # the demo gave this person a plan already
    page.locator("form[action$='/plan/begin/'] button").click()
    page.locator("main a[href$='/goal/']").first.click()
    send(page, need="work", text=AIM, what_0="Write a CV", due_0="2027-02-01")
    take(page, "move/propose")
    take(page, "answer", answer="agrees", words=OWN_WORDS)
    expect(page.locator("main .voice")).to_contain_text(OWN_WORDS)


@pytest.mark.parametrize("language", ["en", "lv"])
def test_from_the_first_question_to_the_plan(
    language: str,
    service: Service,
    enter: Enter,
    picture: Picture,
    record_property: Callable[[str, object], None],
) -> None:
    subprocess.run(
        [sys.executable, "-c", USE], env={**service.environment, "TILTS_DEMO": "yes"}, check=True
    )
    page = enter("probation_officer", language)
    person = somebody_new(page, service)
    assert faults_of(page) == []
    keys = an_officer_asks_forty_questions(page)
    address = page.url
    record_property("interactions to complete an RVN with 40 items", keys.pressed)
    page.goto(keys.sections[3])
    if language == "en":
        picture(page, "assessment")
    page.goto(address)
    and_finds_another_level_right(page)
    a_head_decides(enter("head_of_unit", language), address)
    the_person_is_heard(page, address)
    one_key_hides_the_level(page)
    assert faults_of(page) == []
    if language == "en":
        picture(page, "assessment-result")
    a_plan_is_agreed(page, service, person)
    assert (len(keys.sections), keys.pressed) in ((10, 55), (10, 56))  # 56: asked for the sex too
