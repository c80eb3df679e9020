"""Who may enter where: access.yaml against every door, as every role."""

from collections.abc import Callable

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from tests.routes import Route, operations, pages
from tilts.doors.api.tests.callers import BACKEND, system
from tilts.platform.access.roles import roles
from tilts.platform.organisation.actions import open_account
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE
from tools import access

FILE = "src/tilts/doors/access.yaml"
PARTS = {"pages": pages, "api": operations}
PLACES = {"prison": "riga", "probation": "jelgava"}
PASSWORD = "slow-river-under-the-bridge"
WHO = [*access.role_table()["roles"], access.SIGNED_OUT]


@pytest.fixture
def house(db: None, pages_as_served: None) -> House:
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


def wrong(part: str, who: str, door: Callable[[], Client], headers: dict[str, str]) -> list[str]:
    """Doors that do otherwise than the table says; `door` gives a browser for each of them."""
    rows = access.rows(part)
    known = [route for route in PARTS[part]() if route.name in rows]
    return [
        f"{route.name} lets {who} in" if entered else f"{route.name} does not let {who} in"
        for route in known
        if (entered := route.entered_by(door(), headers)) != (who in rows[route.name])
    ]


def place(role: str) -> str:
    """A unit in which the role is held."""
    return PLACES[roles()[role].agencies[0]]


def signed_in(house: House, role: str) -> Callable[[], Client]:
    """A browser in which one person with that role is signed in, again if need be, or nobody."""
    if role == access.SIGNED_OUT:
        return Client
    staff = house.member(role, place(role))
    account = open_account(by=SERVICE, staff=staff, password=PASSWORD)
    client = Client()

    def again() -> Client:
        if SESSION_KEY not in client.session:
            client.force_login(account, backend=BACKEND)
        return client

    return again


@pytest.mark.parametrize("role", WHO)
def test_pages_let_in_who_the_table_says(house: House, role: str):
    found = wrong("pages", role, signed_in(house, role), {})
    assert found == [], "\n".join(["", *found])


@pytest.mark.parametrize("role", WHO)
def test_the_api_lets_in_whom_the_table_says(house: House, role: str):
    known = role != access.SIGNED_OUT
    headers = system(house, role, place(role)).headers if known else {}
    found = wrong("api", role, Client, headers)
    assert found == [], "\n".join(["", *found])


def test_the_page_is_as_printed():
    assert access.PAGE.read_text() == access.page(), "run: python -m tools.access"
