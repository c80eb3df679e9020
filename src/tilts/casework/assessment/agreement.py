"""How far two assessors of the same person agree."""

from dataclasses import dataclass

from tilts.engines.agreement import alike
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
    same: int
    percent: int
    differing: tuple[Item, ...]
    first_level: str | None
    second_level: str | None

    @property
    def same_level(self) -> bool:
        """True when both come to one level."""
        return self.first_level is not None and self.first_level == self.second_level


def agreement(assessment: Assessment, second: SecondScoring) -> Agreement:
    """Compare the answers of both, “not known” included."""
    of = assessment.definition
    one, other = values_in(assessment.answered.answers), values_in(second.sheet.answers)
    asked = [name for name, item in of.items.items() if not item.known and item.type != "text"]
    found = alike(one, other, asked)
    deciding = level_of(of).id
    return Agreement(
        compared=len(found.compared),
        same=found.same,
        percent=found.percent,
        differing=tuple(of.items[name] for name in found.differing),
        first_level=scored(assessment.answered).results[deciding].band,
        second_level=scored(second.sheet).results[deciding].band,
    )
