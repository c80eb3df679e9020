"""The level that people speak of: a band of the score that the instrument names."""

from collections.abc import Sequence

from tilts.engines.instruments import Instrument
from tilts.engines.instruments.schema.quantities import Band, Score
from tilts.platform.forms.models import Sheet
from tilts.platform.forms.results import numbered


def level_of(instrument: Instrument) -> Score:
    """The score whose band is the level."""
    return next(score for score in instrument.scores if score.id == instrument.level)


def bands(score: Score) -> tuple[Band, ...]:
    """Every band of a score, lowest first; of grouped ones each once."""
    if score.bands_by is None:
        return score.bands
    of_groups = [band for group in score.bands_by.groups.values() for band in group]
    return tuple({band.id: band for band in of_groups}.values())


def level_title(instrument: Instrument | None, level: str, language: str) -> str:
    """A level in words; its code when the instrument is here no more."""
    if instrument is None or not instrument.level:
        return level
    titles = {band.id: band.label.to(language) for band in bands(level_of(instrument))}
    return titles.get(level, level)


def named(sheet: Sheet, items: Sequence[str]) -> str:
    """Questions of a sheet by their numbers, in runs."""
    numbers = numbered(sheet)
    return spelt([numbers[item] for item in items if item in numbers])


def spelt(numbers: Sequence[int]) -> str:
    """Numbers in order, as people write them: 3, 8–12, 40."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run(run) for run in runs)


def _run(run: list[int]) -> str:
    if len(run) < 3:
        return ", ".join(map(str, run))
    return f"{run[0]}–{run[-1]}"
