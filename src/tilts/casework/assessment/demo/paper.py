"""The demonstration instrument: what it asks, and what many answer sets score at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from tilts.engines.instruments import Instrument, find, load
from tilts.engines.instruments.schema.items import Choice
from tilts.platform.forms.catalogue import scorer

from ..levels import level_of

INSTRUMENT = "rvn-demo"
HISTORY, PROTECTIVE = "history", "protective"
DOMAINS = (
    HISTORY, "personality", "attitudes", "associates", "family", "work", "leisure", "substances",
)  # fmt: skip
Scores = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Question:
    """A question with its section, and the codes of its answers by their points: 0, 1 and 2."""

    id: str
    domain: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """The instrument with those of its questions that count points."""

    of: Instrument
    questions: tuple[Question, ...]

    @property
    def level(self) -> str:
        """The score whose band is the level."""
        return level_of(self.of).id


def paper() -> Paper:
    """The one that ships."""
    of = load(find(INSTRUMENT))
    return Paper(of, tuple(
        Question(item.id, section.id, _codes(item))
        for section in of.sections
        for item in section.items
        if isinstance(item, Choice) and item.known is None
    ))  # fmt: skip


def _codes(item: Choice) -> tuple[str, ...]:
    return tuple(option.code for option in sorted(item.options, key=lambda one: one.points or 0))


def score_all(
    paper: Paper, points: Sequence[Sequence[int]], more: Mapping[str, Sequence[Any]]
) -> list[Scores]:
    """What answer sets give, scored as one table; `more` are answers that count no such points."""
    if not points:
        return []
    columns = zip(paper.questions, zip(*points, strict=True), strict=True)
    chosen = {q.id: pl.Series(q.codes).gather(list(column)) for q, column in columns}
    table = pl.DataFrame({**chosen, **more})
    rows = scorer(paper.of).score(table.lazy()).collect().rows(named=True)
    names = [score.id for score in paper.of.scores]
    return [{name: _kept(row, name) for name in names} for row in rows]


def _kept(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {"value": row[name], "band": row.get(f"{name}_band"), "norm": row.get(f"{name}_norm")}


def shortened(scores: Scores, level: str) -> Scores:
    """Of an older assessment the level and the domains, without norms."""
    return {
        name: {"value": scores[name]["value"], "band": scores[name]["band"]}
        for name in (level, *DOMAINS)
    }
