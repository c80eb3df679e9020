"""`tilts forecast validate MODEL DATA --challenger OTHER`: would another model do better?"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from tilts.engines.forecast.artefact.storing import load_model
from tilts.engines.forecast.validation import Compared, Outcomes, Probabilities, compare

LESS_IS_BETTER = ("brier", "log_loss")
SAME = "The challenger learnt from these very rows: what it gains here says little."
UNDECIDED = "no more than chance would give"


@dataclass(frozen=True)
class Challenge:
    """A model in use and a challenger, by the names of their kinds, on the same people."""

    champion: str
    challenger: str
    compared: tuple[Compared, ...]
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Each measure with who does better: "champion", "challenger" or neither."""
        rows = [{**asdict(one), "better": better(one)} for one in self.compared]
        return {"model": self.challenger, "compared": rows, "warnings": list(self.warnings)}


def challenge(
    folder: Path,
    champion: tuple[str, Probabilities],
    people: tuple[pl.DataFrame, Outcomes, str],
    **drawn: int,
) -> Challenge:
    """Hold the challenger of a folder against the champion's forecasts of the same people.

    `people` are the table, its outcome and its SHA-256. Raises DataRefused when the challenger
    needs a column that the table has not.
    """
    (name, forecasts), (frame, outcome, sha256) = champion, people
    model = load_model(folder)
    others = model.fitted.probabilities(model.shaped(frame))
    same = model.manifest.data_sha256 == sha256
    return Challenge(
        name,
        model.manifest.model,
        compare(outcome, forecasts, others, **drawn),
        (SAME,) if same else (),
    )


def better(one: Compared) -> str:
    """Who does better by a measure, further than chance; nothing where neither does."""
    apart = one.difference.value
    if apart is None or not one.differs:
        return ""
    return "champion" if (apart < 0) == (one.measure in LESS_IS_BETTER) else "challenger"


def challenge_words(found: Challenge) -> str:
    """Each measure of both, the paired difference, and what that says."""
    return "\n".join(_lines(found))


def _lines(found: Challenge) -> Iterator[str]:
    yield f"Challenger: {found.challenger}, after {found.champion}, on the same people"
    yield from (f"  {warning}" for warning in found.warnings)
    for one in found.compared:
        who = better(one)
        yield f"  {one.measure.replace('_', ' ')}: {one.one} and {one.other}"
        yield f"    difference {one.difference}: {f'the {who} is better' if who else UNDECIDED}"
