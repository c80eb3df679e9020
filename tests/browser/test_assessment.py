"""Assess and plan in a browser, in two languages: from the intake to the statistics.

Somebody is registered and shared out; forty questions by keyboard, another level than the score
gives, a second review, a decision; the person is heard, agrees a plan in their own words, and it
is reviewed; a head of unit counts them, and nobody who may not. Fields and steps are found by where
they stand, so that both languages go one way.
"""

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
        form.locator("button[type=submit]:not([formaction])").click()
    expect(page.locator(".ds-error-summary")).to_have_count(0)


def take(page: Page, step: str, **fields: str) -> None:
    """Go to a step of the case that stands open, and take it."""
    page.locator(f"main a[href*='/{step}/']").first.click()
    send(page, **fields)


def an_officer_registers_somebody(page: Page, service: Service, who: dict[str, str]) -> str:
    """The intake, in the officer's own unit; the id of the person."""
    page.goto(f"{service.url}/people/register/")
    send(page, **who, sex="male", category="convicted")
    return page.url.rstrip("/").rsplit("/", 1)[1]


def a_head_gives_them_to_the_officer(page: Page, service: Service, person: str, to: str) -> None:
    """From now on they are on the officer's list."""
    page.goto(f"{service.url}/allocation/")
    page.locator(f"[name=people][value='{person}']").check(force=True)
    page.locator(f"[name=to][value='{to}']").check(force=True)
    send(page, reason="He lives nearby.")


def an_officer_asks_forty_questions(page: Page, service: Service, person: str) -> Keys:
    """By keyboard alone, from the first question to the result."""
    page.goto(f"{service.url}/people/{person}/assessments/")
    assert faults_of(page) == []
    page.locator("a[href$='/assessments/begin/']").click()
    send(page)
    keys = Keys(page)
    while page.locator("[data-sheet]").count():
        if len(keys.sections) < 2:  # scales and words, then choices: the others are alike
            assert faults_of(page) == []
        keys.section()
    return keys


def and_finds_another_level_right(page: Page) -> None:
    """Interviewed, scored, the forecast is read; the head is asked for another level."""
    take(page, "interview")
    take(page, "score")
    expect(page.locator("[data-forecast]")).to_be_visible()
    assert (page.locator("#changes tbody tr").count(), faults_of(page)) == (5, [])
    take(page, "override", level="low", why=BECAUSE, judgement="He wants to work.")
    expect(page.locator("main")).to_contain_text(BECAUSE)


def a_head_reviews_and_decides(page: Page, address: str) -> None:
    """The head of unit, who tells why they look at it, does so a second time, and decides."""
    page.goto(address)
    page.locator("main form[action*='access/purpose'] input[type=radio]").first.check()
    send(page, reason="to decide on it")
    take(page, "move/begin_review")
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


def a_plan_is_agreed(page: Page, service: Service, person: str) -> str:
    """One goal with a step, put to the person, who agrees in their own words; its address."""
    page.goto(f"{service.url}/people/{person}/plan/")
    page.locator("form[action$='/plan/begin/'] button").click()
    page.locator("main a[href$='/goal/']").first.click()
    send(page, need="work", text=AIM, what_0="Write a CV", due_0="2027-02-01")
    take(page, "move/propose")
    take(page, "answer", answer="agrees", words=OWN_WORDS)
    expect(page.locator("main .voice")).to_contain_text(OWN_WORDS)
    return page.url


def it_is_signed_and_reviewed(officer: Page, head: Page, address: str) -> None:
    """In force by another's signature; its review makes a second version with the same goal."""
    head.goto(address)
    take(head, "move/countersign")
    officer.goto(address)
    take(officer, "move/start_review")
    assert officer.url != address
    expect(officer.locator("main")).to_contain_text(AIM)
    assert faults_of(officer) == []


def the_head_counts_them(page: Page, service: Service, family: str) -> None:
    """Among those of the level that was decided."""
    page.goto(f"{service.url}/statistics/assessments/?by=level")
    assert faults_of(page) == []
    page.locator("#assessments tbody a[href*='row=low']").first.click()
    expect(page.locator("#people")).to_contain_text(family)


def who_may_not_sees_nothing(
    enter: Enter, service: Service, language: str, person: str, family: str
) -> None:
    """Counting shows nobody; who may not count is told so; a stranger gets what nobody gets."""
    analyst = enter("analyst", language)
    analyst.goto(f"{service.url}/statistics/assessments/?by=level")
    expect(analyst.locator("#assessments a")).to_have_count(0)
    expect(analyst.locator("body")).not_to_contain_text(family)
    behind = analyst.goto(f"{service.url}/statistics/assessments/people/?by=level&row=low")
    officer = enter("prison_officer", language)
    tables = officer.goto(f"{service.url}/statistics/assessments/")
    theirs = f"{service.url}/people/{person}"
    pages = [officer.goto(f"{theirs}/{tab}/") for tab in ("assessments", "plan")]
    answers = [one.status if one else 0 for one in (behind, tables, *pages)]
    assert answers == [403, 403, 404, 404]


HEROES = {
    "en": {"family": "Stirnzemis", "given": "Osvalds", "birth_date": "1991-04-05"},
    "lv": {"family": "Vilkbirzs", "given": "Hermanis", "birth_date": "1984-11-23"},
}


@pytest.mark.parametrize("language", HEROES)
def test_from_the_intake_to_the_statistics(
    language: str,
    service: Service,
    enter: Enter,
    picture: Picture,
    record_property: Callable[[str, object], None],
) -> None:
    keep = picture if language == "en" else (lambda page, name: None)
    subprocess.run(
        [sys.executable, "-c", USE], env={**service.environment, "TILTS_DEMO": "yes"}, check=True
    )
    family = HEROES[language]["family"]
    page, head = enter("probation_officer", language), enter("head_of_unit", language)
    officer = page.locator("body").get_attribute("data-account") or ""
    person = an_officer_registers_somebody(page, service, HEROES[language])
    a_head_gives_them_to_the_officer(head, service, person, officer)
    keys = an_officer_asks_forty_questions(page, service, person)
    address = page.url
    record_property("interactions to complete an RVN with 40 items", keys.pressed)
    page.goto(keys.sections[3])
    keep(page, "assessment")
    page.goto(address)
    and_finds_another_level_right(page)
    a_head_reviews_and_decides(head, address)
    the_person_is_heard(page, address)
    one_key_hides_the_level(page)
    assert faults_of(page) == []
    keep(page, "assessment-result")
    plan = a_plan_is_agreed(page, service, person)
    it_is_signed_and_reviewed(page, head, plan)
    the_head_counts_them(head, service, family)
    who_may_not_sees_nothing(enter, service, language, person, family)
    assert (len(keys.sections), keys.pressed) == (10, 55)
