"""What is wrong with an answer or a result, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from ..schema import Text


@dataclass(frozen=True)
class Complaint:
    """A kind of fault: what it is about, a code for it, in which rows, and in which words.

    It can hold only where what it is about has no value although the columns `given` have one. A
    refusal brings its reason in all languages. Who says it in another language has `value`, the
    answer or result that is wrong, and `values`, what it is compared with.
    """

    about: str
    code: str
    where: pl.Expr
    words: pl.Expr
    given: tuple[str, ...] = ()
    reason: Text | None = None
    value: pl.Expr | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def possible(self, row: Mapping[str, object]) -> bool:
        """Whether it can hold in a computed row."""
        there = all(row[column] is not None for column in self.given)
        return there and row.get(self.about) is None

    @property
    def said(self) -> pl.Expr:
        """The words where the complaint holds, null elsewhere."""
        said = pl.concat_str(pl.lit(f"{self.about}: "), self.words)
        return pl.when(self.where).then(said)


def plain(number: float) -> str:
    """A number as people write it: 3 and 2.5, not 3.0."""
    return f"{number:g}" if abs(number) < 1e6 else f"{number:.10g}"


def quoted(column: str, words: str) -> pl.Expr:
    """The value of a column in quotes, and what is wrong with it."""
    return pl.concat_str(pl.lit("“"), pl.col(column).cast(pl.String), pl.lit(f"” {words}"))
