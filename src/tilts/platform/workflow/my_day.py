"""My day: what each room has for somebody today, gathered for one page.

    register_section("alerts", title=_("Alerts"), order=10, provider=alerts_of)

A provider takes the actor and answers with a fixed number of queries, however many rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tilts.platform.access.reasons import Text
from tilts.platform.parties.actors import Actor


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line. The page adds the name of the `person`, for all rows at once.

    `when` is the day or moment it stands under, `tone` one of the kit's, `url` where it is done,
    `more` is for the section's own template.
    """

    text: str
    person: UUID | None = None
    when: date | datetime | None = None
    note: str = ""
    url: str = ""
    tone: str = "neutral"
    more: dict[str, Any] = field(default_factory=dict)


class Told(Sequence[Row]):
    """Rows that are made when they are shown: of a long list the page shows the first only."""

    def __init__(self, found: Sequence[Any], tell: Callable[[Any], Row]) -> None:
        self.found, self._tell = found, tell

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, at: Any) -> Any:
        wanted = self.found[at]
        return self._tell(wanted) if isinstance(at, int) else [self._tell(one) for one in wanted]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)


Provider = Callable[[Actor], Sequence[Row]]
Summary = Callable[[Sequence[Row]], str]


@dataclass(frozen=True)
class Section:
    """A part of the page, for who holds the capability `needs`.

    An own `template` replaces the usual list; `summary` says the rows in a few words, for the head.
    One that is `rare` stands there only when it has something. Of many rows the `first`
    are shown, and all when one asks for them.
    """

    code: str
    title: Text
    order: int
    provider: Provider
    template: str = ""
    needs: str = ""
    summary: Summary | None = None
    rare: bool = False
    first: int = 8


_sections: dict[str, Section] = {}


def register_section(
    code: str,
    *,
    title: Text,
    order: int,
    provider: Provider,
    template: str = "",
    needs: str = "",
    summary: Summary | None = None,
    rare: bool = False,
    first: int = 8,
) -> None:
    """Add a section; the order decides where."""
    _sections[code] = Section(code, title, order, provider, template, needs, summary, rare, first)


def my_day(actor: Actor) -> list[tuple[Section, Sequence[Row]]]:
    """Every section that concerns the actor, in its order, with its rows; no rare one is empty."""
    theirs = [s for s in _sections.values() if not s.needs or s.needs in actor.capabilities]
    inorder = sorted(theirs, key=lambda section: (section.order, section.code))
    found = [(section, section.provider(actor)) for section in inorder]
    return [(section, rows) for section, rows in found if rows or not section.rare]


def people_in(day: Sequence[tuple[Section, Sequence[Row]]]) -> set[UUID]:
    """Everybody named in the rows, to fetch their names at once."""
    return {row.person for _, rows in day for row in rows if row.person}
