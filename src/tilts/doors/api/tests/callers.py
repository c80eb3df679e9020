"""Systems that call the API, and fictional people they ask about."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tilts.casework.people.actions import Code, Identity, register_person
from tilts.casework.people.models import Person
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import admit_client, open_account
from tilts.platform.organisation.models import Account, ApiClient, Staff
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BORN = date(1985, 3, 7)
V1 = "/api/v1"


@dataclass
class Caller:
    """Somebody who calls the API: a system with a token, or a browser that is signed in."""

    client: Client
    headers: dict[str, str] = field(default_factory=dict)
    party: Any = None
    keys: Any = field(default_factory=count)

    def get(self, path: str, query: Any = None, **headers: Any) -> Any:
        """GET an address below /api/v1."""
        return self.client.get(V1 + path, query or {}, headers={**self.headers, **headers})

    def post(self, path: str, body: Any, key: str = "", **headers: str) -> Any:
        """POST as JSON, with a new idempotency key unless one is given."""
        sent = {"Idempotency-Key": key or f"key-{next(self.keys)}", **self.headers, **headers}
        said = body if isinstance(body, str) else json.dumps(body)
        return self.client.post(V1 + path, said, content_type="application/json", headers=sent)


def admitted(
    house: House, role: str = "data_exchange", unit: str = "riga"
) -> tuple[ApiClient, str]:
    """A client with a role in a unit, and its token."""
    place = house.units[unit]
    return admit_client(
        by=SERVICE,
        agency=place.agency,
        name=f"{role} of {unit}",
        role=role,
        unit=place,
        expires=timezone.localdate() + timedelta(days=30),
    )


def system(house: House, role: str = "data_exchange", unit: str = "riga") -> Caller:
    """A system with a role in a unit."""
    client, token = admitted(house, role, unit)
    return Caller(Client(), {"Authorization": f"Bearer {token}"}, client.pk)


def browser(staff: Staff, *, checks: bool = False) -> Caller:
    """A browser in which a member of staff is signed in; `checks` for CSRF."""
    account = Account.objects.filter(staff=staff).first()
    client = Client(enforce_csrf_checks=checks)
    client.force_login(account or open_account(by=SERVICE, staff=staff), backend=BACKEND)
    return Caller(client, party=staff.pk)


def person(
    house: House, family: str, given: str = "", unit: str = "riga", *codes: Code, **who: Any
) -> Person:
    """Somebody registered in a unit."""
    told = {"birth_date": BORN, "category": "convicted", **who}
    identity = Identity(family=family, given=given, **told)
    with seen_by(SERVICE):
        return register_person(by=SERVICE, unit=house.units[unit], who=identity, codes=codes)


def told(response: HttpResponse) -> tuple[int, Any]:
    """Status and JSON of an answer."""
    return response.status_code, json.loads(response.content)


def reasons(response: HttpResponse) -> tuple[int, list[str]]:
    """Status and codes of the reasons of a problem; fails when it is none."""
    assert response["Content-Type"] == "application/problem+json", response.content
    body = json.loads(response.content)
    assert body["status"] == response.status_code
    return response.status_code, [reason["code"] for reason in body["reasons"]]
