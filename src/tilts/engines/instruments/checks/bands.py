"""Bands follow each other without a gap or an overlap, and hold every score."""

from collections.abc import Iterator
from itertools import pairwise

from tilts.engines.sources import Place, Source

from ..bounds import Bounds, bounds
from ..schema import Band, Instrument, Score
from .ids import unique


def check(instrument: Instrument, source: Source) -> None:
    """Note what is wrong with the bands of every score."""
    for n, score in enumerate(instrument.scores):
        for place, bands in _sets(score, ("scores", n)):
            unique(
                (((*place, i), band.id) for i, band in enumerate(bands)),
                source,
                "Every band of a score has an id of its own.",
            )
            _follow(bands, score.decimals, place, source)
            _cover(bands, bounds(instrument, score), place, source)
    _level(instrument, source)


def _level(instrument: Instrument, source: Source) -> None:
    """The level is a band of a score."""
    banded = [score.id for score in instrument.scores if score.bands or score.bands_by]
    if instrument.level is not None and instrument.level not in banded:
        what = f"{instrument.level} cannot be the level: it is no score with bands."
        source.fault(("level",), what, f"Name one of {', '.join(banded) or 'its scores'}.")


def _sets(score: Score, place: Place) -> Iterator[tuple[Place, tuple[Band, ...]]]:
    if score.bands:
        yield (*place, "bands"), score.bands
    for code, bands in (score.bands_by.groups if score.bands_by else {}).items():
        yield (*place, "bands_by", "groups", code), bands


def _follow(bands: tuple[Band, ...], decimals: int, place: Place, source: Source) -> None:
    """Each band begins one step after the end of the one before."""
    step = 10.0**-decimals
    for n, (one, other) in enumerate(pairwise(bands), 1):
        here = (*place, n)
        if one.high is None or other.low is None:
            what = f"{one.id} has no `to`, or {other.id} no `from`."
            source.fault(here, what, "Only the first band may lack `from`, only the last `to`.")
            continue
        expected = round(one.high + step, decimals)
        said = f"between {one.id}, which ends with {one.high:g}, and {other.id}, from {other.low:g}"
        if other.low > expected:
            source.fault(here, f"A gap {said}.", f"Begin {other.id} with {expected:g}.")
        if other.low < expected:
            source.fault(here, f"An overlap {said}.", f"Begin {other.id} with {expected:g}.")


def _cover(bands: tuple[Band, ...], known: Bounds, place: Place, source: Source) -> None:
    """The first band reaches down to the least score, the last up to the greatest."""
    first, last = bands[0], bands[-1]
    if first.low is not None and (known[0] is None or known[0] < first.low):
        what = f"A gap: no band holds a score below {first.low:g}."
        source.fault((*place, 0), what, "Begin lower, or leave out `from` of the first band.")
    if last.high is not None and (known[1] is None or known[1] > last.high):
        what = f"A gap: no band holds a score above {last.high:g}."
        source.fault((*place, len(bands) - 1), what, "End higher, or leave out `to` of the last.")
    for n, band in enumerate(bands):
        if band.low is not None and band.high is not None and band.low > band.high:
            source.fault((*place, n), f"{band.id} ends before it begins.", "Exchange from and to.")
