"""In a browser: two observe one session, each apart; kappa; what stands; a development plan.

The session is one that the demonstration has planned for the coming days.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser
SESSION = "Life skills, session 15"
SECTIONS = 7


def at_work(service: Service, enter: Enter, role: str) -> Page:
    """The observation, as somebody sees it."""
    page = enter(role)
    page.goto(f"{service.url}/competence/")
    page.locator("#observations tr", has_text=SESSION).get_by_role("link").first.click()
    return page


def rate(service: Service, enter: Enter, role: str, last: str) -> Page:
    """Rate everything 2 by the keyboard of the page's own choices, but the last scale."""
    page = at_work(service, enter, role)
    page.get_by_role("link", name="Rate").click()
    page.get_by_role("button", name="Begin rating").click()
    for number in range(SECTIONS):
        groups = page.locator("form.card fieldset")
        for place in range(groups.count()):
            value = last if number == SECTIONS - 2 and place == groups.count() - 1 else "2"
            group = groups.nth(place)
            if (choice := group.locator(f"input[value='{value}']")).count():
                choice.first.check(force=True)
        with page.expect_navigation():
            page.locator("[data-forward]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Finish rating")
    page.get_by_role("button", name="Finish rating").click()
    return page


def test_from_two_observations_to_kappa_to_a_development_plan(
    service: Service, enter: Enter, picture: Callable[[Page, str], None]
):
    first = rate(service, enter, "psychologist", "3")
    expect(first.locator("main")).to_contain_text("Each rater answers apart.")
    expect(first.locator("main")).not_to_contain_text("Weighted kappa")
    rate(service, enter, "social_worker", "2")
    page = at_work(service, enter, "quality_manager")
    expect(page.locator("main")).to_contain_text("Weighted kappa")
    expect(page.locator("main")).to_contain_text("11 of 12")
    assert faults_of(page) == []
    picture(page, "observation")
    page.get_by_role("link", name="Moderate").click()
    assert faults_of(page) == []
    page.locator("main input[type=radio][value='2']").check(force=True)
    page.get_by_label("Why they differ").fill("One observer came in late.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#results")).to_contain_text("To be developed")
    page.get_by_role("link", name="Feed back").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Plan the development first.")
    page.get_by_role("link", name="Plan development").click()
    page.get_by_label("Area").select_option("practice")
    page.get_by_label("What will be done better, and how").fill("Praise what was done, by name.")
    page.get_by_label("By when").fill("2027-03-01")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Development plan")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Praise what was done, by name.")
    assert faults_of(page) == []
