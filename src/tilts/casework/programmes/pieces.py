"""What this room knows of a person for whoever writes about them."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from tilts.platform.design.display import local
from tilts.platform.parties.actors import Actor
from tilts.platform.record.recorded import reference
from tilts.platform.workflow.pieces import Piece, register_pieces

from .delivery.queries import participations_of
from .models import Participation

TOLD = ("on_programme", "completed", "withdrawn", "excluded")


def known(actor: Actor, records: Sequence[UUID]) -> list[Piece]:
    """The programmes that somebody is on or was on, and what came of each."""
    rows = participations_of(records)
    return [_piece(row) for row in rows if row.state in TOLD and row.started_on]


def _piece(row: Participation) -> Piece:
    told = {"programme": row.title, "state": row.state_title, "day": local(row.started_on)}
    return Piece(
        topic="history",
        row=reference(row),
        text=_("Programme “%(programme)s” since %(day)s: %(state)s.") % told,
        source=_("the register of programmes"),
        day=row.ended_on or row.started_on,
    )


register_pieces("programmes", 50, known)
