"""The printed table of who may do what says the same as the data it is printed from."""

import pytest

from tools.access import (
    SIGNED_OUT,
    access_table,
    holders,
    page,
    role_table,
    rows,
    shortest,
    written_out,
)

EVERYONE = frozenset(role_table()["roles"])


@pytest.mark.parametrize(
    ("who", "roles"),
    [
        ("everyone", EVERYONE),
        ("public", EVERYONE | {SIGNED_OUT}),
        ("nobody", frozenset()),
        (["clerk"], {"clerk"}),
        (["clerk", "inspector"], {"clerk", "inspector"}),
        (["nobody", "clerk"], {"clerk"}),
    ],
)
def test_a_row_written_out(who, roles):
    assert written_out(who) == roles


@pytest.mark.parametrize("group", list(access_table()["groups"]))
def test_a_group_is_its_roles_and_back(group):
    roles = written_out(group)
    assert roles <= EVERYONE
    assert written_out(shortest(roles).strip("[]").split(", ")) == roles


def test_some_roles_are_named_in_the_order_of_the_table():
    first, *_, last = role_table()["roles"]
    assert shortest([last, first]) == f"[{first}, {last}]"


def test_what_everyone_may_do_every_role_holds():
    assert [holders(capability) for capability in role_table()["everyone"]] == [
        list(role_table()["roles"])
    ] * len(role_table()["everyone"])


def test_who_holds_a_capability():
    told = {code for code, role in role_table()["roles"].items() if "people.merge" in role["may"]}
    assert set(holders("people.merge")) == told
    assert holders("people.fly") == []


def test_each_route_and_each_role_has_its_line():
    lines = page().splitlines()
    for part in ("pages", "api"):
        routes = [f"| `{route}` |" for route in rows(part)]
        assert [
            route for route in routes if not any(line.startswith(route) for line in lines)
        ] == []
    names = [role["names"]["en"] for role in role_table()["roles"].values()]
    assert [name for name in names if not any(x.startswith(f"| {name} | ") for x in lines)] == []


def test_the_public_is_named_only_where_nobody_need_sign_in():
    told = {line.split("`")[1] for line in page().splitlines() if line.endswith("| the public |")}
    entered = {**rows("pages"), **rows("api")}
    assert told == {route for route, who in entered.items() if SIGNED_OUT in who}
