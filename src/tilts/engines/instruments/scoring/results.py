"""The scores of one answer set, with what they are made of and what stands in their way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from ..graph import needs
from ..schema import Score, Text
from . import answers
from .columns import FAULTY, band, factor, norm
from .complaints import Complaint
from .quantities import terms
from .scorer import Scorer

Answer = float | str | date | Sequence[str] | None
Answers = Mapping[str, Answer]
Value = float | str


@dataclass(frozen=True)
class Problem:
    """What is wrong: about which item, quantity or scores, a code, and plain English words.

    A refusal brings its reason in all languages.
    """

    about: str
    code: str
    words: str
    reason: Text | None = None


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
    compiled = scorer.compiled(row.schema)
    computed = scorer.computed(row)
    faulty = computed[FAULTY].item()
    shown = [scorer.shown(name) for name in scorer.results]
    values = computed.with_columns(shown).row(0, named=True)
    lacking = {
        name
        for name, empty in computed.select(compiled.unanswered).row(0, named=True).items()
        if empty
    }
    results = {s.id: _result(scorer, s, values, lacking) for s in scorer.instrument.scores}
    problems = _problems(compiled.complaints, computed) if faulty else ()
    return Scored(results, problems)


def as_table(rows: Sequence[Answers], scorer: Scorer) -> pl.DataFrame:
    """Answer sets as a table of text, as if they came from a file."""
    columns = {name: [_written(row.get(name)) for row in rows] for name in scorer.definition.items}
    return pl.DataFrame(columns, schema=dict.fromkeys(scorer.definition.items, pl.String))


def _written(answer: Answer) -> str | None:
    if answer is None or isinstance(answer, str):
        return answer
    if isinstance(answer, Sequence):
        return answers.SEPARATOR.join(answer)
    return answer.isoformat() if isinstance(answer, date) else repr(answer)


def _result(
    scorer: Scorer, score: Score, values: Mapping[str, Value | None], lacking: set[str]
) -> Result:
    behind = terms(scorer.instrument, score)
    factors = {term.name: values[factor(score.id, term.name)] for term in behind}
    return Result(
        value=values[score.id],
        band=values.get(band(score.id)),  # type: ignore[arg-type] # a band is its id
        norm=values.get(norm(score.id)),
        missing=tuple(name for name in needs(scorer.instrument, score) if name in lacking),
        factors=factors,  # type: ignore[arg-type] # summands are numbers
    )


def _problems(kinds: Sequence[Complaint], computed: pl.DataFrame) -> tuple[Problem, ...]:
    said = computed.select(
        pl.when(one.where).then(one.words).alias(str(n)) for n, one in enumerate(kinds)
    ).row(0)
    return tuple(
        Problem(one.about, one.code, words, one.reason)
        for one, words in zip(kinds, said, strict=True)
        if words is not None
    )
