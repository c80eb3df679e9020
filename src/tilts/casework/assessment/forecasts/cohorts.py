"""A cohort of the service's own history, as the country pack defines it: a table to learn from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import polars as pl

from tilts.casework.people.merging import survivors
from tilts.casework.people.models import Person
from tilts.casework.proceedings.models import Offence, Placement, Proceeding
from tilts.casework.proceedings.queries import VOID, records
from tilts.engines.calendars.months import completed_years
from tilts.engines.forecast.following import Followed, Life, follow
from tilts.jurisdictions.schema import Cohort
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import Actor
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..models import Assessment
from ..queries import RELIED_ON

BEFORE: dict[str, Any] = {
    "person": pl.Int64,  # a number within the table: nobody is named
    "unit": pl.String,
    "start": pl.Date,
    "age": pl.Int64,  # in whole years at the start
    "sex": pl.String,
    "earlier_judgments": pl.Int64,  # before the start
    "level": pl.String,
}
AFTER: dict[str, Any] = {
    "returned": pl.Int64,
    "days": pl.Int64,  # at risk, until the outcome or the end of the window
}


@dataclass(frozen=True)
class Drawn:
    """A table of those who could be followed, and how many could not, by the reason."""

    table: pl.DataFrame
    left_out: dict[str, int]


@dataclass(frozen=True)
class Entered:
    """How somebody entered: the first assessment with the instrument that became final."""

    unit: str
    on: date
    level: str
    scores: Mapping[str, Mapping[str, Any]]


def draw(*, by: Actor, agency: Agency, cohort: Cohort, today: date) -> Drawn:
    """The table of a cohort; that these people were looked at is on record before it is given."""
    with seen_by(by):
        entered = _entered(agency, cohort.instrument)
        people = sorted(entered, key=lambda one: (entered[one].on, one))
        consult(by, people, way=Way.EXPORT, purpose="service", about=f"cohort {cohort.code}")
        return _table(people, entered, cohort, today)


def _entered(agency: Agency, instrument: str) -> dict[UUID, Entered]:
    rows = Assessment.objects.filter(
        unit__agency=agency, instrument=instrument, state__in=RELIED_ON, trial=False
    ).exclude(level="")
    told = ("person_id", "unit__code", "decided_on", "level", "scores")
    found = list(rows.order_by("decided_on", "pk").values_list(*told))
    stands = survivors({person for person, *_ in found})
    first: dict[UUID, Entered] = {}
    for person, *said in found:
        first.setdefault(stands[person], Entered(*said))
    return first


def _table(
    people: list[UUID], entered: Mapping[UUID, Entered], cohort: Cohort, today: date
) -> Drawn:
    of, about = records(people), {row.pk: row for row in Person.objects.about(people)}
    inside, offences, judged = _inside(of), _offences(of, cohort), _judged(of)
    rows: list[dict[str, Any]] = []
    left_out = Counter[str]()
    for person in people:
        on, died_on = entered[person].on, about[person].died_on
        told = follow(
            Life(on, inside[person], offences[person], died_on),
            window=cohort.window_days,
            from_liberty=cohort.starts == "free",
            today=today - timedelta(days=cohort.wait_days),
        )
        if isinstance(told, Followed):
            rows.append(_row(len(rows) + 1, about[person], entered[person], told, judged[person]))
        else:
            left_out[told] += 1
    return Drawn(_framed(rows), dict(left_out))


def _row(
    number: int, person: Person, entered: Entered, told: Followed, judged: list[date]
) -> dict[str, Any]:
    scores = {f"score_{code}": one.get("value") for code, one in sorted(entered.scores.items())}
    return {
        "person": number,
        "unit": entered.unit,
        "start": told.start,
        "age": completed_years(person.birth_date, told.start) if person.birth_date else None,
        "sex": person.sex,
        "earlier_judgments": sum(day < told.start for day in judged),
        "level": entered.level,
        **scores,
        "returned": int(told.returned),
        "days": told.days,
    }


def _framed(rows: list[dict[str, Any]]) -> pl.DataFrame:
    scores = sorted({name for row in rows for name in row} - BEFORE.keys() - AFTER.keys())
    schema = {**BEFORE, **dict.fromkeys(scores, pl.Float64), **AFTER}
    told = [{name: row.get(name) for name in schema} for row in rows]
    return pl.DataFrame(told, schema=schema, strict=False)


def _by_person(of: Mapping[UUID, UUID], rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    """What follows the record's id in each row, by the person whose record it is."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    for record, *told in rows:
        found[of[record]].append(told[0] if len(told) == 1 else tuple(told))
    return found


def _inside(of: Mapping[UUID, UUID]) -> dict[UUID, list[Any]]:
    rows = Placement.objects.about(of)
    return _by_person(of, rows.values_list("person_id", "since", "until"))


def _offences(of: Mapping[UUID, UUID], cohort: Cohort) -> dict[UUID, list[Any]]:
    rows = Offence.objects.about(of).exclude(proceeding__state__in=VOID)
    if cohort.convicted:
        rows = rows.filter(proceeding__judged_on__isnull=False)
    if cohort.gravities:
        rows = rows.filter(gravity__in=cohort.gravities)
    return _by_person(of, rows.values_list("person_id", "committed_on"))


def _judged(of: Mapping[UUID, UUID]) -> dict[UUID, list[Any]]:
    """The days of the judgments of each person."""
    rows = Proceeding.objects.about(of).exclude(state__in=VOID)
    rows = rows.filter(copy_of=None, judged_on__isnull=False)
    return _by_person(of, rows.values_list("person_id", "judged_on"))
