"""What a level means and does not mean, what drives it and what protects, in plain words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tilts.engines.instruments import Instrument, Result
from tilts.engines.instruments.schema.items import Choice
from tilts.engines.instruments.schema.quantities import Score
from tilts.platform.forms.answering import values_in
from tilts.platform.forms.models import Sheet
from tilts.platform.forms.questions import words

from ..levels import bands, level_of
from ..presenting import factor_title

Part = dict[str, Any]  # what counts, in words, and how much or what of it


def means(of: Instrument | None, level: str) -> list[str]:
    """What a level says, by its place among the levels of its instrument."""
    use = _(
        "The level helps to decide how often you meet your officer, and which help and which "
        "programmes you are offered."
    )
    known = [band.id for band in bands(level_of(of))] if of and of.level else []
    if level not in known or len(known) < 2:
        return [use]
    return [_compared(known.index(level), len(known)), use]


def _compared(place: int, count: int) -> str:
    if place == 0:
        return _("Of people with answers like these, fewer offend again than at any other level.")
    if place == count - 1:
        return _("Of people with answers like these, more offend again than at any other level.")
    return _(
        "Of people with answers like these, more offend again than at the levels below, and fewer "
        "than at the levels above."
    )


def means_not(trial: bool) -> list[str]:
    """What no level says; and that one on trial decides nothing."""
    told = [
        _("It does not say what you will do. It speaks of many people, and you are one person."),
        _("It is no punishment, and it proves nothing against you."),
        _("It does not stay for ever: what you do and what changes in your life can change it."),
    ]
    if trial:
        told.append(_("These questions are on trial here: nothing is decided by them alone."))
    return told


def driving(of: Instrument, result: Result, scores: Mapping[str, Mapping[str, Any]]) -> list[Part]:
    """What raises the level, the most first, with its range in words."""
    raising = [(name, value) for name, value in result.factors.items() if value and value > 0]
    ordered = sorted(raising, key=lambda pair: -pair[1])
    return [
        {"title": factor_title(of, name), "details": _range(of, name, scores)}
        for name, _value in ordered
    ]


def protecting(of: Instrument, result: Result, sheet: Sheet) -> list[Part]:
    """What lowers the level, with the answers that speak for the person."""
    lowering = [name for name, value in result.factors.items() if value and value < 0]
    return [
        {"title": factor_title(of, name), "details": _for_them(of, name, sheet)}
        for name in lowering
    ]


def _range(of: Instrument, name: str, scores: Mapping[str, Mapping[str, Any]]) -> list[str]:
    quantity = of.quantities.get(name)
    if not isinstance(quantity, Score):
        return []
    named = {band.id: words(band.label) for band in bands(quantity)}
    kept = scores.get(name, {}).get("band")
    return [named[kept]] if kept in named else []


def _for_them(of: Instrument, name: str, sheet: Sheet) -> list[str]:
    """Of a sum of answers: those that add to it. What lowers the level adds up what protects."""
    quantity, given = of.quantities.get(name), values_in(sheet.answers)
    terms = (quantity.add or ()) if isinstance(quantity, Score) else ()
    items = (of.items[term.of] for term in terms if term.of in of.items)
    return [
        f"{words(item.label)} – {words(option.label)}"
        for item in items
        if isinstance(item, Choice)
        for option in item.options
        if option.code == given.get(item.id) and (option.points or 0) > 0
    ]
