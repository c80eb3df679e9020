"""Pages with their pictures, the sign-in page, and a contact in three interactions."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser

Picture = Callable[[Page, str], None]
PERSON = r"/people/([0-9a-f-]{36})/contacts/record/"

# role → its pages that have a picture; a person's page begins with "person:", and is somebody of
# the caseload. test_every_page.py looks for faults, here they are only looked for where axe would
# find others than there: a list that was searched, a page about somebody with a long history.
PAGES = {
    "probation_officer": {
        "/": "my-day",
        "/people/?q=kalnins": "people",
        "/people/register/": "register",
        "person:": "person",
        "person:proceedings/": "",
        "person:contacts/record/": "contact",
        "person:history/": "",
        "person:looked/": "looked",
    },
    "data_protection_officer": {
        "/access/glasses/": "glass",
        "/access/roles/": "roles",
        "/inspection/?what=looks": "",
    },
    "clerk": {"/workflow/machines/proceedings.proceeding/": "machine"},
}


def somebody(page: Page, service: Service) -> str:
    """A person whom the officer meets: named on their day."""
    page.goto(f"{service.url}/")
    found = re.search(PERSON, page.locator("main").inner_html())
    return found[1] if found else ""


def address(service: Service, person: str, path: str) -> str:
    """Where a page stands."""
    if path.startswith("person:"):
        return f"{service.url}/people/{person}/{path.removeprefix('person:')}"
    return service.url + path


@pytest.mark.parametrize("role", PAGES)
def test_a_roles_pages_are_accessible_and_have_their_picture(
    role: str, service: Service, enter: Enter, picture: Picture
) -> None:
    page, paths = enter(role), PAGES[role]
    person = somebody(page, service) if any(p.startswith("person:") for p in paths) else ""
    found = {}
    for path, name in paths.items():
        answer = page.goto(address(service, person, path))
        found[path] = (answer.status if answer else 0, faults_of(page))
        if name:
            picture(page, name)
            page.set_viewport_size({"width": 1280, "height": 900})
    assert found == dict.fromkeys(paths, (200, []))


def test_the_sign_in_page(service: Service, enter: Enter, picture: Picture) -> None:
    page = enter("clerk").context.browser.new_page()  # type: ignore[union-attr] # it has one
    page.goto(f"{service.url}/accounts/login/")
    picture(page, "sign-in")
    assert faults_of(page) == []
    page.close()


def test_a_contact_is_recorded_from_my_day_in_three_interactions(
    service: Service, enter: Enter, record_property: Callable[[str, object], None]
) -> None:
    page = enter("probation_officer")
    main = page.locator("main")
    interactions = [
        main.get_by_role("link", name=re.compile("^Record")).first,
        main.get_by_text("in two weeks", exact=True),
        main.get_by_role("button", name="Save", exact=True),
    ]
    interactions[0].click()
    page.get_by_label("What was talked of and agreed").fill("Works again; agreed to bring proof.")
    for interaction in interactions[1:]:
        interaction.click()
    page.wait_for_url(f"{service.url}/")
    record_property("interactions beside the text", len(interactions))
    assert page.get_by_text("The contact is recorded.").count() == 1
