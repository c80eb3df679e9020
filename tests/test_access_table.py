"""Who may enter where: access.yaml against every door, as every role."""

from typing import Any

import pytest
from django.test import Client

from tests.routes import Route, operations, pages
from tilts.doors.api.tests.callers import browser, system
from tilts.platform.access.roles import roles
from tilts.platform.organisation.tests.house import House, build_house
from tools import access

FILE = "src/tilts/doors/access.yaml"
PARTS = {"pages": pages, "api": operations}
PLACES = {"prison": "riga", "probation": "jelgava"}
WHO = [*access.role_table()["roles"], access.SIGNED_OUT]


@pytest.fixture
def house(db: None) -> House:
    return build_house()


def suggested(route: Route) -> str:
    """The row that a new route wants: who holds the capability that its door names."""
    who = access.shortest(access.holders(route.capability)) if route.capability else "public"
    return f"  {route.name}: {who}"


@pytest.mark.parametrize("part", PARTS)
def test_every_route_has_its_row(part):
    routes, rows = PARTS[part](), access.rows(part)
    missing = [suggested(route) for route in routes if route.name not in rows]
    assert missing == [], f"\nadd to {part} in {FILE}, if that is who may:\n" + "\n".join(missing)
    names = {route.name for route in routes}
    gone = [name for name in rows if name not in names]
    assert gone == [], f"\nno such route; take out of {part} in {FILE}: {', '.join(gone)}"


def test_rows_name_roles():
    named = {role for part in PARTS for who in access.rows(part).values() for role in who}
    assert named - set(WHO) == set()


def entered(routes: list[Route], client: Client, headers: dict[str, str]) -> set[str]:
    return {route.name for route in routes if route.entered_by(client, headers)}


def said(part: str, who: str) -> set[str]:
    return {name for name, roles in access.rows(part).items() if who in roles}


@pytest.mark.parametrize("role", WHO)
def test_pages_let_in_who_the_table_says(house: House, role: str):
    client = knocking(house, role)
    assert entered(pages(), client, {}) == said("pages", role)


def knocking(house: House, role: str) -> Client:
    """A browser in which somebody with that role is signed in, or nobody."""
    if role == access.SIGNED_OUT:
        return Client()
    return browser(house.member(role, PLACES[roles()[role].agencies[0]])).client


@pytest.mark.parametrize("role", WHO)
def test_the_api_lets_in_whom_the_table_says(house: House, role: str):
    headers: dict[str, Any] = {}
    if role != access.SIGNED_OUT:
        headers = system(house, role, PLACES[roles()[role].agencies[0]]).headers
    assert entered(operations(), Client(), headers) == said("api", role)


def test_the_page_is_as_printed():
    assert access.PAGE.read_text() == access.page(), "run: python -m tools.access"
