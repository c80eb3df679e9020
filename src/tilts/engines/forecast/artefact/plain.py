"""Models as plain dictionaries of numbers, words and arrays, and back: none of our types."""

from dataclasses import asdict
from typing import Any, Protocol, runtime_checkable

import numpy as np

from ..additive import Additive, Pair
from ..binning import Bins
from ..learning import Fitted
from ..models.indicators import Indicator
from ..models.scorecard import Rule, Scorecard

Plain = dict[str, Any]


@runtime_checkable
class _Boosted(Protocol):
    name: str
    bins: tuple[Bins, ...]
    text: str


def plain(model: Fitted) -> Plain:
    """What a model consists of. Raises TypeError for a model of another kind."""
    if isinstance(model, Additive):
        return {"kind": "additive"} | _additive(model)
    if isinstance(model, Scorecard):
        return {"kind": "scorecard"} | _scorecard(model)
    if isinstance(model, _Boosted):
        return {"kind": "boosted"} | _boosted(model)
    raise TypeError(f"no way to keep a {type(model).__name__}")


def model(found: Plain) -> Fitted:
    """The model again. Raises KeyError, TypeError or ValueError when the parts are no model."""
    bins = tuple(_bins(one) for one in found["bins"])
    if found["kind"] == "additive":
        return _from_tables(found, bins)
    if found["kind"] == "scorecard":
        rules = tuple(_rule(rule) for rule in found["rules"])
        return Scorecard(found["name"], found["intercept"], found["scale"], bins, rules)
    if found["kind"] == "boosted":
        # Only now: a glass box is scored without loading the yardstick's library.
        from ..models.yardstick import Boosted

        return Boosted(found["name"], bins, found["text"])
    raise ValueError(f"unknown kind {found['kind']}")


def _from_tables(found: Plain, bins: tuple[Bins, ...]) -> Additive:
    pairs = tuple(Pair(one["first"], one["second"], one["table"]) for one in found["pairs"])
    tables = tuple(np.asarray(table, dtype=np.float64) for table in found["tables"])
    return Additive(found["name"], found["intercept"], bins, tables, pairs)


def _rule(found: Plain) -> Rule:
    return Rule(Indicator(**found["question"]), found["points"], found["words"])


def _bins(found: Plain) -> Bins:
    return Bins(**found | {"cuts": tuple(found["cuts"]), "levels": tuple(found["levels"])})


def _kept(bins: tuple[Bins, ...]) -> list[Plain]:
    return [asdict(one) | {"cuts": list(one.cuts), "levels": list(one.levels)} for one in bins]


def _additive(kept: Additive) -> Plain:
    return {
        "name": kept.name,
        "intercept": kept.intercept,
        "bins": _kept(kept.bins),
        "tables": list(kept.tables),
        "pairs": [
            {"first": pair.first, "second": pair.second, "table": pair.table} for pair in kept.pairs
        ],
    }


def _scorecard(kept: Scorecard) -> Plain:
    return {
        "name": kept.name,
        "intercept": kept.intercept,
        "scale": kept.scale,
        "bins": _kept(kept.bins),
        "rules": [asdict(rule) for rule in kept.rules],
    }


def _boosted(kept: _Boosted) -> Plain:
    return {"name": kept.name, "bins": _kept(kept.bins), "text": kept.text}
