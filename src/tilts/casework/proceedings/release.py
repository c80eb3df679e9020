"""The release calculation of people, from their rows and the rules of their country."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tilts.casework.people.models import Person
from tilts.engines.calendars.release import Outcome, Release, release
from tilts.engines.calendars.sentences import in_order, lay_out, set_aside
from tilts.platform.access.telling import once

from . import catalogue
from .models import Measure, Proceeding
from .queries import gravities_of, measures_of, records
from .terms import Bar, Gravities, bar_of, components


@dataclass(frozen=True)
class Calculation:
    """The answers of the calculator for one person, and the measures that went into them."""

    release: Release
    measures: tuple[Measure, ...]
    bars: tuple[Bar, ...]

    @property
    def expected(self) -> date | None:
        """The earliest day of release without monitoring, else the end; None when neither is."""
        return self.release.conditional.day or self.release.end.day

    @property
    def outcomes(self) -> tuple[Outcome, Outcome, Outcome]:
        """End, conditional and monitored release."""
        return self.release.end, self.release.conditional, self.release.monitored


def calculate(
    measures: Sequence[Measure], gravities: Gravities, country: str, on: date
) -> Calculation:
    """The calculation for the measures of one person, under the rules of a day."""
    parts = components(measures, gravities)
    served = [part for part in parts if set_aside(part) is None]
    spans, _unknown = lay_out(in_order(served))
    ends = {span.component.code: (span.first, span.end) for span in spans}
    bars = [bar for measure in measures if (bar := bar_of(measure, ends))]
    answers = release(parts, catalogue.pack_of(country).release_rules, on)
    return Calculation(answers, tuple(measures), tuple(bars))


def calculations(
    person_ids: Iterable[UUID], on: date, owners: Mapping[UUID, UUID] | None = None
) -> dict[UUID, Calculation]:
    """The calculation of each person who has measures: three queries for any number of people.

    `owners` are the people's records, by whoever has read them already.
    """
    owners = owners or records(person_ids)
    known = dict(owners)
    return once(("calculations", frozenset(known), on), lambda: _calculated(known, on))


def _calculated(owners: Mapping[UUID, UUID], on: date) -> dict[UUID, Calculation]:
    rows = list(measures_of(owners))
    gravities = gravities_of(rows)
    return {
        person: calculate(mine, gravities, mine[0].proceeding.country, on)
        for person, mine in _by_person(rows, owners).items()
    }


def _by_person(rows: Iterable[Measure], owners: Mapping[UUID, UUID]) -> dict[UUID, list[Measure]]:
    found: dict[UUID, list[Measure]] = defaultdict(list)
    for row in rows:
        found[owners[row.person_id]].append(row)
    return found


def release_calculation(of: Person | Proceeding, on: date) -> Calculation:
    """The calculation for a person, or for the measures of one proceeding alone."""
    person_id = of.person_id if isinstance(of, Proceeding) else of.pk
    rows = list(measures_of(records([person_id])))
    if isinstance(of, Proceeding):
        rows = [row for row in rows if row.proceeding_id == of.pk]
    return calculate(rows, gravities_of(rows), of.country, on)
