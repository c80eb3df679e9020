"""Quantities with everything that stands in their way: missing answers, refusals, faults."""

import operator
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce

import polars as pl

from ..formulas import Kind, Type, build
from ..graph import inputs, of_term, path_from_sum, refusals_of, required
from ..schema import Band, Instrument, Item, Quantity, Score, Term
from ..schema.quantities import Table
from ..types import tables
from . import answers, recipes
from .columns import band, factor, norm, refused
from .complaints import Complaint, plain


@dataclass(frozen=True)
class Computed:
    """One quantity of an instrument as expressions over the columns before it."""

    instrument: Instrument
    quantity: Quantity
    names: dict[str, Type]

    @cached_property
    def is_number(self) -> bool:
        """Whether the result is a number; otherwise it is a code of a table or formula."""
        return self.names[self.quantity.id].kind == Kind.NUMBER

    @cached_property
    def gate(self) -> pl.Expr:
        """Whether everything is there that the quantity is computed from, asked before that."""
        there = {name: pl.col(name).is_not_null() for name in required(self.quantity)}
        allowed = self.quantity.maximum_missing
        if allowed is None:
            return pl.all_horizontal(*there.values())
        lacking = pl.sum_horizontal(~there.pop(name) for name in inputs(self.quantity))
        usable = [~answers.faulty(item) for item in self._own_items()]
        return pl.all_horizontal(lacking <= allowed.terms, *usable, *there.values())

    def _own_items(self) -> Iterator[Item]:
        items = self.instrument.items
        return (items[name] for name in inputs(self.quantity) if name in items)

    @cached_property
    def refusals(self) -> tuple[int, ...]:
        """Numbers of the refusals that concern this quantity."""
        return tuple(number for number, _ in refusals_of(self.instrument, self.quantity))

    @cached_property
    def open(self) -> pl.Expr:
        """The gate, and no refusal."""
        return reduce(operator.and_, [~pl.col(refused(n)) for n in self.refusals], self.gate)

    @cached_property
    def unchecked(self) -> pl.Expr:
        """The value where the gate is open, rounded; perhaps out of range or not finite."""
        found = recipes.value(self.quantity, self.instrument.items, self.names)
        if not self.is_number:
            return found
        number = found.cast(pl.Float64)
        if isinstance(self.quantity, Score) and not counts(self.quantity):
            number = number.round(self.quantity.decimals, mode="half_away_from_zero")
        return number

    @cached_property
    def value(self) -> pl.Expr:
        """The value where there is one, null elsewhere; under the quantity's id."""
        found = self.unchecked
        usable = [self.open]
        if self.quantity.formula or self.quantity.maximum_missing:
            usable += [found.is_finite()] if self.is_number else []
        usable += [~wrong for _, wrong, _, _ in self._limits(found)]
        return pl.when(reduce(operator.and_, usable)).then(found).alias(self.quantity.id)

    def complaints(self) -> Iterator[Complaint]:
        """What can be wrong with a result that nothing stood in the way of."""
        about, found = self.quantity.id, self.unchecked
        broken = found.is_null() | ~found.is_finite() if self.is_number else found.is_null()
        given = () if self.quantity.maximum_missing else required(self.quantity)
        yield self._broken(self.open & broken, given)
        for code, wrong, words, limit in self._limits(found):
            value = found.cast(pl.String).str.strip_suffix(".0")
            said = pl.concat_str(value, pl.lit(f" {words}"))
            where = self.open & found.is_finite() & wrong
            yield Complaint(about, code, where, said, given, value=value, values={"limit": limit})

    def _broken(self, where: pl.Expr, given: tuple[str, ...]) -> Complaint:
        """Why a quantity has no value although all answers are there."""
        about = self.quantity.id
        if self.quantity.age or self.quantity.interval:
            first, second = inputs(self.quantity)
            words = pl.lit(f"{second} lies before {first}")
            order = {"first": first, "second": second}
            return Complaint(about, "wrong-order", where, words, given, values=order)
        words = pl.lit("cannot be computed from these answers")
        return Complaint(about, "not-computable", where, words, given)

    def _limits(self, found: pl.Expr) -> Iterator[tuple[str, pl.Expr, str, str]]:
        low, high = self.quantity.minimum, self.quantity.maximum
        if low is not None:
            yield "too-low", found < low, f"is below {plain(low)}", plain(low)
        if high is not None:
            yield "too-high", found > high, f"is above {plain(high)}", plain(high)


def counts(quantity: Quantity) -> bool:
    """Whether a quantity is a whole number by its tables, so that there is nothing to round."""
    terms = quantity.add or ()
    if not all(one.steps or one.values for one in terms) or quantity.maximum_missing:
        return False
    found = [number for one in terms for number in one.results]
    found += (
        [n for table in tables(quantity.lookup) for n in table.results] if quantity.lookup else []
    )
    return bool(found) and all(isinstance(n, float) and n.is_integer() for n in found)


def standing(score: Score) -> Iterator[pl.Expr]:
    """Band and norm of a score, each in a column of its own."""
    own = pl.col(score.id)
    if score.bands:
        yield _banded(score.bands, own).alias(band(score.id))
    if score.bands_by:
        groups = {code: _banded(bands, own) for code, bands in score.bands_by.groups.items()}
        yield recipes.by_group(groups, score.bands_by.by).alias(band(score.id))
    if score.norms:
        tables = {code: Table(steps=one.steps) for code, one in score.norms.groups.items()}
        norms = {code: recipes.through(table, own) for code, table in tables.items()}
        yield recipes.by_group(norms, score.norms.by).alias(norm(score.id))


def _banded(bands: tuple[Band, ...], own: pl.Expr) -> pl.Expr:
    """The band that holds the score: the last that begins at it or below, as none leaves a gap."""
    first, *others = bands
    found: pl.Expr = pl.when(own.is_not_null()).then(pl.lit(first.id))
    for one in others:
        found = pl.when(own >= one.low).then(pl.lit(one.id)).otherwise(found)
    return found


def terms(instrument: Instrument, score: Score) -> tuple[Term, ...]:
    """The terms of the sum behind a score; none where there is no such sum."""
    path = path_from_sum(instrument, score)
    return (path[0].add if path else None) or ()


def factors(instrument: Instrument, score: Score, names: dict[str, Type]) -> Iterator[pl.Expr]:
    """What each term of the sum behind a score contributes to it, on the scale of that sum."""
    for one in terms(instrument, score):
        found = recipes.term(one, instrument.items, names).cast(pl.Float64)
        if one.formula:
            there = [pl.col(name).is_not_null() for name in of_term(one)]
            found = pl.when(pl.all_horizontal(there)).then(found)
        yield found.alias(factor(score.id, one.name))


def refusal(instrument: Instrument, number: int, names: dict[str, Type]) -> pl.Expr:
    """Whether a refusal holds; not where an answer that it asks about is missing."""
    found = build(instrument.refusals[number].when, names).expr
    return found.fill_null(value=False).alias(refused(number))
