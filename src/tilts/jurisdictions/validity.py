"""Which version of a dated entry holds on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """An entry of a catalogue: its code, and the first and last day on which it holds."""

    @property
    def code(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


class NoSuchVersion(LookupError):
    """No version of an entry, or more than one, holds on the day asked for."""


def holds(item: Dated, on: date) -> bool:
    """Whether the entry holds on that day; both ends are included."""
    return item.valid_from <= on and (item.valid_to is None or on <= item.valid_to)


def valid(items: Iterable[D], *, on: date) -> tuple[D, ...]:
    """All entries that hold on that day, in their order."""
    return tuple(item for item in items if holds(item, on))


def select(items: Iterable[D], code: str, *, on: date) -> D:
    """The version of `code` that holds on the day; NoSuchVersion if none or several do."""
    versions = [item for item in items if item.code == code and holds(item, on)]
    if len(versions) != 1:
        found = f"{len(versions)} versions hold" if versions else "no version holds"
        raise NoSuchVersion(f"{code!r}: {found} on {on}.")
    return versions[0]


def overlap(one: Dated, other: Dated) -> bool:
    """Whether there is a day on which both hold."""
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (
        one.valid_to or date.max
    )
