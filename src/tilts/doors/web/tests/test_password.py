"""Signing in with a password, and the shutting after too many tries."""

import pytest

from .people import PASSWORD, colleague, sign_in

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("tilts.doors.web.tests.urls"),
]


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def test_the_right_password_signs_in(client):
    account = colleague()
    answer = sign_in(client, account)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in_as(client) == str(account.pk)


def test_a_wrong_password_is_shown_again_with_its_reason(client):
    answer = sign_in(client, colleague(), "wrong")
    reason = "The email address and/or password you specified are not correct."
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == [reason]
    assert signed_in_as(client) is None


def test_an_account_that_is_shut_does_not_sign_in(client):
    account = colleague()
    account.is_active = False
    account.save()
    sign_in(client, account)
    assert signed_in_as(client) is None


def test_five_wrong_passwords_shut_the_account_even_for_the_right_one(client):
    account = colleague()
    answers = [sign_in(client, account, "wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    shut = sign_in(client, account)
    assert shut.status_code == 429
    assert shut.context["minutes"] == 15
    assert signed_in_as(client) is None


def test_an_email_in_capitals_is_the_same_account_to_the_lock(client):
    account = colleague()
    for name in [account.email, account.email.upper()] * 2:
        client.post("/sign/login/", {"login": name, "password": "wrong"})
    assert sign_in(client, account, "wrong").status_code == 429


def test_a_lock_leaves_colleagues_alone(client):
    locked, other = colleague("ilze"), colleague("janis")
    for _ in range(5):
        sign_in(client, locked, "wrong")
    assert sign_in(client, other).status_code == 302


def test_signing_out_wants_a_post(client):
    account = colleague()
    sign_in(client, account)
    client.get("/sign/logout/")
    assert signed_in_as(client) == str(account.pk)
    client.post("/sign/logout/")
    assert signed_in_as(client) is None


def test_nobody_signs_up(client):
    for answer in [
        client.get("/sign/signup/"),
        client.post("/sign/signup/", {"email": "a@b.test", "password1": PASSWORD}),
    ]:
        assert answer.templates[0].name == "account/signup_closed.html"


@pytest.mark.parametrize("path", ["email/", "3rdparty/", "password/code/"])
def test_nobody_changes_their_own_address(client, path):
    sign_in(client, colleague())
    assert client.get(f"/sign/{path}").status_code == 404


def test_a_password_is_reset_by_mail(client, mailoutbox):
    account = colleague()
    client.post("/sign/password/reset/", {"email": account.email})
    assert [mail.to for mail in mailoutbox] == [[account.email]]
    link = next(word for word in mailoutbox[0].body.split() if "/sign/password/" in word)
    page = client.get(link, follow=True)
    again = "another-river-another-bridge"
    done = client.post(page.request["PATH_INFO"], {"password1": again, "password2": again})
    assert done["Location"] == "/sign/password/reset/done/"
    assert sign_in(client, account, again).status_code == 302


def test_strangers_get_no_mail(client, mailoutbox):
    answer = client.post("/sign/password/reset/", {"email": "nobody@else.test"})
    assert answer["Location"] == "/sign/password/reset/sent/"
    assert [mail.to for mail in mailoutbox] == []


def test_a_changed_password_is_told_by_mail(client, mailoutbox):
    account = colleague()
    sign_in(client, account)
    again = "another-river-another-bridge"
    fields = {"oldpassword": PASSWORD, "password1": again, "password2": again}
    client.post("/sign/password/change/", fields)
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([account.email], "[testserver] Password Changed")
    ]
    client.post("/sign/logout/")
    assert sign_in(client, account, again).status_code == 302
