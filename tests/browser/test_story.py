"""The story of the house, told in a browser in two languages: registered, found, seen, protected.

The chapters follow each other on one service, in this order. Texts stand here in English and are
looked for as the pages say them.
"""

import re
import sqlite3
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Enter, Service
from .words import Words, words

pytestmark = pytest.mark.browser

EMERGENCY = "He said on the telephone that he is going to harm himself tonight."
INNOCENT = (
    "No judgment is in force in these proceedings. Until then the person is presumed innocent: "
    "write and speak of a suspicion, not of an offender."
)
STRANGER = "There is no such person, or they are not in your caseload, unit or agency."


@dataclass(frozen=True)
class Hero:
    """Whom the story is about, and how their name is misspelt."""

    family: str
    given: str
    code: str
    misspelt: str

    @property
    def name(self) -> str:
        """As lists have it."""
        return f"{self.family}, {self.given}"


HEROES = {
    "en": Hero("Zvirgzdājs", "Raitis", "050490-12344", "zvirgzdajs raits"),
    "lv": Hero("Mežvidnieks", "Teobalds", "050490-10206", "mezvidniks teobolds"),
}
UNSENTENCED = {
    "en": Hero("Kraukļzemis", "Visvaldis", "060391-12341", ""),
    "lv": Hero("Dzeguzkalns", "Arvīds", "070392-12342", ""),
}


@dataclass
class Story:
    """Its language and its hero, and what one chapter leaves to the next."""

    language: str
    say: Words
    hero: Hero
    url: str = ""
    number: str = ""

    @property
    def person(self) -> str:
        """Id of the person."""
        return self.url.rstrip("/").rsplit("/", 1)[1]


def field(page: Page, story: Story, label: str) -> Locator:
    """The field whose label begins so."""
    return page.get_by_label(re.compile(f"^{re.escape(story.say(label))}"))


def press(page: Page, name: str) -> None:
    """Press the form's own button, and see that the form was taken."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".ds-error-summary")).to_have_text([])


def open_record(page: Page, story: Story) -> None:
    """Open the hero's page, answering why where it is asked."""
    say = story.say
    page.goto(story.url)
    if page.get_by_role("heading", name=say("Why do you open this record?")).count():
        field(page, story, "I check the quality of work").check()
        press(page, say("Open the record"))


def a_clerk_registers_a_person(service: Service, enter: Enter, story: Story) -> None:
    unit = officers_unit(service, enter, story)
    page = enter("clerk", story.language)
    page.goto(f"{service.url}/people/register/")
    field(page, story, "Family name").fill(story.hero.family)
    field(page, story, "Given names").fill(story.hero.given)
    field(page, story, "Birth date").fill("1990-04-05")
    field(page, story, "Personal code").fill(story.hero.code)
    field(page, story, "Registered in").select_option(label=unit)
    press(page, story.say("Register"))
    expect(page.get_by_role("heading", level=1)).to_have_text(story.hero.name)
    story.url = page.url
    found = re.search(r"\d\d-\d{5}", page.locator("main").inner_text())
    story.number = found[0] if found else ""


def officers_unit(service: Service, enter: Enter, story: Story) -> str:
    """The unit of the officer who will look for the person."""
    page = enter("prison_officer", story.language)
    page.goto(f"{service.url}/people/register/")
    return field(page, story, "Registered in").locator("option").last.inner_text()


def and_a_sentence(service: Service, enter: Enter, story: Story) -> None:
    page = enter("clerk", story.language)
    open_record(page, story)
    page.goto(f"{service.url}/people/{story.person}/proceedings/open/")
    field(page, story, "Court or prosecutor").fill("Rīgas pilsētas tiesa")
    field(page, story, "Its reference number").fill(f"K-2026-{story.language}")
    field(page, story, "Recorded in").select_option(index=1)
    press(page, story.say("Save"))
    page.get_by_role("link", name=f"K-2026-{story.language}").click()
    expect(page.locator("main")).to_contain_text(story.say(INNOCENT))
    page.get_by_role("link", name=story.say("Add an offence")).click()
    field(page, story, "Section of the code").fill("175")
    field(page, story, "Committed on").fill("2026-03-01")
    press(page, story.say("Save"))
    page.get_by_role("link", name=story.say("Record the judgment")).click()
    field(page, story, "On which day").fill("2026-09-01")
    press(page, story.say("Save"))
    page.get_by_role("link", name=story.say("Add a sentence, measure or order")).click()
    field(page, story, "Kind").select_option(value="imprisonment")
    field(page, story, "Imposed on").fill("2026-09-01")
    field(page, story, "First day").fill("2026-09-15")
    field(page, story, "Years").fill("2")
    press(page, story.say("Save"))
    expect(page.locator("main")).to_contain_text(story.say("Earliest conditional release"))


