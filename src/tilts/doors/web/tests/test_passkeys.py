"""Signing in with a passkey: real keys, real signatures, no password."""

import json
from contextlib import closing

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tilts.platform.design.display import local

from .authenticator import Passkey
from .people import colleague, sign_in
from .test_second_factor import FACTOR, confirm

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("tilts.doors.web.tests.urls"),
]
LOGIN = f"{FACTOR}webauthn/login/"


class SecureClient(Client):
    """A browser that came by https, without which there are no passkeys."""

    def request(self, **request):
        return super().request(**{**request, "wsgi.url_scheme": "https"})


def add(client, passkey: Passkey):
    """Add a passkey to the account of who is signed in."""
    confirm(client)
    page = client.get(f"{FACTOR}webauthn/add/")
    options = page.context["js_data"]["creation_options"]["publicKey"]
    fields = {"name": "Work phone", "passwordless": "on", "credential": passkey.make(options)}
    return client.post(
        f"{FACTOR}webauthn/add/", {**fields, "credential": json.dumps(fields["credential"])}
    )


def sign_in_by(client, passkey: Passkey):
    """The way of the button on the sign-in page: a challenge, and its signature."""
    challenge = client.get(LOGIN, headers={"Accept": "application/json"}).json()
    answer = passkey.sign(challenge["request_options"]["publicKey"])
    return client.post(LOGIN, {"credential": json.dumps(answer)})


@pytest.fixture
def ilze():
    """Ilze, and her passkey."""
    client, account, passkey = SecureClient(), colleague(), Passkey()
    sign_in(client, account)
    added = add(client, passkey)
    assert added.status_code == 302
    return account, passkey


def test_a_passkey_is_added(ilze):
    account, _ = ilze
    kinds = Authenticator.objects.filter(user=account).values_list("type", flat=True)
    assert sorted(kinds) == ["recovery_codes", "webauthn"]


def test_it_signs_in_without_a_password_or_code(ilze):
    account, passkey = ilze
    client = SecureClient()
    assert sign_in_by(client, passkey)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(account.pk)


def test_another_key_is_refused(ilze):
    _, passkey = ilze
    client = SecureClient()
    answer = sign_in_by(client, Passkey(passkey.id, passkey.user))
    assert answer["Location"] == "/sign/login/"
    assert "_auth_user_id" not in client.session


def test_an_old_signature_is_refused(ilze):
    _, passkey = ilze
    client = SecureClient()
    challenge = client.get(LOGIN, headers={"Accept": "application/json"}).json()
    old = passkey.sign(challenge["request_options"]["publicKey"])
    client.get(LOGIN, headers={"Accept": "application/json"})
    client.post(LOGIN, {"credential": json.dumps(old)})
    assert "_auth_user_id" not in client.session


def test_a_passkey_is_asked_of_the_browser():
    client = SecureClient()
    sign_in(client, colleague())
    confirm(client)
    page = client.get(f"{FACTOR}webauthn/add/")
    options = page.context["js_data"]["creation_options"]["publicKey"]
    assert (options["rp"]["id"], options["user"]["name"]) == ("testserver", "ilze@vpd.test")


def test_signing_in_with_a_passkey_needs_no_email(client):
    options = client.get(LOGIN, headers={"Accept": "application/json"}).json()
    wanted = options["request_options"]["publicKey"]
    assert (wanted["rpId"], wanted["userVerification"]) == ("testserver", "required")


@pytest.mark.parametrize("script", ["mfa/js/webauthn-json.js", "mfa/js/webauthn.js"])
def test_the_scripts_of_passkeys_are_files(client, script):
    assert f'src="/static/{script}"' in client.get("/sign/login/").content.decode()
    with closing(client.get(f"/static/{script}")) as file:
        assert file.status_code == 200


def test_the_list_names_each_with_its_day(ilze):
    account, passkey = ilze
    client = SecureClient()
    sign_in_by(client, passkey)
    page = " ".join(client.get(f"{FACTOR}webauthn/").content.decode().split())
    key = Authenticator.objects.get(user=account, type="webauthn")
    assert f"Added {local(key.created_at)}. Last used {local(key.last_used_at)}." in page
    assert page.count("Work phone") == 1
