"""What rooms show on the page of a person, registered here and composed by the doors.

A room's panels.py registers panels, tabs, lanes of the path picture, what happens next, and short
texts for the header that stands on every page about somebody. Each
provider answers for many people at once: (actor, person ids) → what it has, by person.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from tilts.platform.access.reasons import Text
from tilts.platform.design.path import Point, Span
from tilts.platform.parties.actors import Actor

T = TypeVar("T")
ASIDE = 60
Provider = Callable[[Actor, Sequence[UUID]], Mapping[UUID, T]]


@dataclass(frozen=True)
class Panel(Generic[T]):
    """Something shown of a person: its title, where it stands, whence it comes, how it looks."""

    code: str
    title: Text
    order: int
    provider: Provider[T]
    template: str = ""


@dataclass(frozen=True)
class Tab:
    """A page of a person: the name of its URL, which takes the person's id.

    Pages from the order `ASIDE` on are looked at more rarely, and stand under *More*.
    """

    code: str
    title: Text
    order: int
    url_name: str
    capability: str

    @property
    def is_aside(self) -> bool:
        """Whether it stands under *More*."""
        return self.order >= ASIDE


@dataclass(frozen=True)
class Next:
    """Something that happens next: what, when, and the page where it is done."""

    text: str
    when: date | None = None
    url: str = ""
    tone: str = "neutral"


@dataclass(frozen=True)
class Urgent:
    """What can be begun in one press from every page about somebody: a POST of one choice.

    `url` takes it under `name`; `choices` are (value, title).
    """

    url: str
    name: str
    choices: Sequence[tuple[str, str]]


class Registry(Generic[T]):
    """What the rooms registered of one sort, in order."""

    def __init__(self) -> None:
        self._panels: dict[str, Panel[T]] = {}

    def register(
        self, code: str, title: Text, order: int, provider: Provider[T], template: str = ""
    ) -> None:
        """Add what a room shows; the order decides where."""
        self._panels[code] = Panel(code, title, order, provider, template)

    def gather(
        self, actor: Actor, people: Iterable[UUID]
    ) -> list[tuple[Panel[T], Mapping[UUID, T]]]:
        """Each panel with what it has, by person; one call of each provider."""
        wanted = list(people)
        inorder = sorted(self._panels.values(), key=lambda panel: (panel.order, panel.code))
        return [(panel, panel.provider(actor, wanted)) for panel in inorder]


panels: Registry[Any] = Registry()
lanes: Registry[Sequence[Span | Point]] = Registry()
upcoming: Registry[Sequence[Next]] = Registry()
headlines: Registry[str] = Registry()
register_panel, register_lane, register_next = panels.register, lanes.register, upcoming.register
register_headline = headlines.register

_tabs: dict[str, Tab] = {}


def register_tab(code: str, title: Text, order: int, url_name: str, capability: str) -> None:
    """Add a page of a person, for those who hold the capability."""
    _tabs[code] = Tab(code, title, order, url_name, capability)


def tabs(actor: Actor) -> list[Tab]:
    """The tabs that an actor may open, in order."""
    mine = [
        tab for tab in _tabs.values() if actor.is_service or tab.capability in actor.capabilities
    ]
    return sorted(mine, key=lambda tab: (tab.order, tab.code))


Urging = Callable[[Actor, UUID], Urgent | None]
_urging: list[Urging] = []


def register_urgent(provider: Urging) -> None:
    """Add something to the header of every page about somebody; it asks no query."""
    _urging.append(provider)


def urgent(actor: Actor, person: UUID) -> list[Urgent]:
    """What an actor can begin at once about somebody."""
    return [found for provider in _urging if (found := provider(actor, person)) and found.choices]
