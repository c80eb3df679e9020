"""How often the outcome was seen at each level: what a level means for people here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.engines.forecast.shares import wilson
from tilts.engines.instruments.schema.quantities import Band
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.forms.catalogue import known

from ..levels import bands, level_of

WRITTEN = re.compile(r"\s*(\d{1,10})\s+\S{1,20}\s+(\d{1,10})\s*")


@dataclass(frozen=True)
class Counted:
    """A level, how many people had it, and how many of them the outcome."""

    level: str
    people: int
    events: int

    @property
    def rate(self) -> float:
        """The share with the outcome."""
        return self.events / self.people

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share (Wilson)."""
        return wilson(self.events, self.people)


def levels_of(instrument: str, version: str) -> tuple[Band, ...]:
    """The levels of an instrument, the lowest first; none where it has no level."""
    of = known().get((instrument, version))
    return bands(level_of(of)) if of and of.level else ()


def read_counted(level: str, text: str) -> Counted | None:
    """How many of how many, as people write it: `31 of 412`; None for no such."""
    found = WRITTEN.fullmatch(text)
    return Counted(level, int(found[2]), int(found[1])) if found else None


def why_not_counted(
    counted: Sequence[Counted], levels: Sequence[Band], people: int, events: int
) -> Reasons:
    """Why the counts of the levels cannot be: an unknown one, more events than people, a sum."""
    if not counted:
        return []
    titles = {one.id: one.label.to(get_language() or "en") for one in levels}
    order = list(titles)
    said = [one.level for one in counted]
    if not set(said) <= set(order) or said != sorted(set(said), key=order.index):
        text = _("Its levels are: %(levels)s. Count each once, the lowest first.")
        return [Reason("unknown-level", text % {"levels": ", ".join(order) or "–"})]
    text = _("%(level)s: of nobody, or more with the outcome than people. Check it.")
    odd = [one for one in counted if not 0 <= one.events <= one.people or not one.people]
    if odd:
        return [Reason("odd-level", text % {"level": titles[one.level]}) for one in odd]
    return _why_not_sums(counted, people, events)


def _why_not_sums(counted: Sequence[Counted], people: int, events: int) -> Reasons:
    found = sum(one.people for one in counted), sum(one.events for one in counted)
    if found == (people, events):
        return []
    text = _(
        "The levels together count %(found)s people and %(with)s with the outcome, the validation "
        "%(people)s and %(events)s. Check them."
    )
    told = {"found": found[0], "with": found[1], "people": people, "events": events}
    return [Reason("levels-do-not-add-up", text % told)]
