"""An instrument judged on local outcomes: each of its scores, and the level people act upon."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from tilts.engines.instruments import Instrument, Scorer
from tilts.engines.instruments.scoring.columns import band

from ..refusals import DataRefused, refuse
from ..validation.arrays import Outcomes
from ..validation.bootstrap import REPEATS
from .scores import Local, validate_score

NAMES = "Name its columns as the items are called."
ANSWERS = (
    "Put the answers right: tilts score INSTRUMENT TABLE -o OUT says what is wrong in each row."
)


@dataclass(frozen=True)
class LevelBand:
    """How many people stand in a band of the level, by the band's id, and with the outcome."""

    band: str
    people: int
    events: int


@dataclass(frozen=True)
class Level:
    """The bands of the score that is the level of a person; `left_out` stand in none."""

    score: str
    left_out: int
    bands: tuple[LevelBand, ...]


@dataclass(frozen=True)
class Here:
    """An instrument on local outcomes; `unjudged` are scores by which nobody can be told apart."""

    scores: tuple[Local, ...]
    level: Level | None
    unjudged: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Dictionaries, lists and numbers."""
        return asdict(self)


def validate_instrument(
    instrument: Instrument,
    table: pl.DataFrame,
    outcome: Outcomes,
    *,
    repeats: int = REPEATS,
    seed: int = 0,
    jobs: int = -1,
) -> Here:
    """Every score of the instrument that is a number, computed from the answers in the table.

    Columns of the table bear the ids of the items, as for `tilts score`. Raises DataRefused where
    it has none of them, where no row gets a score, and where no score has people of both outcomes.
    """
    scored = _scored(instrument, table)
    numbers = [one.id for one in instrument.scores if scored[one.id].dtype.is_numeric()]
    found = [name for name in numbers if _both(scored[name], outcome)]
    if not found:
        raise _nothing(scored, numbers)
    about = (instrument.id, instrument.version)
    drawn = {"repeats": repeats, "seed": seed, "jobs": jobs}
    return Here(
        tuple(validate_score(scored[one], outcome, instrument=about, **drawn) for one in found),
        _level(instrument, scored, outcome),
        tuple(name for name in numbers if name not in found),
    )


def _scored(instrument: Instrument, table: pl.DataFrame) -> pl.DataFrame:
    items = [name for name in table.columns if name in instrument.items]
    if not items:
        known = ", ".join(instrument.items)
        raise refuse("the table", f"it has none of the columns {known}.", NAMES)
    return Scorer(instrument).score(table.select(items).lazy()).collect()


def _both(score: pl.Series, outcome: Outcomes) -> bool:
    """Whether people of either outcome have the score."""
    return len(set(outcome[score.is_not_null().to_numpy()].tolist())) == 2


def _nothing(scored: pl.DataFrame, numbers: list[str]) -> DataRefused:
    if any(scored[name].count() for name in numbers):
        what = "everybody who gets a score has the same outcome."
        return refuse("the table", what, "Take more people, of both outcomes.")
    return refuse("the table", f"no row gets a score: {_commonest(scored)}.", ANSWERS)


def _commonest(scored: pl.DataFrame) -> str:
    """What stands in most rows as the reason."""
    for column, said in (("errors", ""), ("missing", "there is no answer to ")):
        reasons = scored[column].drop_nulls()
        if len(reasons):
            return f"{said}{reasons.mode().sort()[0]}"
    return "none of its scores could be computed"


def _level(instrument: Instrument, scored: pl.DataFrame, outcome: Outcomes) -> Level | None:
    """By the bands of the instrument in their order, also those in which nobody stands."""
    ids = tuple(dict.fromkeys(_ids(instrument)))
    if instrument.level is None or not ids:
        return None
    stands = scored[band(instrument.level)]
    places = {one: (stands == one).fill_null(False).to_numpy() for one in ids}
    bands = [
        LevelBand(one, int(here.sum()), int(outcome[here].sum())) for one, here in places.items()
    ]
    return Level(instrument.level, stands.null_count(), tuple(bands))


def _ids(instrument: Instrument) -> Iterator[str]:
    for score in instrument.scores:
        if score.id == instrument.level:
            groups = score.bands_by.groups.values() if score.bands_by else ()
            yield from (one.id for bands in (score.bands, *groups) for one in bands)
