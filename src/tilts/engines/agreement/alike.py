"""Which questions two people answered alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Alike:
    """The names of what was compared, and of what differs, both in the order of the questions."""

    compared: tuple[str, ...]
    differing: tuple[str, ...]

    @property
    def same(self) -> int:
        """How many were answered alike."""
        return len(self.compared) - len(self.differing)

    @property
    def percent(self) -> int:
        """The same in per cent, rounded; 0 when nothing was compared."""
        return round(100 * self.same / len(self.compared)) if self.compared else 0


def alike(one: Mapping[str, Any], other: Mapping[str, Any], names: Iterable[str]) -> Alike:
    """Compare the answers to these names; what neither answered is left out."""
    compared = tuple(name for name in names if name in one or name in other)
    return Alike(compared, tuple(name for name in compared if one.get(name) != other.get(name)))
