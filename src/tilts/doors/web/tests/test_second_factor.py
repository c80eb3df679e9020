"""Second factors with real codes."""

import hmac
import json
import struct
import time
from base64 import b32decode

import pytest
from allauth.mfa.models import Authenticator

from .people import PASSWORD, colleague, sign_in

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("tilts.doors.web.tests.urls"),
]
FACTOR = "/sign/second-factor/"


def code_of(secret: str, step: int = 0) -> str:
    """RFC 6238 with its usual 30 seconds, six digits and SHA-1; `step` periods from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + step)
    digest = hmac.digest(b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def confirm(client) -> None:
    """The password once more, without which no second factor is changed."""
    client.post("/sign/confirm/", {"password": PASSWORD})


def enrol(client) -> str:
    """Sign-in with an authenticator app, set up by who is signed in; returns its secret."""
    confirm(client)
    page = client.get(f"{FACTOR}totp/activate/")
    secret: str = page.context["form"].secret
    client.post(f"{FACTOR}totp/activate/", {"code": code_of(secret)})
    return secret


def test_a_real_code_sets_up_the_app_and_recovery_codes(client):
    account = colleague()
    sign_in(client, account)
    enrol(client)
    kinds = Authenticator.objects.filter(user=account).values_list("type", flat=True)
    assert sorted(kinds) == ["recovery_codes", "totp"]


def test_the_seed_is_not_readable_in_the_database(client):
    account = colleague()
    sign_in(client, account)
    secret = enrol(client)
    stored = Authenticator.objects.get(user=account, type="totp").data
    assert secret not in json.dumps(stored)


def test_a_password_then_wants_a_code(client):
    account = colleague()
    sign_in(client, account)
    secret = enrol(client)
    client.post("/sign/logout/")
    half_way = sign_in(client, account)
    assert half_way["Location"] == f"{FACTOR}authenticate/"
    assert "_auth_user_id" not in client.session
    wrong = client.post(f"{FACTOR}authenticate/", {"code": "000000"})
    assert wrong.context["form"].errors == {"code": ["Incorrect code."]}
    done = client.post(f"{FACTOR}authenticate/", {"code": code_of(secret, 1)})
    assert (done["Location"], client.session["_auth_user_id"]) == ("/", str(account.pk))


def test_a_code_works_once(client):
    account = colleague()
    sign_in(client, account)
    secret = enrol(client)
    code = code_of(secret, 1)
    for expected in [302, 200]:
        client.post("/sign/logout/")
        sign_in(client, account)
        assert client.post(f"{FACTOR}authenticate/", {"code": code}).status_code == expected


def test_a_recovery_code_stands_in_for_a_lost_phone(client):
    account = colleague()
    sign_in(client, account)
    enrol(client)
    codes = client.get(f"{FACTOR}recovery-codes/").context["unused_codes"]
    client.post("/sign/logout/")
    sign_in(client, account)
    done = client.post(f"{FACTOR}authenticate/", {"code": codes[0]})
    assert (done["Location"], client.session["_auth_user_id"]) == ("/", str(account.pk))
    confirm(client)
    assert client.get(f"{FACTOR}recovery-codes/").context["unused_codes"] == codes[1:]


def test_a_second_factor_is_not_changed_without_the_password_again(client):
    sign_in(client, colleague())
    asked = client.get(f"{FACTOR}totp/activate/")
    here = "%2Fsign%2Fsecond-factor%2Ftotp%2Factivate%2F"
    assert asked["Location"] == f"/sign/confirm/?next={here}"
