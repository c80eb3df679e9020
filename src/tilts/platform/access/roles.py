"""Who may do what: the one table, roles.yaml, read once and checked at start-up."""

from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from tilts.platform.parties.actors import Scope

from .capabilities import declared

TABLE = Path(__file__).parent / "roles.yaml"


@dataclass(frozen=True)
class Role:
    """A role: its names by language, the kinds of agency that have it, what it may do where."""

    code: str
    names: dict[str, str]
    agencies: tuple[str, ...]
    may: dict[str, Scope]

    def name_in(self, language: str) -> str:
        """Name in a language, else in English."""
        return self.names.get(language, self.names["en"])


@cache
def roles() -> dict[str, Role]:
    """All roles by code, in the table's order."""
    table = yaml.safe_load(TABLE.read_text())
    return {
        code: Role(
            code=code,
            names=row["names"],
            agencies=tuple(row["agencies"]),
            may={c: Scope(scope) for c, scope in {**table["everyone"], **row["may"]}.items()},
        )
        for code, row in table["roles"].items()
    }


def faults() -> list[str]:
    """What is wrong with the table: capabilities that no room declares, or that no role holds."""
    granted = {capability for role in roles().values() for capability in role.may}
    return disagreements(granted, declared().keys())


def disagreements(granted: Set[str], known: Set[str]) -> list[str]:
    """Faults between the capabilities that the table grants and those that rooms declare."""
    unknown = [f"roles.yaml grants {c}, which no room declares" for c in sorted(granted - known)]
    unused = [
        f"{c} is declared, but roles.yaml grants it to no role" for c in sorted(known - granted)
    ]
    return unknown + unused
