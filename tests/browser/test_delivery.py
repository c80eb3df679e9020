"""A programme of twelve sessions told in a browser: from the referral to the paper at its end.

Three people begin it: one comes to every session, one misses a session and makes it good, one is
excluded. The chapters follow each other. Texts stand here in English and are looked for as the
pages say them.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override, pgettext
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from .conftest import Enter, Service, faults_of
from .delivered import GOAL, TASK

pytestmark = pytest.mark.browser

Picture = Callable[[Page, str], None]
MAKE = "import django; django.setup(); from tests.browser.delivered import *; print({})"
PROGRAMME, SESSIONS = "motivation", 12
TITLE = {"en": "Motivation", "lv": "Motivācijas programma"}
FAMILIES = {
    "en": ["Ābolkoks", "Bērztāss", "Ceļmalis"],
    "lv": ["Āmurkalns", "Bruģmanis", "Cērpvalks"],
}
AT = {"en": "07:30", "lv": "11:30"}  # o'clock: one officer leads both groups
MISSED, EXCLUDED_AFTER = 3, 5
YES_AND_NO = {"group": "yes", "willing": "yes", "acute_illness": "no", "withdrawal": "no"}
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass
class Story:
    """An officer at their pages in a language, and what one chapter leaves to the next."""

    service: Service
    page: Page
    picture: Picture
    language: str
    leader: str = ""
    people: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    group: str = ""
    sessions: list[str] = field(default_factory=list)
    faults: list[object] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Of who comes always, who misses a session, and who is excluded."""
        return [f"{family}, Juris" for family in FAMILIES[self.language]]

    def make(self, call: str) -> str:
        """What a maker of delivered.py answers."""
        told = subprocess.run(
            [sys.executable, "-c", MAKE.format(call)],
            env={**self.service.environment, "TILTS_DEMO": "yes"},
            capture_output=True,
            text=True,
            check=True,
        )
        return told.stdout

    def say(self, text: str, context: str = "", **told: Any) -> str:
        """A text as the pages say it; what is not translated yet stands there in English."""
        with override(self.language):
            return (pgettext(context, text) if context else gettext(text)) % told

    def count(self, one: str, many: str, n: int) -> str:
        """A text with a number as the pages say it."""
        with override(self.language):
            return ngettext(one, many, n) % {"n": n}

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else f"{self.service.url}{path}")

    def look(self, name: str = "") -> None:
        """Note what axe finds, and keep a picture of what the English pages say."""
        self.faults += [(self.page.url, fault) for fault in faults_of(self.page)]
        if name and self.language == "en":
            self.picture(self.page, name)
            self.page.set_viewport_size({"width": 1280, "height": 900})

    def all(self, selector: str) -> list[str]:
        """What each of these says, on one line."""
        found = self.page.locator(f"main {selector}").all()
        return [" ".join((one.text_content() or "").split()) for one in found]

    def follow(self, link: str | Locator) -> None:
        """Follow a link, by what its address holds."""
        at = self.page.locator(f"main a[href*='{link}']").first if isinstance(link, str) else link
        with self.page.expect_navigation():
            at.click()

    def press(self, text: str) -> None:
        with self.page.expect_navigation():
            name = self.say(text)
            self.page.locator("main").get_by_role("button", name=name, exact=True).click()
        expect(self.page.locator(".ds-error-summary")).to_have_text([])

    def choose(self, name: str, value: str) -> None:
        """Press one of several buttons."""
        self.page.locator(f"[name={name}][value={value}] + label").click()

    def stands(self, number: int) -> str:
        """Where the way of one of the three stands."""
        self.open(self.cases[number])
        return self.all("h2 .badge")[0]

    def mark(self, session: str, absent: str = "") -> None:
        """Mark a session: everybody came, but for one whom nobody brought."""
        self.open(session)
        if absent:
            label = f"{self.say('Attendance')}: {absent}"
            self.page.get_by_label(label, exact=True).select_option("not-brought")
            self.look("delivery-session")
        with self.page.expect_navigation():
            self.page.locator("button[name=all]").click()
        expect(self.page.locator("button[name=all]")).to_have_count(0)


