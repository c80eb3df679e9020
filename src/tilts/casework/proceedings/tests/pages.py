"""Reading and sending the pages of the room as somebody signed in."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tilts.platform.access.purposes import ASKED
from tilts.platform.organisation.actions import NewStaff, appoint, give_role, open_account
from tilts.platform.parties.actors import SERVICE

from .world import OPENED

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(unit, role: str) -> Client:
    who = NewStaff(given="Anna", family="Ozola", email=f"{role}.{unit.code}@example.org")
    staff = appoint(by=SERVICE, agency=unit.agency, who=who)
    give_role(by=SERVICE, staff=staff, role=role, since=OPENED)
    client = Client()
    client.force_login(open_account(by=SERVICE, staff=staff), backend=BACKEND)
    return client


def looks_at(client: Client, person) -> None:
    """Say once in this session why one looks."""
    url = reverse("access:purpose", args=[person.pk])
    client.post(url, {"purpose": next(iter(ASKED)), "reason": "", "next": "/"})


def page(client: Client, name: str, *args: Any, status: int = 200, **query: Any) -> str:
    response = client.get(reverse(f"proceedings:{name}", args=args), query)
    assert response.status_code == status
    return response.content.decode()


def send(client: Client, name: str, *args: Any, **said: Any) -> tuple[int, str]:
    url = reverse(f"proceedings:{name}", args=args)
    response = client.post(url, {"sent": "1", **said})
    return response.status_code, response.content.decode()
