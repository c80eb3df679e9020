"""Who might take whom: a proposal that balances what weighs, with its reasons. People decide.

The heaviest are given first, each to whoever is least full afterwards; among those whose week
still has room, who speaks the person's language comes first. Nobody gets somebody from whose case
they are barred, and nobody who carries nothing that day gets anybody.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")
LANGUAGE, ROOM, LEAST, FULL_WEEK = "language", "room", "least_full", "over_full"
NOBODY = "nobody"


@dataclass(frozen=True)
class Whom(Generic[Key]):
    """Somebody who is to be given: their weight in points, and the languages they speak."""

    key: Key
    points: int
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Who(Generic[Key]):
    """Somebody who may be given people: what weighs on them already, and what they can carry."""

    key: Key
    points: int
    available: int
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Proposed(Generic[Key]):
    """To whom somebody might go, None to nobody, and the codes of the reasons."""

    to: Key | None
    reasons: tuple[str, ...]


def propose(
    people: Iterable[Whom[Key]],
    officers: Collection[Who[Key]],
    barred: Collection[tuple[Key, Key]] = (),
) -> dict[Key, Proposed[Key]]:
    """For each of the people an officer; `barred` are pairs of officer and person."""
    loads = {one.key: one.points for one in officers}
    found: dict[Key, Proposed[Key]] = {}
    for whom in sorted(people, key=lambda one: -one.points):
        able = [one for one in officers if one.available > 0 and (one.key, whom.key) not in barred]
        if not able:
            found[whom.key] = Proposed(None, (NOBODY,))
            continue
        best = min(able, key=lambda one: _rank(one, whom, loads[one.key]))
        found[whom.key] = Proposed(best.key, _reasons(best, whom, able, loads))
        loads[best.key] += whom.points
    return found


def _fits(one: Who[Key], whom: Whom[Key], load: int) -> bool:
    return load + whom.points <= one.available


def _rank(one: Who[Key], whom: Whom[Key], load: int) -> tuple[bool, bool, float]:
    fits = _fits(one, whom, load)
    speaks = not whom.languages.isdisjoint(one.languages)
    return (not fits, not (fits and speaks), (load + whom.points) / one.available)


def _reasons(
    best: Who[Key], whom: Whom[Key], able: Collection[Who[Key]], loads: dict[Key, int]
) -> tuple[str, ...]:
    """What speaks for the one proposed."""
    after = {one.key: (loads[one.key] + whom.points) / one.available for one in able}
    found = {
        LANGUAGE: not whom.languages.isdisjoint(best.languages),
        ROOM: _fits(best, whom, loads[best.key]),
        LEAST: after[best.key] == min(after.values()),
        FULL_WEEK: not _fits(best, whom, loads[best.key]),
    }
    return tuple(code for code, holds in found.items() if holds)