def they_are_referred_from_a_goal_of_their_plans(story: Story) -> None:
    made = json.loads(story.make(f"people({FAMILIES[story.language]!r})"))
    story.leader, story.people = made["officer"], made["people"]
    against = [
        "No final assessment says which needs there are. Assess risks and needs first.",
        "The level of risk is not known.",
    ]
    for person in story.people:
        story.open(f"/people/{person}/plan/")
        story.follow("?goal=")
        story.look()
        suits = story.page.locator("main .lines > li").filter(
            has=story.page.locator(f"a[href*='/refer/{PROGRAMME}/']")
        )
        told = suits.locator(".reasons li[data-color=danger] span:not(.ds-sr-only)")
        missing = f"{story.say('Missing')}: "
        expect(told).to_have_text([f"{missing}{story.say(text)}" for text in against])
        expect(suits.locator(".reasons li[data-color=success]")).to_have_count(2)
        story.follow(suits.get_by_role("link"))
        story.page.locator("[name=towards]").select_option(label=TASK)
        story.page.locator("[name=why]").fill("To begin at all.")
        story.look()
        story.press("Refer to a programme")
        story.cases.append(story.page.url)


def they_are_found_to_suit(story: Story) -> None:
    for number, case in enumerate(story.cases):
        assert story.stands(number) == story.say("referred, suitability to be judged")
        story.follow("/judge/")
        for name, value in YES_AND_NO.items():
            story.choose(name, value)
        story.choose("suits", "yes")
        story.page.locator("[name=because]").fill("The assessment comes next week.")
        story.look()
        story.press("Save the judgement")
        assert story.page.url == case
        assert story.stands(number) == story.say("waiting for a place", "for a programme")


def they_wait(story: Story) -> None:
    story.make(f"weeks_pass({FAMILIES[story.language]!r}, 5)")
    story.open(f"/programmes/of/{PROGRAMME}/waiting/")
    waited = story.count("%(n)s day waited", "%(n)s days waited", 35)
    assert (story.all("ol.lines strong"), story.all("ol.lines .grow > .quiet:last-child")) == (
        story.names,
        [waited] * 3,
    )
    story.look("delivery-waiting")


def a_group_is_opened(story: Story) -> None:
    story.follow("/open/")
    page, today = story.page, timezone.localdate()
    page.locator("[name=name]").fill(f"Winter {story.language}")
    page.locator(f"[name=leaders][value='{story.leader}']").check()
    page.locator(f"[name=leaders]:not([value='{story.leader}'])").first.check()
    page.locator("[name=since]").fill(str(today + WEEK))
    page.locator("[name=weekday]").select_option("2")
    page.locator("[name=at]").fill(AT[story.language])
    story.look()
    story.press("Open a group")
    story.group = page.url
    links = page.locator("main a[href*='/gatherings/sessions/']").all()
    story.sessions = [str(link.get_attribute("href")) for link in links]
    assert len(story.sessions) == SESSIONS


def they_are_given_places(story: Story) -> None:
    first = str(timezone.localdate() + WEEK)
    for number, name in enumerate(story.names):
        story.open(story.group)
        waits = story.page.locator("main ol.lines > li").filter(has_text=name)
        story.follow(waits.get_by_role("link").last)
        story.page.locator("[name=since]").fill(first)
        story.look()
        story.press("Give a place in a group")
        assert story.stands(number) == story.say("has a place")


def the_first_sessions_are_marked(story: Story) -> None:
    story.make(f"held({FAMILIES[story.language]!r}, {EXCLUDED_AFTER})")
    for number, session in enumerate(story.sessions[:EXCLUDED_AFTER], start=1):
        story.mark(session, story.names[1] if number == MISSED else "")
    assert [story.stands(number) for number in range(3)] == [story.say("on the programme")] * 3


