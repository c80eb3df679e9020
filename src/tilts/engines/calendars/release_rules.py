"""What part of a term must be served before release: rules with their validity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor


class Rounding(StrEnum):
    """What becomes of a broken day of a required part."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class ReleaseRule:
    """What part of a term must be served, while the rule is in force.

    Either `fraction` of a term, or `years` of life. `monitored_months` is how many months earlier
    release with electronic monitoring is possible, None where the law knows none. `valid_to` is
    the last day on which the rule holds. `confirmed` tells whether the agency confirmed the rule;
    it is shown in the working. Raises ValueError for a rule that says both or neither, or a
    number that makes no sense.
    """

    release_class: str
    valid_from: date
    valid_to: date | None = None
    fraction: Fraction | None = None
    years: int | None = None
    monitored_months: int | None = None
    rounding: Rounding = Rounding.UP
    confirmed: bool = False

    def __post_init__(self) -> None:
        if (self.fraction is None) == (self.years is None):
            raise ValueError(f"{self.release_class}: give a fraction or years, one of them.")
        if self.fraction is not None and not 0 < self.fraction <= 1:
            raise ValueError(f"{self.release_class}: a fraction lies above 0 and up to 1.")
        if self.years is not None and self.years < 1:
            raise ValueError(f"{self.release_class}: of life at least one year is served.")
        if self.monitored_months is not None and self.monitored_months < 0:
            raise ValueError(f"{self.release_class}: monitored_months may not be negative.")

    def holds(self, day: date) -> bool:
        """Whether the rule is in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def part_of(self, days: int) -> int:
        """Days to be served of a term of so many days; ValueError for a rule for life."""
        if self.fraction is None:
            raise ValueError(f"{self.release_class} is a rule for life.")
        whole = ceil if self.rounding == Rounding.UP else floor
        return whole(self.fraction * days)


def in_force(rules: Sequence[ReleaseRule], release_class: str, on: date) -> ReleaseRule | None:
    """The rule for a class on a day, or None; ValueError when several hold at once."""
    held = [r for r in rules if r.release_class == release_class and r.holds(on)]
    if len(held) > 1:
        raise ValueError(f"{len(held)} rules hold for {release_class} on {on}.")
    return held[0] if held else None
