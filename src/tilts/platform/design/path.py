"""Geometry of the path picture: lanes over time, per cent across and rem down.

Texts are set in rem, so they stay readable at any width; what lies too close goes to a row of its
own. Widths of texts are estimated, since the server knows no letters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .display import local
from .icons import MARKS

ROW = 1.75  # rem, height of a row
BAR_INSET = 0.1875  # rem, from a row's edge to its bar
GAP = 0.5  # rem, between lanes
TOP = 1.75  # rem, for the names of years and months
STEPS = ((1200, 12), (300, 3), (0, 1))  # days shown at least → months from one mark to the next
LETTER = 0.8  # per cent of the picture's least width (52 rem) that one letter takes
SHORTEST = 10  # letters that a cut text must keep
MARK = 1.9  # per cent that a point's mark takes
EDGE = 3  # per cent from the left within which the text of a mark would be cut


@dataclass(frozen=True)
class Span:
    """A bar from `start` to `end` (None: still running). `expected`: not a fact yet."""

    label: str
    start: date
    end: date | None = None
    tone: str = "accent"
    expected: bool = False


@dataclass(frozen=True)
class Point:
    """An event on one day."""

    label: str
    on: date
    tone: str = "neutral"


@dataclass(frozen=True)
class Lane:
    """A named row of the picture."""

    name: str
    items: Sequence[Span | Point]


@dataclass(frozen=True)
class Scale:
    """Days to per cent of the width."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Per cent from the left edge, within 0 and 100."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(100 * min(max(share, 0), 1), 2)


@dataclass(frozen=True)
class Drawn:
    """An item with its place. `left` and `width` in per cent, `top` in rem."""

    item: Span | Point
    left: float
    width: float
    text_at: float
    inside: bool
    row: int = 0
    top: float = 0
    text: str = ""

    @property
    def reach(self) -> float:
        """Per cent where the item with its text ends."""
        text_end = self.text_at + LETTER * len(self.text)
        return (
            self.left + self.width if self.inside else max(self.left + self.width, text_end) + 0.4
        )

    @property
    def middle(self) -> float:
        """Rem of the row's middle, where points and texts stand."""
        return round(self.top + ROW / 2, 3)

    @property
    def bar_top(self) -> float:
        """Rem of the upper edge of a span's bar."""
        return round(self.top + BAR_INSET, 3)

    @property
    def mark(self) -> str:
        """Path of a point's mark; empty for a span."""
        return MARKS.get(self.item.tone, MARKS["neutral"]) if isinstance(self.item, Point) else ""

    @property
    def words(self) -> str:
        """The same as a line of the list."""
        label = f"{self.item.label} ({_('expected')})" if self._is_expected else self.item.label
        first, last = self.dates
        until = "" if self.mark else f" – {local(last) if last else _('today')}"
        return f"{label}, {local(first)}{until}"

    @property
    def _is_expected(self) -> bool:
        return isinstance(self.item, Span) and self.item.expected

    @property
    def dates(self) -> tuple[date, date | None]:
        """First and last day, for the list."""
        item = self.item
        return (item.on, None) if isinstance(item, Point) else (item.start, item.end)


@dataclass(frozen=True)
class DrawnLane:
    """A lane with its items in place. `top` and `middle` in rem."""

    name: str
    top: float
    items: list[Drawn] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Rem where the lane's name stands."""
        return round(self.top + ROW / 2, 3)


@dataclass(frozen=True)
class Picture:
    """All that the template draws. Heights in rem, positions across in per cent."""

    lanes: list[DrawnLane]
    times: list[tuple[str, float]]
    today: float
    height: float
    covered: tuple[date, date]

    @property
    def names_width(self) -> float:
        """Rem that the longest name of a lane takes."""
        return round(0.5 * max((len(lane.name) for lane in self.lanes), default=0) + 1, 3)

    @property
    def bottom(self) -> float:
        """Rem where the lines of the times end."""
        return round(self.height - 1.25, 3)

    @property
    def foot(self) -> float:
        """Rem of the word *today* under its line."""
        return round(self.height - 0.375, 3)

    @property
    def summary(self) -> str:
        """The text alternative; the list below the picture says the rest."""
        names = ", ".join(lane.name for lane in self.lanes)
        first, last = self.covered
        return _("%(names)s from %(first)s to %(last)s. The same follows as a list.") % {
            "names": names,
            "first": first.year,
            "last": last.year,
        }


