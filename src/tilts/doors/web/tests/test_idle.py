"""A session that nobody uses ends, whatever the page does by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from .people import colleague, sign_in

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("tilts.doors.web.tests.urls"),
]
PAGE = "/sign/second-factor/"


@pytest.fixture
def colleague_in(client):
    """Somebody who has just signed in and opened a page."""
    account = colleague()
    sign_in(client, account)
    client.get(PAGE)
    return account


def left_alone(client, minutes: float) -> None:
    """As if the last thing that anybody did was so long ago."""
    session = client.session
    session["active_at"] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
    session.save()


def test_the_limit_is_the_browsers_with_a_minute_more(settings):
    assert settings.SESSION_COOKIE_AGE == settings.IDLE_MINUTES * 60 + 60


def test_within_the_limit_a_page_opens_and_starts_the_time_anew(client, colleague_in):
    left_alone(client, 15.9)
    before = client.session["active_at"]
    assert client.get(PAGE).status_code == 200
    assert client.session["active_at"] > before


def test_after_the_limit_the_session_is_gone(client, colleague_in):
    left_alone(client, 16.1)
    answer = client.get(PAGE)
    assert (answer.status_code, answer["Location"]) == (302, f"/sign/login/?next={PAGE}")
    assert dict(client.session) == {}


def test_polling_does_not_keep_a_session_alive(client, colleague_in):
    left_alone(client, 10)
    before = client.session["active_at"]
    client.get(PAGE, headers={"X-Background": "1"})
    assert client.session["active_at"] == before
    left_alone(client, 16.1)
    assert client.get(PAGE, headers={"X-Background": "1"}).status_code == 302


def test_work_in_the_browser_keeps_it_alive(client, colleague_in):
    left_alone(client, 10)
    before = client.session["active_at"]
    assert client.get("/drafts/").status_code == 204
    assert client.session["active_at"] > before


def test_the_page_tells_the_browser_where_to_go(client, colleague_in):
    page = client.get("/note/?day=2").content.decode()
    assert 'data-idle-minutes="15"' in page
    assert 'data-idle-url="/sign/idle/?next=%2Fnote%2F%3Fday%3D2"' in page


def test_the_browsers_own_sign_out_says_why_and_comes_back(client, colleague_in):
    answer = client.get("/sign/idle/?next=%2Fnote%2F%3Fday%3D2", follow=True)
    assert answer.redirect_chain == [("/sign/login/?next=%2Fnote%2F%3Fday%3D2", 302)]
    said = [str(message) for message in answer.context["messages"]]
    assert said == ["You were signed out because this computer was left alone. Your text is kept."]
    assert "_auth_user_id" not in client.session


def test_it_never_sends_anybody_to_another_site(client, colleague_in):
    answer = client.get("/sign/idle/?next=https%3A%2F%2Felse.test%2F")
    assert answer["Location"] == "/sign/login/"


def test_who_is_not_signed_in_has_no_idle_time(client):
    client.get("/sign/login/")
    assert "active_at" not in client.session
