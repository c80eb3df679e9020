"""Every combination of missing answers, computed in one go."""

from collections.abc import Iterable
from itertools import product
from math import prod

import polars as pl

from ..schema import Instrument
from .candidates import MOST, candidates
from .results import Answers, as_table
from .scorer import Scorer

Group = tuple[str, ...]  # items whose answers matter together, in the order of the form
Chosen = list[tuple[float | str, ...]]


def apart(groups: Iterable[Group]) -> list[Group]:
    """Groups of which no two share an item: those that did are one."""
    found: list[Group] = []
    for one in groups:
        touched = [group for group in found if not set(group).isdisjoint(one)]
        found = [group for group in found if group not in touched]
        found.append(tuple(dict.fromkeys(name for group in (*touched, one) for name in group)))
    return found


def tried(
    scorer: Scorer, given: Answers, groups: Iterable[Group]
) -> dict[Group, pl.DataFrame | None]:
    """The computation for every combination of the answers of each group.

    None for a group with more than 1,000, or whose answers cannot be listed.
    """
    chosen = {group: combinations(scorer.instrument, group) for group in groups}
    rows = [
        {**given, **dict(zip(group, one, strict=True))}
        for group, several in chosen.items()
        for one in several or ()
    ]
    whole, at = scorer.computed(as_table(rows, scorer)), 0
    found: dict[Group, pl.DataFrame | None] = {}
    for group, several in chosen.items():
        found[group] = None if several is None else whole.slice(at, len(several))
        at += len(several or ())
    return found


def combinations(instrument: Instrument, group: Group) -> Chosen | None:
    """Every combination of answers that can make a difference; None when there are too many."""
    lists = [candidates(instrument, instrument.items[name]) for name in group]
    known = [one for one in lists if one is not None]
    if len(known) < len(lists) or prod(map(len, known)) > MOST:
        return None
    return list(product(*known))
