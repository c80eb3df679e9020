"""A write happens once, however often it is sent."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from tilts.casework.people.models import OtherName, Person
from tilts.doors.api.models import IdempotentRequest
from tilts.doors.api.once import forget_old_requests
from tilts.doors.api.tests.callers import Caller, person, reasons, system, told
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.tests.flushing import flushable_record

__all__ = ["flushable_record"]

NAME = {"kind": "alias", "family": "Putns", "since": "2026-01-01"}
WHO = {"family": "Kalna", "category": "suspect", "anyway": True}


def names() -> list[str]:
    with seen_by(SERVICE):
        return list(OtherName.objects.values_list("family", flat=True))


def test_the_same_again_is_answered_and_not_done(house, clerk):
    address = f"/people/{person(house, 'Ozols').pk}/names"
    first = clerk.post(address, NAME, key="one")
    acts = Act.objects.count()
    again = clerk.post(address, NAME, key="one")
    assert (told(again), again["Content-Type"]) == (told(first), first["Content-Type"])
    assert again["Idempotency-Replayed"] == "true"
    assert not first.has_header("Idempotency-Replayed")
    assert (names(), Act.objects.count()) == (["Putns"], acts)


def test_another_key_is_another_write(house, clerk):
    address = f"/people/{person(house, 'Ozols').pk}/names"
    first, second = clerk.post(address, NAME, key="one"), clerk.post(address, NAME, key="two")
    assert first.json() != second.json()
    assert names() == ["Putns", "Putns"]


def test_a_key_that_was_used_for_something_else(house, clerk):
    one, other = person(house, "Ozols"), person(house, "Liepa")
    clerk.post(f"/people/{one.pk}/names", NAME, key="one")
    for address, body in [
        (f"/people/{one.pk}/names", {**NAME, "family": "Zvirbulis"}),
        (f"/people/{other.pk}/names", NAME),
    ]:
        assert reasons(clerk.post(address, body, key="one")) == (422, ["idempotency-key-used"])
    assert names() == ["Putns"]


def test_keys_of_two_clients_are_two(house, clerk):
    address = f"/people/{person(house, 'Ozols').pk}/names"
    clerk.post(address, NAME, key="one")
    assert system(house, "clerk").post(address, NAME, key="one").status_code == 201
    assert names() == ["Putns", "Putns"]


def test_what_was_not_done_may_be_tried_again(house, clerk):
    address = f"/people/{person(house, 'Ozols').pk}/names"
    assert reasons(clerk.post(address, {}, key="one")) == (422, ["fields"])
    assert clerk.post(address, NAME, key="one").status_code == 201


@pytest.mark.parametrize("key", ["", "a b", "ā", "k" * 201])
def test_a_key_is_wanted(exchange, key):
    headers = {**exchange.headers, **({"Idempotency-Key": key} if key else {})}
    answer = exchange.client.post(
        "/api/v1/people", "{}", content_type="application/json", headers=headers
    )
    assert reasons(answer) == (400, ["idempotency-key"])


def test_after_two_days_a_key_is_new(house, clerk):
    address = f"/people/{person(house, 'Ozols').pk}/names"
    clerk.post(address, NAME, key="one")
    IdempotentRequest.objects.update(made_at=timezone.now() - timedelta(hours=49))
    assert clerk.post(address, NAME, key="one").status_code == 201
    assert (names(), IdempotentRequest.objects.count()) == (["Putns", "Putns"], 1)


def test_old_requests_are_forgotten(house, clerk):
    address = f"/people/{person(house, 'Ozols').pk}/names"
    clerk.post(address, NAME, key="one")
    IdempotentRequest.objects.update(made_at=timezone.now() - timedelta(hours=49))
    clerk.post(address, NAME, key="two")
    assert [forget_old_requests(), forget_old_requests()] == [1, 0]
    assert IdempotentRequest.objects.count() == 1


def test_what_is_kept_says_nothing(house, clerk):
    body = {**WHO, "unit": str(house.units["riga"].pk)}
    made = clerk.post("/people", body, key="Kalna").json()
    row = json.dumps(IdempotentRequest.objects.values().get(), default=repr)
    assert [word for word in ("Kalna", made["id"]) if word in row] == []


@pytest.fixture
def committed_house(flushable_record: None) -> House:
    return build_house()


def test_two_at_once_are_one(committed_house: House):
    house = committed_house
    callers = [system(house, "data_exchange")]
    callers += [Caller(type(callers[0].client)(), callers[0].headers) for _ in range(3)]
    body = {**WHO, "unit": str(house.units["riga"].pk)}

    def ask(caller: Caller) -> tuple[int, object]:
        try:
            return told(caller.post("/people", body, key="at-once"))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, callers))
    with seen_by(SERVICE):
        made = Person.objects.get()
    assert answers == [(201, {"id": str(made.pk), "version": 1})] * 4
