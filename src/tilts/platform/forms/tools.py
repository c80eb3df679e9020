"""Instruments as tools of the work: how an agency stands to each, all its versions together."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tilts.platform.organisation.models import Agency
from tilts.platform.workflow.tools import Tool, ToolKind, held_since, register_kind

from .catalogue import known
from .models import Level, Standing
from .questions import words
from .rules import DECIDE

KIND = "instrument"
BEST = (Level.USE, Level.TRIAL, Level.WITHDRAWN, Level.REFERENCE)  # of several versions


def instruments(agency: Agency, day: date) -> Iterator[Tool]:
    """Every instrument that is known here, by its id."""
    decided = defaultdict(list)
    for row in Standing.objects.filter(agency=agency, since__lte=day).order_by("since", "pk"):
        decided[row.instrument].append(row)
    latest = {of.id: of for of in known().values()}
    for name, of in latest.items():
        yield _tool(name, words(of.title), of.version, decided[name], day)


def _tool(name: str, title: str, version: str, rows: list[Standing], day: date) -> Tool:
    now = [row for row in rows if row.is_on(day)]
    level = min((Level(row.level) for row in now), key=BEST.index, default=Level.REFERENCE)
    used = [_term(row) for row in rows if row.level == Level.USE]
    needed = {row.requires for row in now if row.requires}
    return Tool(
        code=name,
        title=title,
        standing=str(level.label),
        in_force=level == Level.USE,
        since=held_since(used, day),
        taught_by=frozenset({name, *needed}),
        page=reverse("forms:instrument", args=[name, version]),
    )


def _term(row: Standing) -> tuple[date, date | None]:
    """First and last day of a decision."""
    return row.since, row.until - timedelta(days=1) if row.until else None


register_kind(ToolKind(code=KIND, title=_("Instrument"), tools=instruments, retire=DECIDE))
