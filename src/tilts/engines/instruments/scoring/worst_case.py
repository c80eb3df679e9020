"""What scores can still become while answers are missing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from ..formulas import names
from ..graph import grouping, inputs, items_behind, of_term, path_from_sum
from ..schema import Item, Quantity, Score, Term
from . import answers
from .candidates import MOST
from .columns import band, factor, norm
from .quantities import Computed, standing, terms
from .results import Answers, Value, as_table
from .scorer import Scorer
from .trying import Group, apart, tried

EXACT = 9  # places to which sums of points are told apart


@dataclass(frozen=True)
class Outlook:
    """Every value and band that a score can get, whatever the missing answers are.

    In order of value; without what the instrument refuses.
    """

    values: tuple[Value, ...]
    bands: tuple[str, ...]


def outlook(scorer: Scorer, given: Answers) -> dict[str, Outlook | None]:
    """For each score that waits for answers, what it can become; None where one cannot say.

    The terms of a sum that wait for the same answers are computed for every combination of these,
    up to 1,000, and so is a score that is no sum; from there sums are exact. Beyond that, and where
    a given answer is faulty, one cannot say.
    """
    computed = scorer.computed(as_table([given], scorer))
    unanswered = _those(scorer, computed, answers.unanswered)
    awaited = _those(scorer, computed, answers.awaited)
    faulty = _those(scorer, computed, answers.faulty)
    waiting = []
    for score in scorer.instrument.scores:
        needed = scorer.definition.needs[score.id]
        if not unanswered.isdisjoint(needed):
            missing = tuple(name for name in needed if name in awaited)
            waiting.append(Waiting(scorer, score, missing, computed))
    sound = [one for one in waiting if faulty.isdisjoint(scorer.definition.needs[one.score.id])]
    tables = tried(scorer, given, {group for one in sound for group in one.groups})
    return {one.score.id: one.seen(tables) if one in sound else None for one in waiting}


def _those(
    scorer: Scorer, computed: pl.DataFrame, which: Callable[[Item], pl.Expr]
) -> frozenset[str]:
    """The needed items of which something holds in a row."""
    items = [scorer.definition.items[name] for name in scorer.definition.needed]
    held = computed.with_columns(which(item).alias(item.id) for item in items).row(0, named=True)
    return frozenset(item.id for item in items if held[item.id])


@dataclass(frozen=True, eq=False)
class Waiting:
    """A score that waits for the missing answers, in a computed row."""

    scorer: Scorer
    score: Score
    missing: Group
    computed: pl.DataFrame

    def seen(self, tables: dict[Group, pl.DataFrame | None]) -> Outlook | None:
        """The values and bands that the score can get, from the combinations of its groups."""
        own = [table for group in self.groups if (table := tables[group]) is not None]
        if len(own) < len(self.groups):
            return None
        table = own[0] if len(own) == 1 else self._sums(own)
        return None if table is None else self._outlook(table)

    def _outlook(self, table: pl.DataFrame) -> Outlook:
        found = table.filter(pl.col(self.score.id).is_not_null()).sort(self.score.id)
        values = found.select(self.scorer.shown(self.score.id)).to_series()
        name = band(self.score.id)
        bands = found[name].drop_nulls().unique(maintain_order=True) if name in found else ()
        return Outlook(tuple(values.unique(maintain_order=True)), tuple(bands))

    @cached_property
    def groups(self) -> list[Group]:
        """Missing answers that matter together; the groups matter only through their sum."""
        lacking = [lacking for _, lacking in self._waiting if lacking]
        return apart(lacking) if self._separable else [self.missing]

    @cached_property
    def _path(self) -> list[Quantity]:
        """From the sum behind the score to the score."""
        return path_from_sum(self.scorer.instrument, self.score)

    @cached_property
    def _separable(self) -> bool:
        """Whether the missing answers matter only through the terms of the sum."""
        if not self._path or self._path[0].maximum_missing:
            return False
        before = {quantity.id for quantity in self._path}
        asked = {name for q in self._path for name in grouping(q)}
        asked |= {name for q in self._path[1:] for name in inputs(q)} - before
        asked |= {name for one in self.scorer.instrument.refusals for name in names(one.when)}
        return not self._waits_for(asked)

    @cached_property
    def _waiting(self) -> list[tuple[Term, Group]]:
        """The terms of the sum, each with the missing answers that it needs."""
        behind = terms(self.scorer.instrument, self.score)
        return [(term, self._waits_for(of_term(term))) for term in behind]

    def _waits_for(self, asked: Iterable[str]) -> Group:
        """Which missing answers some names need."""
        behind = items_behind(self.scorer.instrument, asked)
        return tuple(name for name in self.missing if name in behind)

    def _sums(self, tables: Sequence[pl.DataFrame]) -> pl.DataFrame | None:
        """The computation for every sum that the terms can make."""
        totals = {0.0}
        for parts in self._parts(tables):
            totals = {round(total + part, EXACT) for total in totals for part in parts}
            if not parts or len(totals) > MOST:
                return None
        later = self._path[1:]
        gone = {q.id for q in self._path} | {band(self.score.id), norm(self.score.id)}
        frame = self.computed.drop(gone, strict=False).join(self._first(totals), how="cross")
        for quantity in later:
            made = Computed(self.scorer.instrument, quantity, self.scorer.definition.names)
            frame = frame.with_columns(made.value)
        return frame.with_columns(standing(self.score))

    def _first(self, totals: set[float]) -> pl.DataFrame:
        """The sum behind the score as it is computed: rounded, and without what is out of range."""
        first = self._path[0]
        own = pl.DataFrame({first.id: sorted(totals)})
        if isinstance(first, Score):
            own = own.select(pl.col(first.id).round(first.decimals, mode="half_away_from_zero"))
        low, high = first.minimum, first.maximum
        own = own.filter(pl.col(first.id) >= low) if low is not None else own
        return own.filter(pl.col(first.id) <= high) if high is not None else own

    def _parts(self, tables: Sequence[pl.DataFrame]) -> Iterator[set[float]]:
        """What the terms can give: those known, and those of each group together."""
        known = [term.name for term, lacking in self._waiting if not lacking]
        yield self._together(known, self.computed)
        for group, table in zip(self.groups, tables, strict=True):
            own = [term.name for term, lacking in self._waiting if {*lacking} & {*group}]
            yield self._together(own, table)

    def _together(self, ids: Iterable[str], table: pl.DataFrame) -> set[float]:
        """Every sum of some terms in the rows of a table where each has a value."""
        own = [factor(self.score.id, one) for one in ids]
        whole = table.drop_nulls(own) if own else table
        return set(whole.select(pl.sum_horizontal(pl.lit(0.0), *own)).to_series())
