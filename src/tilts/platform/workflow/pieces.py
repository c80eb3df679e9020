"""What the record knows of a person, piece by piece, for whoever writes about them.

A room's pieces.py registers a provider: (actor, the person's records) → its pieces. Rooms that
write reports read them here instead of other rooms' models, and keep of each the row it came from.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tilts.jurisdictions.schema import Topic
from tilts.platform.parties.actors import Actor


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A fact of the record, or a judgement somebody made: about what, from which row, of which day.

    `row` is the reference of its source and the same as long as that stands; `source` says it in
    words.
    """

    topic: Topic
    row: str
    text: str
    source: str
    day: date | None = None
    is_fact: bool = True


Provider = Callable[[Actor, Sequence[UUID]], Sequence[Piece]]
_registered: dict[str, tuple[int, Provider]] = {}


def register_pieces(code: str, order: int, provider: Provider) -> None:
    """Add what a room knows; the order decides where it stands in a section."""
    _registered[code] = (order, provider)


def pieces(actor: Actor, records: Sequence[UUID]) -> list[Piece]:
    """Everything that the rooms know of one person with these records, in their order."""
    inorder = sorted(_registered.items(), key=lambda item: (item[1][0], item[0]))
    return [piece for _code, (_order, give) in inorder for piece in give(actor, records)]
