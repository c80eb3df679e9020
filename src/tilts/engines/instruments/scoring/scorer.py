"""Adds scores and reasons to a table, row by row."""

from collections.abc import Callable
from functools import cached_property

import polars as pl

from ..formulas import Kind
from ..schema import Instrument
from .columns import ERRORS, FAULTY, MISSING, band, kept, norm
from .compiled import Compiled, Definition, Dtypes

ROW = ":row"


class Scorer:
    """An instrument made ready to score; keep it, for it remembers what it compiled.

    Columns of a table that are answers bear the ids of the items.
    """

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.definition = Definition(instrument)
        self._compiled: dict[tuple[tuple[str, pl.DataType], ...], Compiled] = {}

    @cached_property
    def results(self) -> tuple[str, ...]:
        """The columns of results: each score, and its band and norm where it has them."""
        found = []
        for score in self.instrument.scores:
            found.append(score.id)
            found += [band(score.id)] if score.bands or score.bands_by else []
            found += [norm(score.id)] if score.norms else []
        return tuple(found)

    def compiled(self, schema: Dtypes) -> Compiled:
        """The computation for a table with these columns, compiled once."""
        key = tuple(schema.items())
        if key not in self._compiled:
            self._compiled[key] = Compiled(self.definition, dict(schema))
        return self._compiled[key]

    def score(
        self, table: pl.LazyFrame, passed: Callable[[int], None] = lambda rows: None
    ) -> pl.LazyFrame:
        """The table without its answers, and with results, `missing` and `errors`.

        Lazy, row by row and in order: it can be collected, or streamed into a file. A needed
        column that the table lacks counts as unanswered. `passed` hears how many more rows are
        done. Raises ValueError when the table has a
        column of its own that is called like a result.
        """
        schema = table.collect_schema()
        own = [name for name in schema if name not in self.instrument.items]
        if taken := [name for name in own if name in (*self.results, MISSING, ERRORS)]:
            raise ValueError(f"Columns called like a result: {', '.join(taken)}. Rename them.")
        compiled = self.compiled(schema)
        frame = table.select(compiled.columns)
        for stage in compiled.stages:
            frame = frame.with_columns(stage)
        frame = frame.map_batches(
            lambda batch: explained(batch, compiled, passed),
            schema={**frame.collect_schema(), MISSING: pl.String(), ERRORS: pl.String()},
            streamable=True,
        )
        keys = [pl.col(kept(name)).alias(name) for name in own]
        return frame.select(*keys, *map(self.shown, self.results), MISSING, ERRORS)

    def computed(self, table: pl.DataFrame) -> pl.DataFrame:
        """A small table with every column of the computation, details included."""
        compiled = self.compiled(table.schema)
        frame = table.lazy().select(compiled.columns)
        for stage in [*compiled.stages, compiled.details]:
            frame = frame.with_columns(stage)
        return frame.collect(optimizations=pl.QueryOptFlags.none())

    def shown(self, name: str) -> pl.Expr:
        """A result as people write it: a score without decimals is a whole number."""
        return pl.col(name).cast(pl.Int64) if name in self.whole else pl.col(name)

    @cached_property
    def whole(self) -> frozenset[str]:
        """The scores that are whole numbers."""
        names = self.definition.names
        found = [score for score in self.instrument.scores if not score.decimals]
        return frozenset(score.id for score in found if names[score.id].kind == Kind.NUMBER)


def explained(
    batch: pl.DataFrame, compiled: Compiled, passed: Callable[[int], None]
) -> pl.DataFrame:
    """A computed batch with what is missing and wrong; quick where nothing is."""
    passed(batch.height)
    if not batch[FAULTY].any():
        nothing = pl.lit(None, dtype=pl.String)
        return batch.with_columns(nothing.alias(MISSING), nothing.alias(ERRORS))
    numbered = batch.with_row_index(ROW)
    words = numbered.filter(FAULTY).select(
        ROW, compiled.missing.alias(MISSING), compiled.errors.alias(ERRORS)
    )
    return numbered.join(words, on=ROW, how="left", maintain_order="left").drop(ROW)
