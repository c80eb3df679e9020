"""The workload in words and widths, as the pages show it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilts.casework.people.models import Person
from tilts.platform.design.display import local

from .models import Reduction
from .weights import Weights
from .workload import FULL, Item, Load

NEARLY = 90  # percent from which a bar warns
HOUR = 60


def tone_of(percent: int | None) -> str:
    """How the bar of a load is coloured."""
    if percent is None or percent > FULL:
        return "danger"
    return "warning" if percent >= NEARLY else "accent"


def bar(percent: int | None) -> dict[str, Any]:
    """A bar as wide as the load, at most full."""
    return {"width": min(FULL, percent or 0), "tone": tone_of(percent)}


def load_rows(loads: Iterable[Load]) -> list[dict[str, Any]]:
    """Lines of the table of a unit's workload."""
    return [
        {
            "load": one,
            "bar": bar(one.percent),
            "left": one.can.points - one.points,
            "carries": one.can.nominal > 0,
            "away": away_in_words(one),
        }
        for one in loads
    ]


def away_in_words(load: Load) -> str:
    """That somebody is on leave, and until when; "" of who is not."""
    if not load.can.away:
        return ""
    if load.can.away_until is None:
        return _("away")
    return _("away until %(day)s") % {"day": local(load.can.away_until)}


def in_short(load: Load) -> str:
    """An officer to choose, with how many people they have and how full their week is."""
    values = {"name": load.staff.name, "people": load.people, "percent": load.percent}
    if away := away_in_words(load):
        return _("%(name)s (%(people)s, %(away)s)") % {**values, "away": away}
    if load.percent is None:
        return _("%(name)s (%(people)s)") % values
    return _("%(name)s (%(people)s, %(percent)s %%)") % values


def hours(minutes: int) -> str:
    """Minutes a week as people say them: "20 h", "7 h 30 min"."""
    whole, rest = divmod(minutes, HOUR)
    return f"{whole} h {rest} min" if rest else f"{whole} h"


def reduction_rows(
    rows: Iterable[Reduction], weights: Weights, today: date
) -> list[dict[str, Any]]:
    """What takes time from somebody's week, with whether it counts today."""
    return [
        {
            "row": row,
            "title": weights.title("reduction", row.code),
            "hours": hours(row.weekly_minutes),
            "counts": row.is_on(today),
            "ends": row.until is None or row.until > today,
        }
        for row in rows
    ]


def item_rows(
    items: Sequence[Item], people: Mapping[UUID, Person], weights: Weights
) -> list[dict[str, Any]]:
    """What weighs on somebody, the heaviest first, with the person behind each number."""
    inorder = sorted(items, key=lambda one: (-one.points, _name(people.get(one.person))))
    return [
        {
            "item": one,
            "person": people.get(one.person),
            "what": weights.title(one.kind, one.code),
        }
        for one in inorder
    ]


def _name(person: Person | None) -> str:
    return person.sort_key if person else ""


def sums(items: Iterable[Item], weights: Weights) -> list[dict[str, Any]]:
    """Points by setting and kind of work, the people first."""
    found: dict[tuple[str, str], list[Item]] = {}
    for one in items:
        found.setdefault((one.kind, one.code), []).append(one)
    return [
        {
            "what": weights.title(kind, code),
            "count": _count(kind, len(rows)),
            "points": sum(row.points for row in rows),
        }
        for (kind, code), rows in sorted(found.items())
    ]


def _count(kind: str, number: int) -> str:
    if kind == "setting":
        return ngettext("%(n)s person", "%(n)s people", number) % {"n": number}
    return ngettext("%(n)s time", "%(n)s times", number) % {"n": number}
