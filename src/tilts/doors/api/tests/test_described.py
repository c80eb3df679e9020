"""The API does what its OpenAPI description says, whatever is sent: tried by schemathesis."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from ninja import Schema
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tilts.doors.api.description import unguarded
from tilts.doors.api.service import api
from tilts.doors.api.tests.callers import Caller, system
from tilts.doors.api.tests.sentences import sentenced
from tilts.doors.web.wsgi import application

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
ROLES = ("data_exchange", "clerk", "inspector", "training_officer")


@pytest.fixture
def open_connections(db: None) -> Iterator[None]:
    """Requests leave the test's connections open, as they do with Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(params=[ROLES], ids=["each role"])  # a test without any would not say its operation
def callers(request: pytest.FixtureRequest, house: Any, open_connections: None) -> list[Caller]:
    """A system with each of the roles."""
    return [system(house, role) for role in request.param]


@pytest.fixture
def there(house: Any) -> dict[str, str]:
    """Ids of somebody whom every system may see, by the names that addresses give them."""
    measure = sentenced(house)
    ids = {"person_id": measure.person_id, "proceeding_id": measure.proceeding_id}
    return {name: str(pk) for name, pk in {**ids, "measure_id": measure.pk}.items()}


@schema.parametrize()
@settings(
    max_examples=6,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_sent_is_answered_as_described(
    case: Any, callers: list[Caller], there: dict[str, str]
) -> None:
    case.path_parameters |= {name: pk for name, pk in there.items() if name in case.path_parameters}
    for caller in callers:
        case.call_and_validate(headers=caller.headers, checks=CHECKS)


def test_every_operation_says_who_may():
    assert unguarded(api) == []


def test_no_two_rooms_call_what_they_say_the_same():
    """Of two schemas of one name, the description would silently keep one."""
    named = Counter(schema.__name__ for schema in schemas(Schema) if "tilts" in schema.__module__)
    assert [name for name, times in named.items() if times > 1] == []


def schemas(above: type[Schema]) -> Iterator[type[Schema]]:
    """Every schema below one, each once."""
    for schema in above.__subclasses__():
        yield schema
        yield from schemas(schema)


def test_the_description_is_openapi_3_1_with_its_security():
    document = Client().get(reverse("api:openapi-json")).json()
    assert document["openapi"] == "3.1.0"
    told = document["paths"]["/api/v1/people"]["post"]
    assert (told["operationId"], told["x-capability"]) == ("people_register", "people.register")
    assert told["security"] == [{"token": []}, {"session": []}]
    assert sorted(told["responses"]) == [
        *("201", "400", "401", "403", "404", "409", "413", "422", "429")
    ]
    names = {parameter["name"]: parameter["required"] for parameter in told["parameters"]}
    assert names == {"Tilts-Purpose": False, "Idempotency-Key": True}


def test_the_page_of_the_description_comes_from_here(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    page = Client().get("/api/docs")
    text = page.content.decode()
    sources = [part.split('"')[0] for part in text.replace("href=", "src=").split('src="')[1:]]
    assert page.status_code == 200
    assert [source for source in sources if not source.startswith("/static/")] == [
        "/api/v1/openapi.json"
    ]
    assert "/api/v1/openapi.json" in text
