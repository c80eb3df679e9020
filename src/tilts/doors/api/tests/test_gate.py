"""The gate: who is let in, limits, and problems for whatever is not an operation."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from tilts.doors.api.gate import LARGEST
from tilts.doors.api.limits import PerActor
from tilts.doors.api.tests.callers import Caller, admitted, browser, person, reasons, told
from tilts.platform.organisation.actions import revoke_client
from tilts.platform.organisation.models import ApiClient
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act


def with_token(token: str) -> Caller:
    return Caller(Client(), {"Authorization": token})


def test_nobody_is_asked_for_a_token(db):
    answer = Caller(Client()).get("/people")
    text = "Send a token that is valid, or sign in."
    assert told(answer) == (
        401,
        {
            "title": "Unauthorized",
            "status": 401,
            "reasons": [{"code": "signed-out", "text": text}],
        },
    )
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("token", ["Bearer nonsense", "Bearer", "Basic QTpC", "", "Bearer é"])
def test_a_token_that_is_none(db, token):
    assert reasons(with_token(token).get("/me")) == (401, ["signed-out"])


def test_a_token_opens_until_the_day_it_expires(house):
    client, token = admitted(house)
    caller = with_token(f"bearer {token}")
    assert caller.get("/me").status_code == 200
    expire(client, timezone.localdate() + timedelta(days=1))
    assert caller.get("/me").status_code == 200
    expire(client, timezone.localdate())
    assert reasons(caller.get("/me")) == (401, ["signed-out"])


def expire(client: ApiClient, day: date) -> None:
    client.expires = day
    with act("test.expire", by=SERVICE):
        client.save()


def test_a_revoked_token_opens_nothing_at_once(house):
    client, token = admitted(house)
    caller = with_token(f"Bearer {token}")
    revoke_client(by=SERVICE, client=client)
    assert reasons(caller.get("/me")) == (401, ["signed-out"])


def test_a_bad_token_is_not_made_good_by_a_session(house):
    caller = browser(house.member("clerk"))
    assert caller.get("/me").status_code == 200
    assert reasons(caller.get("/me", Authorization="Bearer x")) == (401, ["signed-out"])


def test_a_browser_sends_its_csrf_token_with_a_write(house):
    caller = browser(house.member("clerk"), checks=True)
    found = person(house, "Ozols")
    apart = f"/people/{found.pk}/apart"
    assert caller.get("/me").status_code == 200
    assert reasons(caller.post(apart, {})) == (403, ["csrf"])
    caller.client.cookies["csrftoken"] = token = "a" * 32
    assert reasons(caller.post(apart, {}, **{"X-CSRFToken": token})) == (422, ["fields"])


def test_a_system_needs_no_csrf_token(house):
    _, token = admitted(house, "clerk")
    headers = {"Authorization": f"Bearer {token}"}
    caller = Caller(Client(enforce_csrf_checks=True), headers)
    assert reasons(caller.post("/people", {})) == (422, ["fields"])


@pytest.mark.parametrize("path", ["/", "/nothing", "/people/", "/people/1/2/3", "/people/x"])
def test_an_address_that_is_none(exchange, path):
    text = "There is nothing here, or nothing that you may see."
    reason = [{"code": "not-there", "text": text}]
    problem = {"title": "Not Found", "status": 404, "reasons": reason}
    assert told(exchange.get(path)) == (404, problem)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "head"])
def test_a_method_that_is_none(exchange, method):
    answer = getattr(exchange.client, method)("/api/v1/people", headers=exchange.headers)
    assert answer.status_code == 405
    assert sorted(answer["Allow"].split(", ")) == ["GET", "POST"]
    assert answer["Content-Type"] == "application/problem+json"


def test_a_body_that_is_no_json(exchange):
    assert reasons(exchange.post("/people", '{"family": ')) == (400, ["unreadable"])


def test_a_body_that_is_too_large(exchange):
    assert reasons(exchange.post("/people", "x" * (LARGEST + 1))) == (413, ["too-large"])


def test_a_character_that_postgresql_does_not_know(exchange):
    assert reasons(exchange.get("/people/search", {"q": "a\0b"})) == (400, ["unreadable"])
    body = {"family": "a\0b", "category": "suspect", "unit": str(exchange.party)}
    answer = exchange.post("/people", body)
    errors = {error["field"]: error["text"] for error in answer.json()["errors"]}
    assert errors["body.family"] == "Null characters are not allowed."


def test_too_many_requests(house):
    request: Any = RequestFactory().get("/")
    request.actor = house.actor("clerk")
    limit = PerActor("2/d")
    assert [limit.allow_request(request) for _ in range(3)] == [True, True, False]
    request.actor = house.actor("clerk")
    assert limit.allow_request(request)


def test_reasons_come_in_the_language_of_the_reader(exchange):
    answer = exchange.get("/nothing", **{"Accept-Language": "lv"})
    assert answer["Content-Language"] == "lv"


def test_what_was_sent_is_not_repeated(exchange):
    body = {"family": "Zebiekste", "birth_date": "Zebiekste", "Zebiekste": 1}
    answer = exchange.post("/people", {**body, "category": "Zebiekste"})
    assert answer.content.decode().count("Zebiekste") == 1  # the name of a field that is none
