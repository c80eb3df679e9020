"""What can be done at all. Rooms declare their capabilities in rules.py; roles.yaml grants them."""

from dataclasses import dataclass

from .reasons import Text


@dataclass(frozen=True)
class Capability:
    """Something a role may do: "<room>.<verb>". `in_break_glass`: also with the glass broken."""

    code: str
    title: Text
    in_break_glass: bool = False


_declared: dict[str, Capability] = {}


def declare(code: str, title: Text, *, in_break_glass: bool = False) -> str:
    """Declare a capability once, at import of a room's rules. Returns its code."""
    _declared[code] = Capability(code, title, in_break_glass)
    return code


def declared() -> dict[str, Capability]:
    """All capabilities by code, in alphabetical order."""
    return dict(sorted(_declared.items()))
