"""An instrument as expressions of Polars, for tables whose answers come in given types."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from ..formulas import Type
from ..graph import layers, needs
from ..schema import Instrument, Item, Written
from ..types import types
from . import answers
from .columns import FAULTY, kept, raw, refused, unanswered
from .complaints import Complaint
from .quantities import Computed, factors, refusal, standing

Dtypes = Mapping[str, pl.DataType]
Stage = list[pl.Expr]


@dataclass(frozen=True)
class Definition:
    """An instrument with what follows from it alone."""

    instrument: Instrument

    @cached_property
    def names(self) -> dict[str, Type]:
        """The types of everything that formulas may name."""
        return types(self.instrument)

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items that scores may use: all but written words."""
        asked = self.instrument.items.items()
        return {name: item for name, item in asked if not isinstance(item, Written)}

    @cached_property
    def layers(self) -> list[list[Computed]]:
        """What is computed, in order."""
        return [
            [Computed(self.instrument, quantity, self.names) for quantity in layer]
            for layer in layers(self.instrument)
        ]

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """Items without which one of the scores is not computed, in the order of the form."""
        found = {name for needed in self.needs.values() for name in needed}
        return tuple(name for name in self.items if name in found)

    @cached_property
    def needs(self) -> dict[str, tuple[str, ...]]:
        """For each score the items without which it is not computed."""
        return {score.id: needs(self.instrument, score) for score in self.instrument.scores}


@dataclass(frozen=True)
class Compiled:
    """The computation for a table with these columns."""

    definition: Definition
    schema: Dtypes

    @cached_property
    def columns(self) -> Stage:
        """The columns of the table under names of ours: answers raw, others kept."""
        own = self.definition.items
        others = [name for name in self.schema if name not in self.definition.instrument.items]
        return [
            *(pl.col(name).alias(kept(name)) for name in others),
            *(self._raw(name).alias(raw(name)) for name in own),
        ]

    @cached_property
    def stages(self) -> list[Stage]:
        """Columns to add, stage after stage, each from those before it."""
        return [stage for stage in self._stages() if stage]

    def _stages(self) -> Iterator[Stage]:
        items, names = self.definition.items, self.definition.names
        yield [answers.typed(item, self._dtype(name)) for name, item in items.items()]
        for item in items.values():
            if item.visible_if is not None:
                yield [answers.hiding(item.id, item.visible_if, names)]
                yield [answers.replaced(item)]
        done: set[int] = set()
        for layer in self.definition.layers:
            asked = {number for one in layer for number in one.refusals} - done
            done |= asked
            yield [refusal(self.definition.instrument, n, names) for n in sorted(asked)]
            yield [one.value for one in layer]
        yield [column for s in self.definition.instrument.scores for column in standing(s)]
        yield [self._faulty().alias(FAULTY)]

    @cached_property
    def details(self) -> Stage:
        """What each term contributes to each score, and which items show and have no answer."""
        instrument, names = self.definition.instrument, self.definition.names
        found = [one for score in instrument.scores for one in factors(instrument, score, names)]
        items = self.definition.items.items()
        return found + [answers.unanswered(item).alias(unanswered(name)) for name, item in items]

    @cached_property
    def complaints(self) -> list[Complaint]:
        """Everything that can be wrong in a row."""
        items, instrument = self.definition.items, self.definition.instrument
        found = [
            complaint
            for name, item in items.items()
            for complaint in answers.complaints(item, self._dtype(name))
        ]
        computed = [one for layer in self.definition.layers for one in layer]
        found += [complaint for one in computed for complaint in one.complaints()]
        for number, one in enumerate(instrument.refusals):
            about, words = ", ".join(one.scores) or instrument.id, pl.lit(one.reason.to("en"))
            where = pl.col(refused(number))
            found.append(Complaint(about, "refused", where, words, reason=one.reason))
        return found

    @cached_property
    def errors(self) -> pl.Expr:
        """All complaints of a row; null where there are none."""
        said = [complaint.said for complaint in self.complaints]
        return _or_null(pl.concat_str(said, separator="; ", ignore_nulls=True))

    @cached_property
    def missing(self) -> pl.Expr:
        """The needed items without an answer; null where there are none."""
        empty = [answers.unanswered(self.definition.items[name]) for name in self.definition.needed]
        said = [
            pl.when(one).then(pl.lit(name))
            for one, name in zip(empty, self.definition.needed, strict=True)
        ]
        return _or_null(pl.concat_str(pl.lit(None), *said, separator=", ", ignore_nulls=True))

    def _faulty(self) -> pl.Expr:
        """Whether there is anything to say about a row."""
        needed = self.definition.needed
        scores = [score.id for score in self.definition.instrument.scores]
        others = [item for name, item in self.definition.items.items() if name not in needed]
        lacking = [pl.col(name).is_null() for name in (*needed, *scores)]
        return pl.any_horizontal(*lacking, *map(answers.faulty, others))

    def _raw(self, name: str) -> pl.Expr:
        if name not in self.schema:
            return pl.lit(None, dtype=pl.String)
        return answers.cleaned(name, self.schema[name])

    def _dtype(self, name: str) -> pl.DataType:
        return answers.raw_type(self.schema.get(name, pl.String()))


def _or_null(text: pl.Expr) -> pl.Expr:
    return pl.when(text != "").then(text)
