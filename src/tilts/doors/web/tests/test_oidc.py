"""Signing in by OpenID Connect, against a real provider on the loopback address."""

from http.client import HTTPConnection
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from tilts.platform.organisation.models import Account
from tilts.settings.security import oidc_provider

from .people import colleague, sign_in
from .provider import CLIENT, SECRET, Provider, running
from .test_second_factor import enrol

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("tilts.doors.web.tests.urls"),
]
ILZE = {"sub": "248289761001", "email": "ilze@vpd.test", "email_verified": True}


@pytest.fixture
def provider(settings):
    with running(dict(ILZE)) as here:
        settings.SOCIALACCOUNT_PROVIDERS = oidc_provider(here.url, CLIENT, SECRET, "State login")
        yield here


def there_and_back(client):
    """The way of a browser: to the provider, its consent, and back with a code."""
    start = client.get("/sign/oidc/oidc/login/?process=login")
    url = urlsplit(start["Location"])
    browser = HTTPConnection(url.netloc)
    browser.request("GET", f"{url.path}?{url.query}")
    back = urlsplit(browser.getresponse().headers["Location"])
    browser.close()
    return client.get(f"{back.path}?{back.query}")


def refusal(answer) -> tuple[int, list[str]]:
    return answer.status_code, [reason.code for reason in answer.context["reasons"]]


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def test_the_page_offers_it_by_its_name(client, provider: Provider):
    page = client.get("/sign/login/").content.decode()
    assert 'href="/sign/oidc/oidc/login/?process=login">State login</a>' in page


def test_without_a_provider_it_is_not_offered(client):
    assert "oidc" not in client.get("/sign/login/").content.decode()


def test_the_same_confirmed_email_opens_the_account(client, provider: Provider, mailoutbox):
    account = colleague()
    answer = there_and_back(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in_as(client) == str(account.pk)
    linked = SocialAccount.objects.values_list("user", "provider", "uid")
    assert list(linked) == [(account.pk, "oidc", ILZE["sub"])]
    assert [mail.to for mail in mailoutbox] == [[account.email]]


def test_it_asks_for_a_code_with_proof_of_possession(client, provider: Provider):
    colleague()
    start = urlsplit(client.get("/sign/oidc/oidc/login/?process=login")["Location"])
    asked = {key: value[0] for key, value in parse_qs(start.query).items()}
    assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
    assert sorted(asked["scope"].split()) == ["email", "openid", "profile"]
    assert asked["code_challenge_method"] == "S256"
    there_and_back(client)
    sent = provider.tokens[0]
    assert (sent["code"], sent["client_secret"], "code_verifier" in sent) == ("c", SECRET, True)


def test_the_second_time_it_opens_the_same(provider: Provider):
    account = colleague()
    for _ in range(2):
        client = Client()
        there_and_back(client)
        assert signed_in_as(client) == str(account.pk)
    assert SocialAccount.objects.count() == 1


def test_capitals_in_an_email_do_not_matter(client, provider: Provider):
    account = colleague()
    provider.claims["email"] = "Ilze@VPD.test"
    there_and_back(client)
    assert signed_in_as(client) == str(account.pk)


def test_an_unknown_email_is_refused_and_nobody_is_made(client, provider: Provider):
    colleague("janis")
    answer = there_and_back(client)
    assert refusal(answer) == (403, ["email-unknown"])
    reason = "Nobody here has the e-mail address that you signed in with."
    assert reason in answer.content.decode()
    assert (signed_in_as(client), SocialAccount.objects.count()) == (None, 0)
    assert [account.email for account in Account.objects.all()] == ["janis@vpd.test"]


@pytest.mark.parametrize("said", [{"email_verified": False}, {"email_verified": "true"}, {}])
def test_an_email_that_nobody_confirmed_is_refused(client, provider: Provider, said):
    colleague()
    provider.claims = {"sub": ILZE["sub"], "email": ILZE["email"], **said}
    assert refusal(there_and_back(client)) == (403, ["email-not-verified"])
    assert signed_in_as(client) is None


def test_no_email_at_all_is_refused(client, provider: Provider):
    colleague()
    provider.claims = {"sub": ILZE["sub"]}
    assert refusal(there_and_back(client)) == (403, ["email-not-verified"])


def test_an_account_that_is_shut_stays_shut(client, provider: Provider):
    Account.objects.filter(pk=colleague().pk).update(is_active=False)
    assert refusal(there_and_back(client)) == (403, ["email-unknown"])
    assert signed_in_as(client) is None


def test_a_known_subject_cannot_come_with_anothers_email(client, provider: Provider):
    colleague("ilze")
    colleague("janis")
    there_and_back(Client())
    provider.claims["email"] = "janis@vpd.test"
    assert refusal(there_and_back(client)) == (403, ["another-account"])
    assert signed_in_as(client) is None


def test_a_state_that_we_did_not_give_opens_nothing(client, provider: Provider):
    colleague()
    answer = client.get("/sign/oidc/oidc/login/callback/?code=c&state=stolen")
    assert answer.templates[0].name == "socialaccount/authentication_error.html"
    assert (signed_in_as(client), provider.tokens) == (None, [])


def test_who_is_signed_in_cannot_connect_a_stranger(client, provider: Provider):
    sign_in(client, colleague("janis"))
    colleague("ilze")
    there_and_back(client)
    ilze = Account.objects.get(email="ilze@vpd.test")
    assert [link.user_id for link in SocialAccount.objects.all()] == [ilze.pk]


def test_without_an_address_in_the_environment_there_is_no_provider():
    assert oidc_provider("", "", "", "") == {}


def test_it_still_wants_the_second_factor(client, provider: Provider):
    account = colleague()
    sign_in(client, account)
    enrol(client)
    client.post("/sign/logout/")
    assert there_and_back(client)["Location"] == "/sign/second-factor/authenticate/"
    assert signed_in_as(client) is None