def one_is_excluded(story: Story) -> None:
    story.open(story.cases[2])
    story.follow("/move/exclude/")
    story.page.locator("[name=reason]").fill("Threatened others in the group twice.")
    story.look()
    story.press("Save")
    assert story.stands(2) == story.say("excluded", "from a programme")


def a_catch_up_is_added(story: Story) -> None:
    story.open(story.group)
    story.look("delivery-group")
    story.follow(story.page.locator("main .head a"))
    story.follow(story.page.get_by_role("link", name=story.names[1], exact=True))
    story.look()
    story.follow("/sessions/?code=")
    tomorrow = timezone.localdate() + DAY
    story.page.locator("[name=starts_at]").fill(f"{tomorrow}T20:30")
    story.look()
    story.press("Add a session")
    made_good = story.page.locator("main .lines > li").filter(has_text=story.say("catches up"))
    story.sessions.append(str(made_good.get_by_role("link").get_attribute("href")))


def the_rest_is_marked(story: Story) -> None:
    story.make(f"held({FAMILIES[story.language]!r}, {SESSIONS})")
    for session in story.sessions[EXCLUDED_AFTER : SESSIONS - 1]:
        story.mark(session)
    story.mark(story.sessions[SESSIONS])
    assert [story.stands(number) for number in range(2)] == [story.say("on the programme")] * 2
    story.mark(story.sessions[SESSIONS - 1])


def the_programme_is_completed_by_itself(story: Story) -> None:
    assert [story.stands(number) for number in range(3)] == [
        story.say("completed", "a programme"),
        story.say("completed", "a programme"),
        story.say("excluded", "from a programme"),
    ]
    story.open(story.cases[1])
    assert story.all(".facts dd")[:2] == ["18 / 18", "0"]
    notes = story.all(".lines > li:has(> .date) .quiet")
    assert notes == [story.say("made good later"), story.say("makes good one that was missed")]
    story.look("delivery-person")


def the_goal_shows_it(story: Story) -> None:
    story.open(f"/people/{story.people[0]}/plan/")
    expect(story.page.locator("main h3").first).to_contain_text(GOAL)
    done: dict[str, Any] = {"done": "18", "all": "18", "n": SESSIONS, "of": SESSIONS}
    hours = story.say("%(done)s of %(all)s hours, %(n)s of %(of)s sessions", **done)
    path = story.cases[0].removeprefix(story.service.url)
    line = story.page.locator("main .lines > li").filter(
        has=story.page.locator(f"a[href='{path}']")
    )
    completed = story.say("completed", "a programme")
    expect(line).to_have_text(f"{TITLE[story.language]}{hours}{completed}")
    story.look()


def the_person_is_given_a_paper(story: Story) -> None:
    story.open(story.cases[0])
    story.follow("/report/")
    story.page.locator("main [name=language]").select_option(story.language)
    story.look()
    with story.page.expect_response(re.compile(r"/documents/[0-9a-f-]+/$")) as made:
        story.page.locator("main").get_by_role("button").last.click()
    assert made.value.headers["content-type"] == "application/pdf"
    pdf = story.page.context.request.get(made.value.url).body()
    told = " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
    wanted = [story.say("You and your programme"), story.names[0], TITLE[story.language]]
    assert [text for text in wanted if text not in told] == []


CHAPTERS = (
    they_are_referred_from_a_goal_of_their_plans,
    they_are_found_to_suit,
    they_wait,
    a_group_is_opened,
    they_are_given_places,
    the_first_sessions_are_marked,
    one_is_excluded,
    a_catch_up_is_added,
    the_rest_is_marked,
    the_programme_is_completed_by_itself,
    the_goal_shows_it,
    the_person_is_given_a_paper,
)


@pytest.mark.parametrize("language", FAMILIES)
def test_twelve_sessions_with_a_catch_up_and_an_exclusion(
    language: str, service: Service, enter: Enter, picture: Picture
) -> None:
    story = Story(service, enter("probation_officer", language), picture, language)
    for chapter in CHAPTERS:
        chapter(story)
    assert story.faults == []
