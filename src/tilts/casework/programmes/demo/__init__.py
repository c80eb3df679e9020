"""Fictional programmes: licences of the past years, one that lapsed, and applications under way."""

from tilts.platform.organisation.demo import Batch, register_maker
from tilts.platform.parties.actors import SERVICE

from ..actions import warn_of_ends
from ..queries import licences as licences_on
from . import learnt  # noqa: F401 - importing it registers its maker
from .applications import make_applications
from .away import make_absences
from .groups import groups_of
from .licences import make_licences
from .members import crowd_of, fill, units_by_people
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


def make_delivery(batch: Batch) -> None:
    """Once, with the first batch: groups of two years, who took part, and who waits."""
    if "delivery" in batch.made:
        return
    batch.made["delivery"] = True
    crowd = crowd_of(batch)
    for board in batch.made["programmes"]:
        held = licences_on(board.agency.country, batch.today)
        until = {code: case.valid_to for code, case in held.items() if case.valid_to}
        units = units_by_people(board.agency, crowd)
        if units:
            groups = groups_of(board.agency, units, batch.today, until)
            fill(crowd, groups, batch.today)
            make_absences(crowd, groups, batch.today)


register_maker("programmes", 60, make_programmes)
register_maker("programmes-delivery", 70, make_delivery)
