"""What is counted, and for whom: facts of the people whom the actor may count, or see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import polars as pl
from django.db.models import QuerySet
from django.utils import timezone

from tilts.casework.people.queries import current_people
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Unit
from tilts.platform.organisation.queries import units_seen_by
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.facts import facts

from .counting import Filters, counted, divided, last_of_each
from .dimensions import DOMAIN, EVERYBODY, NEED, NEEDS, OVERDUE, RESULTS, Dimension
from .protecting import protect
from .rounding import rounded
from .rules import SEE
from .tables import Table
from .wording import Named, domain_names, named, placed

SEE_RESULTS = "assessment.see"


@dataclass(frozen=True)
class Question:
    """What somebody wants to know: people divided `by` one thing, and `then` perhaps another."""

    filters: Filters
    by: str
    then: str = ""

    @property
    def dimensions(self) -> tuple[Dimension, Dimension]:
        """Those of the rows and of the columns."""
        if self.by == DOMAIN:
            return RESULTS[DOMAIN], NEEDS
        return RESULTS[self.by], RESULTS[self.then] if self.then else EVERYBODY

    @property
    def codes(self) -> tuple[str, str]:
        """Names of the same two."""
        return self.by, NEED if self.by == DOMAIN else self.then


@dataclass(frozen=True)
class Answered:
    """A protected table with the words of its rows and columns; perhaps `rounded`."""

    table: Table
    rows: Named
    columns: Named
    rounded: bool = False


def assessments_counted(actor: Actor, question: Question) -> Answered:
    """People by their assessments: those whom the actor may count, small numbers hidden."""
    by, then = question.dimensions
    rows = _results(actor, SEE, question)
    counted = _answered(rows, (by, then), question.codes, question.filters.instrument)
    return _for(actor, counted, divided(rows, by, then))


def overdue_counted(actor: Actor, units: Collection[str] | None = None) -> Answered:
    """People whose assessment is overdue, by unit and by how late."""
    codes = ("unit", "lateness")
    rows = _overdue(actor, SEE, units)
    by, then = (OVERDUE[code] for code in codes)
    return _for(actor, _answered(rows, (by, then), codes, ""), divided(rows, by, then))


def sees_everybody(actor: Actor) -> bool:
    """True for who may see the assessments of all whom they count: they could count by hand."""
    reach = {
        capability: {(g.scope, g.unit_path) for g in actor.grants if g.capability == capability}
        for capability in (SEE, SEE_RESULTS)
    }
    return reach[SEE] <= reach[SEE_RESULTS]


def _for(actor: Actor, answered: Answered, people: pl.DataFrame) -> Answered:
    if sees_everybody(actor):
        return answered
    return replace(answered, table=rounded(answered.table, people.iter_rows()), rounded=True)


def people_behind(actor: Actor, question: Question, row: str, column: str) -> QuerySet[Any]:
    """The people of a cell whose assessments the actor may see; of a whole row without a column."""
    rows = divided(_results(actor, SEE_RESULTS, question), *question.dimensions)
    return _people(rows, row, column)


def people_overdue(
    actor: Actor, units: Collection[str] | None, row: str, column: str
) -> QuerySet[Any]:
    """The same for what is overdue."""
    rows = _overdue(actor, SEE_RESULTS, units)
    return _people(divided(rows, OVERDUE["unit"], OVERDUE["lateness"]), row, column)


def units_counted(actor: Actor) -> QuerySet[Any]:
    """Open units whose people the actor may count."""
    paths = [grant.unit_path for grant in actor.grants if grant.capability == SEE]
    units = units_seen_by(actor, timezone.localdate())
    under = [u.pk for u in units if any(u.path.startswith(path) for path in paths)]
    found: QuerySet[Any] = units.filter(pk__in=under)
    return found


def units_below(unit: Unit) -> frozenset[str]:
    """A unit and all below it, closed ones too."""
    rows = Unit.objects.filter(path__under=unit.path).values_list("pk", flat=True)
    return frozenset(map(str, rows))


def _results(actor: Actor, capability: str, question: Question) -> pl.DataFrame:
    """The assessment of each person that counts, with its domains when they are asked for."""
    with seen_by(actor, capability):
        results = facts("assessment.results", 1)
        needs = facts("assessment.needs", 1) if question.by == DOMAIN else None
    rows = last_of_each(results, question.filters, *question.dimensions)
    if needs is None:
        return rows
    wanted = list(domain_names(question.filters.instrument))
    return rows.join(needs.filter(pl.col("domain").is_in(wanted)), "assessment")


def _overdue(actor: Actor, capability: str, units: Collection[str] | None) -> pl.DataFrame:
    """What is overdue, once for each person: what waits longest."""
    with seen_by(actor, capability):
        rows = facts("assessment.overdue", 1)
    if units is not None:
        rows = rows.filter(pl.col("unit").is_in(list(units)))
    return rows.sort("due", "unit").unique("person", keep="first", maintain_order=True)


def _answered(
    rows: pl.DataFrame,
    dimensions: tuple[Dimension, Dimension],
    codes: tuple[str, str],
    instrument: str,
) -> Answered:
    by, then = dimensions
    cells = divided(rows, by, then)
    words = [
        named(code, cells[side].unique().to_list(), instrument)
        for code, side in zip(codes, ("row", "column"), strict=True)
    ]
    keys = [placed(code, instrument, word) for code, word in zip(codes, words, strict=True)]
    counts = counted(cells, by, then, *keys)
    down, across = words
    return Answered(protect(counts), down, across)


def _people(rows: pl.DataFrame, row: str, column: str) -> QuerySet[Any]:
    wanted = rows.filter(pl.col("row") == row)
    if column:
        wanted = wanted.filter(pl.col("column") == column)
    people: Iterable[str] = wanted["person"].unique().to_list()
    found: QuerySet[Any] = current_people().filter(pk__in=[UUID(one) for one in people])
    return found
