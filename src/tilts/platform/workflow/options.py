"""What can happen to a case now, and why something cannot."""

from dataclasses import dataclass

from tilts.platform.access.reasons import Reasons
from tilts.platform.parties.actors import Actor

from .machines import moves_from
from .models import Matter
from .moves import Move


@dataclass(frozen=True)
class Option:
    """A move out of the present state. Without `reasons` it can be made now.

    `by_itself` marks what the service does, never offered on a page; at most one is `suggested`.
    """

    code: str
    move: Move
    reasons: Reasons
    suggested: bool = False

    @property
    def by_itself(self) -> bool:
        """True for what happens by itself and is not offered."""
        return self.move.is_system

    @property
    def possible(self) -> bool:
        """True when nothing stands in the way."""
        return not self.reasons


def options(case: Matter, by: Actor) -> list[Option]:
    """Every move out of the present state, in the order declared."""
    moves = moves_from(case.machine, case.state)
    reasons = {code: move.why_not(case, by) for code, move in moves.items()}
    likely = next((c for c, m in moves.items() if m.likely and not reasons[c]), None)
    return [Option(code, move, reasons[code], code == likely) for code, move in moves.items()]


def offered(case: Matter, by: Actor) -> list[Option]:
    """The options that a page may offer."""
    return [option for option in options(case, by) if not option.by_itself]
