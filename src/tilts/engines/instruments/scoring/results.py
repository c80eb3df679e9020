"""The scores of one answer set, with what they are made of and what stands in their way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress
from typing import Any

import polars as pl

from ..schema import Score, Text
from . import answers
from .answers import hiding
from .columns import FAULTY, band, factor, hidden, norm, unanswered
from .complaints import Complaint
from .quantities import terms
from .scorer import Scorer

Answer = float | str | date | Sequence[str] | None
Answers = Mapping[str, Answer]
Value = float | str


@dataclass(frozen=True)
class Problem:
    """What is wrong: about which item, quantity or scores, a code, and plain English words.

    A refusal brings its reason in all languages. To be said in another one, each other code has
    `values`: the `value` that is wrong and its `limit`, `places` or `codes`; or which date,
    `second`, lies before the `first`.
    """

    about: str
    code: str
    words: str
    reason: Text | None = None
    values: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Result:
    """One score: its value, band and norm, or None and the unanswered items it waits for.

    `factors` says what each term of the sum behind it contributes, on the scale of that sum; None
    where its answer is missing.
    """

    value: Value | None
    band: str | None
    norm: Value | None
    missing: tuple[str, ...]
    factors: Mapping[str, float | None]


@dataclass(frozen=True)
class Scored:
    """An answer set scored: results by score, and all problems."""

    results: dict[str, Result]
    problems: tuple[Problem, ...]


def score_one(scorer: Scorer, given: Answers) -> Scored:
    """Score one answer set, by the same code as a table of one row."""
    row = as_table([given], scorer)
    computed = scorer.computed(row)
    values = computed.row(0, named=True)
    results = {score.id: _result(scorer, score, values) for score in scorer.instrument.scores}
    possible = [one for one in scorer.compiled(row.schema).complaints if one.possible(values)]
    found = values[FAULTY] and possible
    return Scored(results, tuple(_problems(possible, computed)) if found else ())


def showing(scorer: Scorer, given: Answers) -> frozenset[str]:
    """The items that show, or may show while the answer that decides it is missing."""
    computed, names = scorer.computed(as_table([given], scorer)), scorer.definition.names
    conditional = {name: item.visible_if for name, item in scorer.instrument.items.items()}
    hidings = [hiding(name, when, names) for name, when in conditional.items() if when]
    row = computed.select(hidings).row(0, named=True) if hidings else {}
    return frozenset(name for name in conditional if row.get(hidden(name)) is not True)


def as_table(rows: Sequence[Answers], scorer: Scorer) -> pl.DataFrame:
    """Answer sets as a table of text, as if they came from a file."""
    asked = scorer.definition.items
    written = [tuple(_written(row.get(name)) for name in asked) for row in rows]
    return pl.DataFrame(written, schema=dict.fromkeys(asked, pl.String), orient="row")


def _written(answer: Answer) -> str | None:
    if answer is None or isinstance(answer, str):
        return answer
    if isinstance(answer, Sequence):
        return answers.SEPARATOR.join(answer)
    return answer.isoformat() if isinstance(answer, date) else repr(answer)


def _result(scorer: Scorer, score: Score, values: Mapping[str, Any]) -> Result:
    needed = scorer.definition.needs[score.id]
    behind = terms(scorer.instrument, score)
    value = values[score.id]
    return Result(
        value=int(value) if value is not None and score.id in scorer.whole else value,
        band=values.get(band(score.id)),
        norm=values.get(norm(score.id)),
        missing=tuple(name for name in needed if values[unanswered(name)]),
        factors={term.name: values[factor(score.id, term.name)] for term in behind},
    )


def _problems(kinds: Sequence[Complaint], computed: pl.DataFrame) -> Iterator[Problem]:
    """Which complaints hold, and only then their words."""
    held = computed.select(one.where.alias(str(n)) for n, one in enumerate(kinds)).row(0)
    for one in compress(kinds, held):
        words, value = computed.select(one.words.alias("words"), _value(one)).row(0)
        values = one.values if one.value is None else {"value": value, **one.values}
        yield Problem(one.about, one.code, words, one.reason, values)


def _value(one: Complaint) -> pl.Expr:
    return (pl.lit("") if one.value is None else one.value).alias("value")
