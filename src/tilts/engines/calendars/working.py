"""The lines of a calculation, ready to be translated and printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

Value = str | int | bool | date | Fraction


class Line(StrEnum):
    """What a line of the working says; a page holds one sentence for each."""

    SET_ASIDE = "set_aside"  # component, reason → not served
    FOLLOWS = "follows"  # component, after → its first day
    TERM = "term"  # component, first_day, years, months, days → last day before remand
    REMAND = "remand"  # component, days → last day after remand
    LATEST = "latest"  # the latest of several → the answer
    PART = "part"  # component, release_class, fraction, of_days, rounding → days to serve
    LIFE_PART = "life_part"  # component, release_class, years, first_day → days to serve
    SERVED = "served"  # first_day, required, remand → day on which the part is served
    MONITORED = "monitored"  # component, months → earliest day with electronic monitoring


@dataclass(frozen=True)
class Step:
    """One line: what is said, the values in it, and what comes out (a date or whole days)."""

    line: Line
    values: Mapping[str, Value] = field(default_factory=dict)
    result: date | int | None = None


def step(line: Line, result: date | int | None = None, /, **values: Value) -> Step:
    """A line of the working with its values by name."""
    return Step(line, values, result)
