"""What other rooms add to gatherings, which knows neither people's names nor licences.

A room registers, when it starts, what forbids a gathering (`veto`), and what it knows of those who
take part (`know`): see casework/people/gathered.py.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tilts.platform.access.reasons import Reasons
from tilts.platform.organisation.sorting import folded


@dataclass(frozen=True, kw_only=True)
class Intent:
    """What somebody is about to do: "open", "schedule", "hold", "lead" or "enrol".

    `template` is always there, `series` unless it is being opened; `leaders` are parties who would
    lead, `party` is who would be enrolled, `day` the first day on which it would be so; to hold
    sessions, `days` has the day of each.
    """

    what: str
    template: Any
    series: Any = None
    leaders: Sequence[UUID] = ()
    party: UUID | None = None
    day: date
    days: Sequence[date] = ()


Veto = Callable[[Intent], Reasons]
_vetoes: list[Veto] = []


def veto(why_not: Veto) -> Veto:
    """Register what forbids a gathering: it is asked inside the act, and gives its reasons."""
    if why_not not in _vetoes:
        _vetoes.append(why_not)
    return why_not


def vetoes(intent: Intent) -> Reasons:
    """Every reason of every room against it."""
    return [reason for why_not in _vetoes for reason in why_not(intent)]


_apart: set[str] = set()


def keep_apart_from_groups(kind: str) -> str:
    """Register a kind of template whose sessions have pages in another room: no group lists them.

    They take everybody's time all the same, and stand in calendars and movements.
    """
    _apart.add(kind)
    return kind


def kinds_apart() -> list[str]:
    """The kinds that stand in no list of groups."""
    return sorted(_apart)


@dataclass(frozen=True)
class Shown:
    """A party as a list shows them: a name, words that tell namesakes apart, and their page."""

    name: str
    more: str = ""
    url: str = ""

    @property
    def in_order(self) -> str:
        """By what lists of people are sorted: the name without its marks, "Ābols" as "abols"."""
        return folded(self.name)


Parties = Iterable[UUID]


def _nothing(parties: Parties, day: date | None = None) -> dict[UUID, Any]:
    return {}


def _nobody(words: str, agency: str) -> list[UUID]:
    return []


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """What a room knows of parties, for any number of them at once.

    `names` of those whom the present scope shows; `records` gives every record of somebody, the
    merged ones too, with that which stands for them, whoever asks; `units` where somebody is kept
    on a day; `find` whom words may mean, of those whom the present scope shows, in an agency.
    """

    names: Callable[[Parties], Mapping[UUID, Shown]] = _nothing
    records: Callable[[Parties], Mapping[UUID, UUID]] = _nothing
    units: Callable[[Parties, date], Mapping[UUID, Any]] = _nothing
    find: Callable[[str, str], Sequence[UUID]] = _nobody


_knowledge: dict[str, Knowledge] = {}


def know(room: str, what: Knowledge) -> None:
    """Register what a room knows."""
    _knowledge[room] = what


def names_of(parties: Parties) -> dict[UUID, Shown]:
    """Names of parties of any kind; who is not visible, or unknown, is missing."""
    wanted, found = set(parties), dict[UUID, Shown]()
    for room in _knowledge.values() if wanted else ():
        found |= room.names(wanted)
    return found


def records_of(parties: Parties) -> dict[UUID, UUID]:
    """Every record of these parties, each with the record that stands for them; themselves too."""
    wanted = set(parties)
    found = {party: party for party in wanted}
    for room in _knowledge.values() if wanted else ():
        found |= room.records(wanted)
    return found


def units_of(parties: Parties, day: date) -> dict[UUID, Any]:
    """The units in which these parties are kept on a day; who is not kept is missing."""
    wanted, found = set(parties), dict[UUID, Any]()
    for room in _knowledge.values() if wanted else ():
        found |= room.units(wanted, day)
    return found


def found_by(words: str, agency: str) -> list[UUID]:
    """Whom words may mean: people in sight, staff of the agency, guests."""
    if not words.strip():
        return []
    return [party for room in _knowledge.values() for party in room.find(words, agency)]
