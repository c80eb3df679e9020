"""The story of the house, told in a browser: registered, found, seen and protected.

The chapters follow each other on one service, in this order.
"""

import re
import sqlite3
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from .conftest import Enter, Service

pytestmark = pytest.mark.browser

FAMILY, GIVEN, CODE = "Zvirgzdājs", "Raitis", "050490-12344"
MISSPELT = "zvirgzdajs raits"
EMERGENCY = "He said on the telephone that he is going to harm himself tonight."


@dataclass
class Story:
    """What one chapter leaves to the next."""

    url: str = ""
    number: str = ""

    @property
    def person(self) -> str:
        """Id of the person."""
        return self.url.rstrip("/").rsplit("/", 1)[1]


def press(page: Page, name: str) -> None:
    """Press the form's own button, and see that the form was taken."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".ds-error-summary")).to_have_text([])


def open_record(page: Page, url: str) -> None:
    """Open a person's page, answering why where it is asked."""
    page.goto(url)
    if page.get_by_role("heading", name="Why do you open this record?").count():
        page.get_by_label("I check the quality of work").check()
        press(page, "Open the record")


def a_clerk_registers_a_person(service: Service, enter: Enter, story: Story) -> None:
    unit = officers_unit(service, enter)
    page = enter("clerk")
    page.goto(f"{service.url}/people/register/")
    page.get_by_label("Family name").fill(FAMILY)
    page.get_by_label("Given names").fill(GIVEN)
    page.get_by_label("Birth date").fill("1990-04-05")
    page.get_by_label("Personal code").fill(CODE)
    page.get_by_label("Registered in").select_option(label=unit)
    press(page, "Register")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{FAMILY}, {GIVEN}")
    story.url = page.url
    found = re.search(r"\d\d-\d{5}", page.locator("main").inner_text())
    story.number = found[0] if found else ""


def officers_unit(service: Service, enter: Enter) -> str:
    """The unit of the officer who will look for the person."""
    page = enter("prison_officer")
    page.goto(f"{service.url}/people/register/")
    return page.get_by_label("Registered in").locator("option").last.inner_text()


def and_a_sentence(service: Service, enter: Enter, story: Story) -> None:
    page = enter("clerk")
    open_record(page, story.url)
    page.goto(f"{service.url}/people/{story.person}/proceedings/open/")
    page.get_by_label("Court or prosecutor").fill("Rīgas pilsētas tiesa")
    page.get_by_label("Its reference number").fill("K-2026-17")
    page.get_by_label("Recorded in").select_option(index=1)
    press(page, "Save")
    page.get_by_role("link", name="K-2026-17").click()
    expect(page.locator("main")).to_contain_text("presumed innocent")
    page.get_by_role("link", name="Add an offence").click()
    page.get_by_label("Section of the code").fill("175")
    page.get_by_label("Committed on").fill("2026-03-01")
    press(page, "Save")
    page.get_by_role("link", name="Record the judgment").click()
    page.get_by_label("On which day").fill("2026-09-01")
    press(page, "Save")
    page.get_by_role("link", name="Add a sentence, measure or order").click()
    page.get_by_label("Kind").select_option(value="imprisonment")
    page.get_by_label("Imposed on").fill("2026-09-01")
    page.get_by_label("First day").fill("2026-09-15")
    page.get_by_label("Years").fill("2")
    press(page, "Save")
    expect(page.locator("main")).to_contain_text("Earliest conditional release")


def an_officer_finds_them_with_a_misspelt_name(
    service: Service, enter: Enter, story: Story
) -> None:
    page = enter("prison_officer")
    page.get_by_label("Find a person").fill(MISSPELT)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=f"{FAMILY}, {GIVEN}").click()
    open_record(page, story.url)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{FAMILY}, {GIVEN}")


def a_stranger_is_refused_with_the_reason(service: Service, enter: Enter, story: Story) -> None:
    page = enter("probation_officer")
    answer = page.goto(story.url)
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("main")).to_contain_text("they are not in your caseload, unit or agency")
    page.goto(f"{service.url}/people/?q={FAMILY}")
    expect(page.locator("main")).to_contain_text("Nobody whom you may see matches.")


def a_break_glass_is_used_and_seen(service: Service, enter: Enter, story: Story) -> None:
    page = enter("probation_officer")
    page.goto(f"{service.url}/people/break-glass/")
    page.get_by_label("File number or personal code").fill(story.number)
    page.get_by_label("What is the emergency?").fill(EMERGENCY)
    press(page, "Break the glass")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{FAMILY}, {GIVEN}")
    officer = enter("data_protection_officer")
    officer.goto(f"{service.url}/access/glasses/")
    expect(officer.locator("main")).to_contain_text(EMERGENCY)


def an_inspector_sees_who_looked(service: Service, enter: Enter, story: Story) -> None:
    page = enter("inspector")
    page.goto(f"{service.url}/inspection/?what=looks&file_number={story.number}")
    looks = page.locator("main tbody tr")
    expect(looks.filter(has_text="the glass is broken")).not_to_have_count(0)
    expect(looks.filter(has_text="I check the quality of work")).not_to_have_count(0)


def a_lawful_erasure_leaves_the_seals_whole(service: Service, enter: Enter, story: Story) -> None:
    before = service.home / "before.tilts"
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
        assert FAMILY.encode() not in kept.read_bytes()
    page = enter("inspector")
    page.goto(f"{service.url}/people/?q={FAMILY}")
    expect(page.locator("main")).to_contain_text("Nobody whom you may see matches.")


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


def test_the_story(service: Service, enter: Enter) -> None:
    story = Story()
    for chapter in CHAPTERS:
        chapter(service, enter, story)