def _days(lanes: Iterable[Lane], today: date) -> list[date]:
    found = [today]
    for lane in lanes:
        for item in lane.items:
            found += [item.on] if isinstance(item, Point) else [item.start, item.end or today]
    return found


def _padded(first: date, last: date) -> Scale:
    margin = timedelta(days=max((last - first).days // 20, 30))
    return Scale(first - margin, last + margin)


def _times(scale: Scale) -> list[tuple[str, float]]:
    """Marks of time: years, and in a short picture quarters or months; the first has its year."""
    shown = (scale.last - scale.first).days
    step = next(months for least, months in STEPS if shown >= least)
    first = scale.first.year * 12 + scale.first.month  # the month after the first day, from 0
    marks: list[tuple[str, float]] = []
    for month in range(-(-first // step) * step, scale.last.year * 12 + scale.last.month, step):
        day = date(month // 12, month % 12 + 1, 1)
        if (at := scale.at(day)) >= EDGE:
            marks.append((_time(day, with_year=not marks), at))
    return marks


def _time(day: date, *, with_year: bool) -> str:
    """The year of a January, and the month of any other day."""
    if day.month == 1:
        return str(day.year)
    month = format_date(day, "M" if (get_language() or "en").startswith("en") else "b")
    return f"{month} {day.year}" if with_year else month


def _place(item: Span | Point, scale: Scale, today: date) -> Drawn:
    length = LETTER * len(item.label)
    if isinstance(item, Point):
        left = scale.at(item.on)
        right = left + MARK / 2
        return Drawn(
            item,
            left,
            0,
            right if right + length <= 100 else right - MARK - length,
            False,
            text=item.label,
        )
    left, end = scale.at(item.start), scale.at(item.end or today)
    width = round(max(end - left, 0.6), 2)
    return _captioned(Drawn(item, left, width, left + 0.8, True, text=item.label))


def _captioned(bar: Drawn) -> Drawn:
    """Write inside the bar, or to its right, or cut inside, or to its left: the first that fits."""
    letters = int((bar.width - 1.6) / LETTER)
    length, end = LETTER * len(bar.text), bar.left + bar.width
    if letters >= len(bar.text):
        return bar
    if end + 0.6 + length <= 100:
        return replace(bar, text_at=end + 0.6, inside=False)
    if letters >= SHORTEST:
        return replace(bar, text=f"{bar.text[: letters - 1].rstrip()}…")
    return replace(bar, text_at=max(bar.left - length - 0.6, 0), inside=False)


def _rows(items: Iterable[Drawn], top: float) -> list[Drawn]:
    """Give each item the first row where nothing before it reaches."""
    reaches: list[float] = []
    placed = []
    for drawn in sorted(items, key=lambda d: min(d.left, d.text_at)):
        start = min(drawn.left, drawn.text_at)
        row = next((n for n, reach in enumerate(reaches) if reach <= start), len(reaches))
        reaches[row:] = [drawn.reach, *reaches[row + 1 :]]
        y = round(top + row * ROW, 3)
        placed.append(replace(drawn, row=row, top=y, text_at=round(drawn.text_at, 2)))
    return placed


def picture(lanes: Sequence[Lane], today: date) -> Picture:
    """Lay out `lanes` so that no two items overlap and every text stays inside."""
    days = _days(lanes, today)
    covered = min(days), max(days)
    scale = _padded(*covered)
    drawn, top = [], TOP
    for lane in lanes:
        items = _rows((_place(item, scale, today) for item in lane.items), top)
        drawn.append(DrawnLane(lane.name, round(top, 3), items))
        top += ROW * max((d.row + 1 for d in items), default=1) + GAP
    return Picture(drawn, _times(scale), scale.at(today), round(top + 1.5, 3), covered)
