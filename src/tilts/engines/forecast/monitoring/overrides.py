"""How often people decided otherwise than the score said, by unit and direction."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .alerts import Alert, Limits

LIMITS = Limits(look=0.25, suspend=0.5)
ENOUGH = 20  # decisions of a unit below which a share says nothing


@dataclass(frozen=True)
class Decided:
    """A decision: of which unit, the level that the score proposed, and the one decided on.

    Levels are places in their order, 0 for the lowest.
    """

    unit: str
    proposed: int
    decided: int


@dataclass(frozen=True)
class Overridden:
    """A unit: of how many decisions how many went higher and how many lower."""

    unit: str
    decisions: int
    higher: int
    lower: int

    @property
    def share(self) -> float:
        """Overrides of all decisions."""
        return (self.higher + self.lower) / self.decisions

    @property
    def alert(self) -> Alert | None:
        """None also where there are too few decisions to say anything."""
        if self.decisions < ENOUGH:
            return None
        way = (
            "up"
            if self.higher > self.lower
            else "down"
            if self.lower > self.higher
            else "both ways"
        )
        return LIMITS.alert("overrides", f"{self.unit}, {way}", self.share)


def overridden(decisions: Iterable[Decided]) -> tuple[Overridden, ...]:
    """Each unit that decided, by its name."""
    found: Counter[tuple[str, int]] = Counter()
    for one in decisions:
        way = (one.decided > one.proposed) - (one.decided < one.proposed)
        found[one.unit, way] += 1
    units = sorted({unit for unit, _ in found})
    return tuple(
        Overridden(
            unit, sum(found[unit, way] for way in (-1, 0, 1)), found[unit, 1], found[unit, -1]
        )
        for unit in units
    )
