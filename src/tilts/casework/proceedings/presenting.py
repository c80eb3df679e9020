"""Rows of the room as its pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.platform.design.display import local

from .catalogue import is_sexual, name_in, offence
from .guards import title_of
from .models import Measure, Offence
from .queries import find_offences
from .release import Calculation
from .working import days, in_words, length, names_of, why_no_date


@dataclass(frozen=True)
class Answer:
    """One answer of the calculator: a date or why there is none, and its working."""

    title: str
    day: date | None
    why_not: list[str]
    lines: list[Any]


class Calculated:
    """A release calculation, each answer with its working."""

    def __init__(self, calculation: Calculation) -> None:
        names = names_of(calculation.measures)
        titles = (
            _("End of sentence"),
            _("Earliest conditional release"),
            _("Earliest release with electronic monitoring"),
        )
        self.answers = [
            Answer(title, found.day, why_no_date(found, names), in_words(found.working, names))
            for title, found in zip(titles, calculation.outcomes, strict=True)
        ]
        self.unconfirmed = any(not line.confirmed for a in self.answers for line in a.lines)
        self.is_shown = bool(calculation.measures)


def offence_lines(offences: Iterable[Offence]) -> list[dict[str, Any]]:
    """Offences with their titles; a sexual one says that its circumstances are walled."""
    return [
        {
            "row": row,
            "title": offence_title(row),
            "walled": is_sexual(row.iccs),
        }
        for row in offences
    ]


def offence_title(row: Offence) -> str:
    entry = offence(row.proceeding.country, row.code, row.committed_on)
    return name_in(entry, get_language() or "en") if entry else row.code


def offence_choices(country: str, text: str, day: date) -> list[tuple[str, str]]:
    """Offences found in the national code: number and title; none for an empty search."""
    language = get_language() or "en"
    found = find_offences(country, text, day) if text.strip() else []
    return [(entry.code, name_in(entry, language)) for entry in found]


def measure_lines(measures: Iterable[Measure]) -> list[dict[str, Any]]:
    """Measures with their names, their length and their facts in words."""
    return [{"row": row, "title": title_of(row), "facts": list(_facts(row))} for row in measures]


def _facts(row: Measure) -> Iterable[tuple[str, str]]:
    said = (
        (_("Length"), measure_length(row)),
        (_("Imposed"), local(row.imposed_on)),
        (_("In force"), local(row.in_force_on)),
        (_("First day"), local(row.start)),
        (_("Served after"), title_of(row.follows) if row.follows else ""),
        (_("Probation period"), length(0, row.probation_months or 0, 0)),
        (_("Remand counted"), days(row.remand_days) if row.remand_days else ""),
        (_("Carried out by"), row.unit.name_in(get_language() or "en") if row.unit else ""),
        (_("Ended"), local(row.ended_on)),
        (_("How"), row.get_ended_how_display()),
    )
    return [(name, value) for name, value in said if value]


def measure_length(row: Measure) -> str:
    """How long or how much: `2 years`, `120 hours`, `300.00 €`; "" when neither is said."""
    if row.minutes:
        return _("%(n)s hours") % {"n": row.minutes // 60}
    if row.cents:
        return f"{row.cents // 100}.{row.cents % 100:02d} €"
    return length(row.years, row.months, row.days)
