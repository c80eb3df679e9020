"""The level that people speak of: a band of the score that the instrument names."""

from collections.abc import Sequence

from django.utils.translation import get_language

from tilts.engines.instruments import Instrument
from tilts.engines.instruments.schema.quantities import Band, Score


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


def numbers(instrument: Instrument) -> dict[str, int]:
    """The number of each question on the page, from 1; what the record knows has none."""
    asked = [item.id for item in instrument.items.values() if not item.known]
    return {item: number for number, item in enumerate(asked, 1)}


def named(instrument: Instrument, items: Sequence[str]) -> str:
    """Questions by their numbers, and what the record should know by its name."""
    numbered, language = numbers(instrument), get_language() or "en"
    asked = spelt([numbered[item] for item in items if item in numbered])
    known = [instrument.items[item].label.to(language) for item in items if item not in numbered]
    return ", ".join([*([asked] if asked else []), *known])


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
