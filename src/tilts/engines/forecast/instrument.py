"""A scorecard as an instrument of our own: completed, explained and versioned like any other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Any

import polars as pl
import yaml

from .binning import Bins
from .models.scorecard import Scorecard
from .protected import plain
from .refusals import refuse

KNOWN, UNKNOWN = "yes", "no"
MOST_DECIMALS = 9  # of a number in an instrument; longer ones are asked for rounded
OURS = re.compile(r"^(missing|unseen|level \d+)$")
SCORES = ("points", "probability")
CODE = re.compile(r"^[^;\s]([^;]*[^;\s])?$")


def instrument_yaml(card: Scorecard, frame: pl.DataFrame, about: Mapping[str, str]) -> str:
    """The instrument of a card as YAML. `frame` is what it was trained on, for bounds and gaps.

    `about` holds `id`, `version`, `title`, `licence` and `source`. A number that may be missing is
    asked for by two items: whether it is known, and then how much. Raises DataRefused when the card
    has no rules: there is nothing to complete.
    """
    if not card.rules:
        raise refuse("the scorecard", "it has no rules.", "Train it on data that tell more.")
    points = [_points(card, index) for index in range(len(card.bins))]
    items, terms = [], []
    for bins, name, given in zip(card.bins, item_ids(card.bins), points, strict=True):
        asked, term = _asked(bins, name, frame[bins.name], given)
        items += asked
        terms.append(term)
    whole = {
        **about,
        "title": {"en": about["title"]},
        "languages": ["en"],
        "sections": [{"id": "facts", "title": {"en": "Facts"}, "items": items}],
        "scores": [{"id": "points", "label": {"en": "Points"}, "add": terms}, _risk(card)],
    }
    return yaml.safe_dump(whole, sort_keys=False, allow_unicode=True)


def answers(card: Scorecard, frame: pl.DataFrame) -> pl.DataFrame:
    """The answers to the instrument that a table already holds."""
    columns: list[pl.Series] = []
    for bins, name in zip(card.bins, item_ids(card.bins), strict=True):
        column = frame[bins.name]
        if bins.kind == "category":
            columns.append(_coded(bins, column).alias(name))
            continue
        known = column.is_not_null().replace_strict({True: KNOWN, False: UNKNOWN})
        columns += [known.alias(f"{name}_known"), column.round(MOST_DECIMALS).alias(name)]
    return pl.DataFrame(columns)


def item_ids(bins: Sequence[Bins]) -> list[str]:
    """The id of each feature's item: its name in plain letters, with a number where it is taken."""
    taken, found = set(SCORES), []
    for one in bins:
        name = next(name for name in _ids(one.name) if not taken & {name, f"{name}_known"})
        taken |= {name, f"{name}_known"}
        found.append(name)
    return found


def _ids(name: str) -> Iterator[str]:
    first = plain(name)[:40]
    first = first if first[:1].isalpha() else f"x_{first}"
    return chain([first], (f"{first}_{number}" for number in count(2)))


def _points(card: Scorecard, feature: int) -> list[int]:
    """What each code of one feature adds to the sum."""
    return [round(value / card.scale) for value in card.additive.tables[feature]]


def _risk(card: Scorecard) -> dict[str, Any]:
    formula = f"1 / (1 + EXP(0 - ({card.intercept!r} + {card.scale!r} * points)))"
    label = {"en": "Probability of the outcome"}
    return {"id": "probability", "label": label, "decimals": 4, "formula": formula}


def _asked(
    bins: Bins, name: str, column: pl.Series, points: list[int]
) -> tuple[list[Any], dict[str, Any]]:
    if bins.kind == "category":
        return [_choice(bins, name, points)], {"of": name}
    return _number(bins, name, column, points)


def _choice(bins: Bins, name: str, points: list[int]) -> dict[str, Any]:
    options = [
        {"code": code, "label": {"en": label}, "points": given}
        for code, label, given in zip(_codes(bins), bins.labels, points, strict=True)
    ]
    return {
        "id": name,
        "label": {"en": bins.name},
        "type": "choice",
        "options": options,
    }


def _codes(bins: Bins) -> list[str]:
    """An option for every code: the level's own words where they can be one and are not ours."""
    own = [
        level
        if CODE.match(level) and len(level) <= 100 and not OURS.match(level)
        else f"level {number}"
        for number, level in enumerate(bins.levels, 1)
    ]
    return ["missing", *own, "unseen"]


def _coded(bins: Bins, column: pl.Series) -> pl.Series:
    codes = pl.Series(bins.codes(column))
    return codes.replace_strict(dict(enumerate(_codes(bins))), return_dtype=pl.String)


def _number(
    bins: Bins, name: str, column: pl.Series, points: list[int]
) -> tuple[list[Any], dict[str, Any]]:
    """Whether it is known, then how much; what is hidden stands just below every allowed number."""
    numbers = column.drop_nulls().cast(pl.Float64)
    low = min(0.0, float(numbers.min() or 0.0) // 1)  # type: ignore[arg-type]  # of a column of numbers
    known = {
        "id": f"{name}_known",
        "label": {"en": f"{bins.name}: is it known?"},
        "type": "choice",
        "options": [
            {"code": KNOWN, "label": {"en": "Yes"}},
            {"code": UNKNOWN, "label": {"en": "No"}},
        ],
    }
    item = {
        "id": name,
        "label": {"en": bins.name},
        "type": "number",
        "minimum": low,
        "decimals": _decimals(numbers),
        "visible_if": f"{name}_known = '{KNOWN}'",
        "when_hidden": low - 1,
    }
    steps = [low - 1, low, *(round(cut, MOST_DECIMALS) for cut in bins.cuts)]
    return [known, item], {"of": name, "steps": dict(zip(steps, points[:-1], strict=True))}


def _decimals(numbers: pl.Series) -> int:
    return next(
        (n for n in range(MOST_DECIMALS) if numbers.round(n).equals(numbers)), MOST_DECIMALS
    )
