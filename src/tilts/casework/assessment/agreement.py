"""How far two assessors of the same person agree."""

from dataclasses import dataclass

from tilts.engines.instruments.schema.items import Item
from tilts.platform.forms.answering import values_in
from tilts.platform.forms.results import scored

from .levels import level_of
from .models import Assessment, SecondScoring


@dataclass(frozen=True)
class Agreement:
    """Of the questions that score, how many were answered alike; which were not; both levels.

    Words are not compared, nor what the record filled in.
    """

    compared: int
    differing: tuple[Item, ...]
    first_level: str | None
    second_level: str | None

    @property
    def same(self) -> int:
        """How many questions were answered alike."""
        return self.compared - len(self.differing)

    @property
    def percent(self) -> int:
        """The same in per cent, rounded; 0 when nothing was compared."""
        return round(100 * self.same / self.compared) if self.compared else 0

    @property
    def same_level(self) -> bool:
        """True when both come to one level."""
        return self.first_level is not None and self.first_level == self.second_level


def agreement(assessment: Assessment, second: SecondScoring) -> Agreement:
    """Compare the answers of both, “not known” included."""
    of = assessment.definition
    one, other = values_in(assessment.answered.answers), values_in(second.sheet.answers)
    asked = [item for item in of.items.values() if item.known is None and item.type != "text"]
    compared = [item for item in asked if item.id in one or item.id in other]
    deciding = level_of(of).id
    return Agreement(
        compared=len(compared),
        differing=tuple(item for item in compared if one.get(item.id) != other.get(item.id)),
        first_level=scored(assessment.answered).results[deciding].band,
        second_level=scored(second.sheet).results[deciding].band,
    )
