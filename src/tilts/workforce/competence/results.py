"""What ratings give: how far two observers agree, what the agreed answers come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tilts.engines.agreement import alike, icc, weighted_kappa
from tilts.engines.instruments import Instrument, score_one
from tilts.engines.instruments.schema.items import Item, Number, Scale
from tilts.platform.forms.answering import values_in
from tilts.platform.forms.catalogue import scorer
from tilts.platform.forms.models import Sheet

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Agreement:
    """How far two observers agree: the questions they rated, those that differ, kappa and ICC.

    Kappa is of the scales, weighted by steps; the ICC is of what was counted, or, where nothing
    is, of the scales too. None where too little was rated to say.
    """

    compared: int
    same: int
    percent: int
    differing: tuple[Item, ...]
    kappa: float | None
    icc: float | None


def rated(of: Instrument) -> list[Item]:
    """The questions that observers rate or count; words are not compared."""
    return [item for item in of.items.values() if isinstance(item, Scale | Number)]


def agreement(of: Instrument, one: Sheet, other: Sheet) -> Agreement:
    """Compare what two observers answered."""
    first, second = values_in(one.answers), values_in(other.answers)
    found = alike(first, second, [item.id for item in rated(of)])
    counted = _pairs(of, first, second, Number)
    scales = _pairs(of, first, second, Scale)
    return Agreement(
        compared=len(found.compared),
        same=found.same,
        percent=found.percent,
        differing=tuple(of.items[name] for name in found.differing),
        kappa=weighted_kappa(scales, steps(of)),
        icc=icc(counted or scales),
    )


def pairs(of: Instrument, one: Sheet, other: Sheet) -> list[tuple[int, int]]:
    """What two observers gave on each scale, where both did."""
    return _pairs(of, values_in(one.answers), values_in(other.answers), Scale)


def steps(of: Instrument) -> range:
    """Every number of the instrument's scales, in order."""
    scales = [item for item in of.items.values() if isinstance(item, Scale)]
    return range(min(s.minimum for s in scales), max(s.maximum for s in scales) + 1)


def _pairs(
    of: Instrument, one: Values, other: Values, kind: type[Scale] | type[Number]
) -> list[tuple[int, int]]:
    names = [item.id for item in of.items.values() if isinstance(item, kind)]
    both = [(one.get(name), other.get(name)) for name in names]
    return [(a, b) for a, b in both if a is not None and b is not None]


def settled(of: Instrument, one: Sheet, other: Sheet, chosen: Values) -> dict[str, Any]:
    """The answers that stand: what both gave, and where they differ what was chosen."""
    first, second = values_in(one.answers), values_in(other.answers)
    names = [item.id for item in rated(of)]
    differing = alike(first, second, names).differing
    both = {name: chosen.get(name) if name in differing else first.get(name) for name in names}
    return {name: value for name, value in both.items() if value is not None}


def computed(of: Instrument, answers: Values) -> dict[str, dict[str, Any]]:
    """Value and band of every score that the answers give."""
    found = score_one(scorer(of), dict(answers)).results
    return {
        name: {"value": one.value, "band": one.band or ""}
        for name, one in found.items()
        if one.value is not None
    }


def to_develop(of: Instrument, results: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The scores in the lowest of their ranges, in the order of the instrument."""
    return [
        score.id
        for score in of.scores
        if score.bands and results.get(score.id, {}).get("band") == score.bands[0].id
    ]
