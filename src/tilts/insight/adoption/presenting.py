"""Tools as their pages show them, and as lines of a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tilts.insight.statistics.presenting import Line, said
from tilts.insight.statistics.tables import Hidden, Told

from .months import month_name, months, short_month
from .queries import Adopted

WIDE, HIGH, STEP = 5, 20, 7  # of a bar, the picture's height, from bar to bar: in its own units


@dataclass(frozen=True)
class Bar:
    """A month of the small picture of a year."""

    x: int
    y: float
    height: float


@dataclass(frozen=True)
class Shown:
    """A tool in a list."""

    of: Adopted

    @property
    def address(self) -> str:
        """Its page here."""
        return reverse("adoption:tool", args=[self.of.kind.code, self.of.tool.code])

    @property
    def tone(self) -> str:
        """Of its standing."""
        return "success" if self.of.tool.in_force else "neutral"

    @property
    def first(self) -> str:
        """The month of the first use."""
        return _month(self.of.uses.first)

    @property
    def last(self) -> str:
        """The month of the last one."""
        return _month(self.of.uses.last)

    @property
    def year(self) -> str:
        """Uses in the last twelve months."""
        return str(said(self.of.of_year))

    @property
    def bars(self) -> list[Bar]:
        """The months drawn small."""
        numbers = [_length(told) for told in self.of.of_months]
        most = max(numbers, default=0) or 1
        heights = [round(HIGH * number / most, 1) for number in numbers]
        return [Bar(STEP * n, round(HIGH - height, 1), height) for n, height in enumerate(heights)]

    @property
    def months(self) -> list[dict[str, Any]]:
        """The months drawn large, each with its number."""
        pairs = zip(months(self.of.today), self.of.of_months, strict=True)
        return [
            {"label": month_name(month), "value": _length(told), "shown": said(told)}
            for month, told in pairs
        ]

    @property
    def learnt(self) -> int:
        """How many learnt it."""
        return len(self.of.trained.all)

    @property
    def idle(self) -> int:
        """How many of them do not use it."""
        return len(self.of.trained.idle)


def _month(day: date | None) -> str:
    return month_name(day) if day else ""


def _length(told: Told) -> int:
    """What a bar shows of a number: nothing of a hidden one."""
    return 0 if isinstance(told, Hidden) else told


@dataclass(frozen=True)
class Sorted:
    """The tools of an agency as the page orders them."""

    shelf: list[Shown]
    used: list[Shown]
    others: list[Shown]


def in_order(rows: Sequence[Adopted]) -> Sorted:
    """On the shelf; in use or on trial; and those that are not to be used now."""
    shelf = [Shown(one) for one in rows if one.shelved]
    rest = [one for one in rows if not one.shelved]
    used = [Shown(one) for one in rest if one.tool.in_force or one.uses.last]
    others = [Shown(one) for one in rest if not (one.tool.in_force or one.uses.last)]
    return Sorted(shelf, used, others)


def lines_of(rows: Sequence[Adopted], today: date) -> list[Line]:
    """Every tool as a line of a file, months across, with its heading."""
    heading: Line = [
        _("Kind"), _("Tool"), _("Standing"), _("Usable since"), _("Usable until"),
        _("First use"), _("Last use"), *map(short_month, months(today)),
        _("Last 12 months"), _("Learnt it"), _("Do not use it"), _("On the shelf because"),
    ]  # fmt: skip
    return [heading, *map(_line, rows)]


def _line(one: Adopted) -> Line:
    shown, tool = Shown(one), one.tool
    why = " ".join(str(reason.text) for reason in one.shelved)
    numbers: Line = [said(told) for told in (*one.of_months, one.of_year)]
    return [
        str(one.kind.title), tool.title, tool.standing, _day(tool.since), _day(tool.until),
        shown.first, shown.last, *numbers, shown.learnt, shown.idle, why,
    ]  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
