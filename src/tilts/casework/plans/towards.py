"""What other rooms do towards goals: they register it, and the page of the plan shows it.

    register_toward("programmes", shown)

A provider takes the actor and goals and answers by the goals' lines; its queries do not grow.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from tilts.platform.access.reasons import Text
from tilts.platform.parties.actors import Actor

from .models import Goal


@dataclass(frozen=True)
class Toward:
    """A line below a goal: what is done towards it, or with `offer` what could be done there."""

    text: Text
    url: str
    note: str = ""
    badge: str = ""
    tone: str = "neutral"
    offer: bool = False


Provider = Callable[[Actor, Sequence[Goal]], Mapping[UUID, Sequence[Toward]]]
_providers: dict[str, Provider] = {}


def register_toward(room: str, provider: Provider) -> None:
    """Add what a room does towards goals."""
    _providers[room] = provider


def towards(actor: Actor, goals: Sequence[Goal]) -> dict[UUID, list[Toward]]:
    """What every room does towards each of these goals, by their lines."""
    found: dict[UUID, list[Toward]] = {goal.line: [] for goal in goals}
    for provider in _providers.values() if found else ():
        for line, rows in provider(actor, goals).items():
            found[line] += rows
    return found
