"""Fictional programmes: licences of the past years, one that lapsed, and applications under way."""

from tilts.platform.organisation.demo import Batch, register_maker
from tilts.platform.parties.actors import SERVICE

from ..actions import warn_of_ends
from . import learnt  # noqa: F401 - importing it registers its maker
from .applications import make_applications
from .licences import make_licences
from .people import Board, boards, use_form


def make_programmes(batch: Batch) -> None:
    """Once, with the first batch: what is nobody's does not come with people."""
    if "programmes" in batch.made:
        return
    found: list[Board] = boards(batch.today)
    batch.made["programmes"] = found
    for board in found:
        use_form(board, batch.today)
        make_licences(board, batch.today)
        make_applications(board)
    warn_of_ends(by=SERVICE, day=batch.today)


register_maker("programmes", 60, make_programmes)
