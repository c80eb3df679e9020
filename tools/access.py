"""`docs/access.md`: who may do what, printed from roles.yaml and access.yaml.

    python -m tools.access

The tables are data, so this needs no database; a test fails when the page is not as printed.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import yaml

from tools import ROOT

ROLES = ROOT / "src/tilts/platform/access/roles.yaml"
TABLE = ROOT / "src/tilts/doors/access.yaml"
PAGE = ROOT / "docs" / "access.md"
SIGNED_OUT = "signed out"  # stands beside the roles: whoever has not signed in

Rows = dict[str, frozenset[str]]


@cache
def role_table() -> dict[str, Any]:
    """roles.yaml as it is written."""
    table: dict[str, Any] = yaml.safe_load(ROLES.read_text())
    return table


@cache
def access_table() -> dict[str, Any]:
    """access.yaml as it is written."""
    table: dict[str, Any] = yaml.safe_load(TABLE.read_text())
    return table


def rows(part: str) -> Rows:
    """`pages` or `api`: route → the roles that may enter, groups written out."""
    return {name: written_out(who) for name, who in access_table()[part].items()}


def written_out(who: Iterable[str]) -> frozenset[str]:
    """Roles of a row; `everyone` is every role, `public` also who is signed out."""
    named = [who] if isinstance(who, str) else who
    return frozenset(role for name in named for role in _group(name))


def _group(name: str) -> Iterable[str]:
    everyone = list(role_table()["roles"])
    groups: dict[str, list[str]] = {
        "everyone": everyone,
        "public": [*everyone, SIGNED_OUT],
        "nobody": [],
    }
    groups |= access_table()["groups"]
    return groups.get(name, [name])


def holders(capability: str) -> list[str]:
    """Roles that hold a capability, in the order of roles.yaml."""
    table = role_table()
    everyone = capability in table["everyone"]
    return [code for code, role in table["roles"].items() if everyone or capability in role["may"]]


def shortest(roles: Iterable[str]) -> str:
    """Roles as a row of access.yaml says them: a group if it is one, else by name."""
    wanted = frozenset(roles)
    names: list[str] = ["public", "everyone", *access_table()["groups"]]
    for name in names:
        if wanted == written_out([name]):
            return name
    return f"[{', '.join(code for code in role_table()['roles'] if code in wanted)}]"


def page() -> str:
    """The page."""
    names: dict[str, str] = {
        code: role["names"]["en"] for code, role in role_table()["roles"].items()
    }
    lines = [
        "# Who may do what",
        "",
        "Printed by `python -m tools.access` from `src/tilts/platform/access/roles.yaml` and",
        "`src/tilts/doors/access.yaml`. Every row below is tried out by a test, as every role.",
        "",
        "## Roles",
        "",
        *_role_sections(names),
        *_routes("Pages", "pages", names),
        *_routes("API operations", "api", names),
    ]
    return "\n".join(lines)


def _role_sections(names: dict[str, str]) -> Iterable[str]:
    everyone = [f"{capability} ({reach})" for capability, reach in role_table()["everyone"].items()]
    yield f"Everyone: {', '.join(everyone)}."
    yield ""
    yield from ("| Role | Agencies | May, and how far |", "|---|---|---|")
    for code, role in role_table()["roles"].items():
        may = ", ".join(f"{capability} ({reach})" for capability, reach in role["may"].items())
        yield f"| {names[code]} | {', '.join(role['agencies'])} | {may or '–'} |"
    yield ""


def _routes(title: str, part: str, names: dict[str, str]) -> Iterable[str]:
    yield from (f"## {title}", "", "| Name | Who may enter |", "|---|---|")
    for route, who in rows(part).items():
        yield f"| `{route}` | {_in_words(who, names)} |"
    yield ""


def _in_words(who: frozenset[str], names: dict[str, str]) -> str:
    if SIGNED_OUT in who:
        return "the public"
    if len(who) == len(names):
        return "everyone who is signed in"
    return ", ".join(name for code, name in names.items() if code in who) or "nobody"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page())
