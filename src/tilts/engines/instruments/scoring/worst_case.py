"""What scores can still become while answers are missing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

import polars as pl

from ..formulas import names
from ..graph import (
    grouping,
    inputs,
    items_behind,
    of_term,
    path_from_sum,
    refusals_of,
)
from ..schema import Item, Quantity, Score, Term
from . import answers
from .candidates import MOST, candidates
from .columns import band, factor, norm
from .quantities import Computed, standing
from .results import Answers, Value, as_table
from .scorer import Scorer

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

    Sums whose terms wait for one answer each are exact. Other scores are computed for every
    combination of the missing answers, up to 1,000; beyond that, and where a given answer is
    faulty, one cannot say.
    """
    computed = scorer.computed(as_table([given], scorer))
    found: dict[str, Outlook | None] = {}
    for score in scorer.instrument.scores:
        asked = [scorer.definition.items[name] for name in scorer.definition.needs[score.id]]
        if _those(computed, asked, answers.unanswered):
            missing = _those(computed, asked, answers.awaited)
            faulty = _those(computed, asked, answers.faulty)
            waiting = Waiting(scorer, given, score, missing, computed)
            table = None if faulty else waiting.sums() if waiting.separable else waiting.all()
            found[score.id] = None if table is None else _seen(scorer, score, table)
    return found


def _those(
    computed: pl.DataFrame, items: Iterable[Item], which: Callable[[Item], pl.Expr]
) -> list[Item]:
    """The items of which something holds in a row."""
    return [item for item in items if computed.select(which(item)).item()]


def _seen(scorer: Scorer, score: Score, table: pl.DataFrame) -> Outlook:
    """The values and bands of a score in a table, in order of value."""
    found = table.filter(pl.col(score.id).is_not_null()).sort(score.id)
    values = found.select(scorer.shown(score.id)).to_series().unique(maintain_order=True)
    name = band(score.id)
    bands = found[name].drop_nulls().unique(maintain_order=True) if name in found else ()
    return Outlook(tuple(values), tuple(bands))


@dataclass(frozen=True)
class Waiting:
    """A score that waits for answers, in a computed row."""

    scorer: Scorer
    given: Answers
    score: Score
    missing: list[Item]
    computed: pl.DataFrame

    @cached_property
    def path(self) -> list[Quantity]:
        """From the sum behind the score to the score."""
        return path_from_sum(self.scorer.instrument, self.score)

    @cached_property
    def separable(self) -> bool:
        """Whether answers matter only through the sum, and each term waits for one at most."""
        if not self.path or self.path[0].maximum_missing:
            return False
        before = {quantity.id for quantity in self.path}
        asked = {name for q in self.path for name in grouping(q)}
        asked |= {name for q in self.path[1:] for name in inputs(q)} - before
        for quantity in self.path:
            of = refusals_of(self.scorer.instrument, quantity)
            asked |= {name for _, refusal in of for name in names(refusal.when)}
        apart = all(len(self._waits_for(of_term(term))) <= 1 for term in self._terms)
        return apart and not self._waits_for(asked)

    @property
    def _terms(self) -> tuple[Term, ...]:
        return self.path[0].add or ()

    def _waits_for(self, asked: Iterable[str]) -> set[str]:
        """Which missing answers some names need."""
        return items_behind(self.scorer.instrument, asked) & {item.id for item in self.missing}

    def all(self) -> pl.DataFrame | None:
        """The computation for every combination of the missing answers."""
        lists = [candidates(self.scorer.instrument, item) for item in self.missing]
        known = [one for one in lists if one is not None]
        if len(known) < len(lists) or prod(map(len, known)) > MOST:
            return None
        return self._with([item.id for item in self.missing], product(*known))

    def _with(self, items: list[str], chosen: Iterable[tuple[float | str, ...]]) -> pl.DataFrame:
        """The computation for the given answers and some chosen ones."""
        rows = [{**self.given, **dict(zip(items, one, strict=True))} for one in chosen]
        return self.scorer.computed(as_table(rows, self.scorer))

    def sums(self) -> pl.DataFrame | None:
        """The computation for every sum that the terms can make."""
        totals = {0.0}
        for parts in self._parts():
            totals = {round(total + part, EXACT) for total in totals for part in parts}
            if not parts or len(totals) > MOST:
                return None
        first, *later = self.path
        gone = {q.id for q in self.path} | {band(self.score.id), norm(self.score.id)}
        frame = self.computed.drop(gone, strict=False)
        frame = frame.join(pl.DataFrame({first.id: sorted(totals)}), how="cross")
        for quantity in later:
            made = Computed(self.scorer.instrument, quantity, self.scorer.definition.names)
            frame = frame.with_columns(made.value)
        return frame.with_columns(standing(self.score))

    def _parts(self) -> Iterator[set[float]]:
        """What the terms can give: those known, and those that wait for one item together."""
        waiting = [(term, self._waits_for(of_term(term))) for term in self._terms]
        known = [factor(self.score.id, term.name) for term, lacking in waiting if not lacking]
        yield set(self.computed.select(pl.sum_horizontal(pl.lit(0.0), *known)).to_series())
        for item in self.missing:
            own = [factor(self.score.id, t.name) for t, lacking in waiting if item.id in lacking]
            chosen = candidates(self.scorer.instrument, item)
            rows = self._with([item.id], [(one,) for one in chosen or ()])
            yield set(rows.drop_nulls(own).select(pl.sum_horizontal(own)).to_series())
