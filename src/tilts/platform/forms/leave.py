"""What else must hold before an instrument is in use; rooms that know register it."""

from collections.abc import Callable

from tilts.engines.instruments import Instrument
from tilts.platform.access.reasons import Reasons
from tilts.platform.parties.actors import Actor

from .models import Level

Leave = Callable[[str, Instrument], Reasons]
_leaves: dict[str, Leave] = {}


def register_leave(code: str, leave: Leave) -> None:
    """Let a room say why an agency, by its code, may not use an instrument yet."""
    _leaves[code] = leave


def why_not_in_use(by: Actor, agency: str, of: Instrument, level: str) -> Reasons:
    """Why an instrument may not be put to use; on trial, where it decides nothing, it may be.

    Who sets up the service is not asked.
    """
    if by.is_service or level != Level.USE:
        return []
    return [reason for leave in _leaves.values() for reason in leave(agency, of)]
