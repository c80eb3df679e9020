"""Every answer says that only our own files may run."""

import re

import pytest

from .people import PASSWORD, colleague, sign_in

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("tilts.doors.web.tests.urls"),
]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
INLINE = re.compile(r"<script(?![^>]*(?: src=| type=\"application/json\"))|<style| style=| on\w+=")
OPEN_PAGES = ["/sign/login/", "/sign/password/reset/", "/sign/signup/", "/nowhere/"]
OWN_PAGES = [
    "/sign/logout/",
    "/sign/password/change/",
    "/sign/confirm/",
    "/sign/second-factor/",
    "/sign/second-factor/totp/activate/",
    "/sign/second-factor/webauthn/",
    "/sign/second-factor/webauthn/add/",
]


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_pages_for_anybody(client, path):
    answer = client.get(path)
    assert answer["Content-Security-Policy"] == POLICY
    assert INLINE.findall(answer.content.decode()) == []


@pytest.mark.parametrize("path", OWN_PAGES)
def test_pages_of_who_is_signed_in(client, path):
    sign_in(client, colleague())
    client.post("/sign/confirm/", {"password": PASSWORD})
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Security-Policy"] == POLICY
    assert INLINE.findall(answer.content.decode()) == []


def test_inline_code_would_be_found():
    bad = ["<script>x</script>", '<p style="a">', "<style>", '<a onclick="x">']
    good = ['<script src="a.js">', '<script id="d" type="application/json">']
    assert [bool(INLINE.search(text)) for text in [*bad, *good]] == [True] * 4 + [False] * 2
