"""What somebody reads who went astray."""

import pytest
from playwright.sync_api import expect

from .conftest import Enter, Service, faults_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "lv"])
def test_an_address_that_is_not_there(service: Service, enter: Enter, language: str) -> None:
    page = enter("clerk", language)
    answer = page.goto(f"{service.url}/nowhere/")
    assert (answer and answer.status, faults_of(page)) == (404, [])
    page.locator("main .ds-button").click()
    expect(page).to_have_url(f"{service.url}/")


def test_a_form_from_before_a_new_sign_in(service: Service, enter: Enter) -> None:
    page = enter("clerk")
    page.goto(f"{service.url}/people/register/")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The form was too old to be taken")
    assert faults_of(page) == []
