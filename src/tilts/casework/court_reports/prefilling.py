"""What the record knows for each section, and what of it was taken and has changed since."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from tilts.casework.people.queries import records_of
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.pieces import Piece, pieces

from .models import Report


@dataclass(frozen=True)
class Offered:
    """A piece of the record for a section; `taken` when it stands there already."""

    piece: Piece
    taken: bool


def known_for(actor: Actor, case: Report) -> dict[str, list[Piece]]:
    """Every piece that the rooms know of the person, by section."""
    found: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces(actor, records_of(case.person)):
        found[piece.topic].append(piece)
    return found


def offered(known: list[Piece], rows: list[Any]) -> list[Offered]:
    """The pieces of a section, each with whether it was taken."""
    taken = {row.source_row for row in rows if row.text}
    return [Offered(piece, piece.row in taken) for piece in known]


def stale(known: list[Piece], row: Any) -> Piece | bool | None:
    """How the record stands now where it changed since a paragraph was taken from it.

    The piece as it is now, None when it is gone, False when nothing changed.
    """
    if not row.source_row:
        return False
    now = next((piece for piece in known if piece.row == row.source_row), None)
    return False if now and now.text == row.taken else now