def an_officer_finds_them_with_a_misspelt_name(
    service: Service, enter: Enter, story: Story
) -> None:
    page = enter("prison_officer", story.language)
    field(page, story, "Find a person").fill(story.hero.misspelt)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=story.hero.name).click()
    open_record(page, story)
    expect(page.get_by_role("heading", level=1)).to_have_text(story.hero.name)


def a_stranger_is_refused_with_the_reason(service: Service, enter: Enter, story: Story) -> None:
    page = enter("probation_officer", story.language)
    answer = page.goto(story.url)
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("main")).to_contain_text(story.say(STRANGER))
    page.goto(f"{service.url}/people/?q={story.hero.family}")
    expect(page.locator("main")).to_contain_text(story.say("Nobody whom you may see matches."))


def a_break_glass_is_used_and_seen(service: Service, enter: Enter, story: Story) -> None:
    page = enter("probation_officer", story.language)
    page.goto(f"{service.url}/people/break-glass/")
    field(page, story, "File number or personal code").fill(story.number)
    field(page, story, "What is the emergency?").fill(EMERGENCY)
    press(page, story.say("Break the glass"))
    expect(page.get_by_role("heading", level=1)).to_have_text(story.hero.name)
    officer = enter("data_protection_officer", story.language)
    officer.goto(f"{service.url}/access/glasses/")
    expect(officer.locator("main")).to_contain_text(EMERGENCY)


def an_inspector_sees_who_looked(service: Service, enter: Enter, story: Story) -> None:
    page = enter("inspector", story.language)
    page.goto(f"{service.url}/inspection/?what=looks&file_number={story.number}")
    looks = page.locator("main tbody tr")
    expect(looks.filter(has_text=story.say("the glass is broken"))).not_to_have_count(0)
    expect(looks.filter(has_text=story.say("I check the quality of work"))).not_to_have_count(0)


def a_lawful_erasure_leaves_the_seals_whole(service: Service, enter: Enter, story: Story) -> None:
    """Of somebody without a sentence: a running one forbids it."""
    story = Story(story.language, story.say, UNSENTENCED[story.language])
    a_clerk_registers_a_person(service, enter, story)
    before = service.home / f"before-{story.language}.tilts"
    assert service.tilts("backup", str(before)).returncode == 0
    erase = ("record", "erase")
    terms = ("--ground", first_ground(service), "--basis", "LED art. 16")
    proposer = email_of(service, "data_protection_officer")
    approver = email_of(service, "inspector")
    proposed = service.tilts(*erase, "propose", story.person, *terms, "--by", proposer)
    assert proposed.returncode == 0, proposed.stderr
    own = service.tilts(*erase, "approve", story.person, "--by", proposer)
    assert own.returncode == 1
    approved = service.tilts(*erase, "approve", story.person, "--by", approver)
    assert approved.returncode == 0, approved.stderr
    verified = service.tilts("record", "verify")
    assert (verified.returncode, verified.stdout.splitlines()[-1]) == (0, "The record is whole.")
    for kept in (before, service.home / "tilts.sqlite3"):
        assert story.hero.family.encode() not in kept.read_bytes()
    page = enter("inspector", story.language)
    page.goto(f"{service.url}/people/?q={story.hero.family}")
    expect(page.locator("main")).to_contain_text(story.say("Nobody whom you may see matches."))


def first_ground(service: Service) -> str:
    """A ground of erasure that the command line offers."""
    said = service.tilts("record", "erase", "propose", "--help").stdout
    found = re.search(r"--ground \[([\w-]+)", said)
    return found[1] if found else ""


def email_of(service: Service, role: str) -> str:
    """The address of somebody with a role, in the first agency that has one."""
    rows = sqlite3.connect(service.home / "tilts.sqlite3").execute(
        "SELECT s.email FROM organisation_staff s JOIN organisation_roleassignment r"
        " ON r.staff_id = s.party_id WHERE r.role = ? AND s.agency_id = 'ievp'",
        [role],
    )
    return str(rows.fetchone()[0])


CHAPTERS = (
    a_clerk_registers_a_person,
    and_a_sentence,
    an_officer_finds_them_with_a_misspelt_name,
    a_stranger_is_refused_with_the_reason,
    a_break_glass_is_used_and_seen,
    an_inspector_sees_who_looked,
    a_lawful_erasure_leaves_the_seals_whole,
)


@pytest.mark.parametrize("language", HEROES)
def test_the_story(language: str, service: Service, enter: Enter) -> None:
    story = Story(language, words(language), HEROES[language])
    for chapter in CHAPTERS:
        chapter(service, enter, story)
