"""What statistics may know of assessments: results, needs by domain, and what is overdue."""

from collections.abc import Iterable
from typing import Any

import polars as pl
from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.platform.forms.catalogue import known
from tilts.platform.workflow.facts import register_facts
from tilts.platform.workflow.models import WorkItem

from .cases import AGAIN, DUE
from .levels import bands, level_of
from .models import Assessment
from .queries import RELIED_ON

RESULTS: dict[str, Any] = {
    "assessment": pl.String,
    "person": pl.String,
    "unit": pl.String,
    "agency": pl.String,
    "instrument": pl.String,
    "version": pl.String,
    "level": pl.String,  # as decided
    "computed_level": pl.String,
    "level_before": pl.String,  # of the same person with the same instrument; null the first time
    "change": pl.String,  # first, lower, same, higher; null when the levels cannot be compared
    "sex": pl.String,
    "age": pl.Int32,  # in whole years on the day of the assessment
    "assessor": pl.String,
    "assessed_on": pl.Date,
    "decided_on": pl.Date,
    "days_late": pl.Int32,  # the decision after the day on which it was due; negative before it
}
NEEDS: dict[str, Any] = {
    "assessment": pl.String,
    "domain": pl.String,  # a score of the instrument that is not its level
    "need": pl.String,  # its band
}
OVERDUE: dict[str, Any] = {
    "person": pl.String,
    "unit": pl.String,
    "kind": pl.String,
    "due": pl.Date,
    "days_late": pl.Int32,
}
DUE_WORK = [DUE.code, AGAIN.code]
FIELDS = (
    "pk", "person_id", "unit_id", "unit__agency_id", "instrument", "version", "level",
    "computed_level", "assessor_id", "assessed_on", "decided_on", "person__sex",
    "person__birth_date",
)  # fmt: skip
READ = {
    name: RESULTS[name]
    for name in (
        "assessment", "person", "unit", "agency", "instrument", "version", "level",
        "computed_level", "assessor", "assessed_on", "decided_on", "sex",
    )
} | {"born": pl.Date}  # fmt: skip


def results() -> pl.DataFrame:
    """Every final assessment, those that newer ones superseded included."""
    rows = _framed(_relied_on().values_list(*FIELDS), READ)
    with_due = rows.join(_due_days(), ["person", "decided_on"], "left", maintain_order="left")
    ranked = with_due.join(_ranks(), ["instrument", "version", "level"], "left")
    one_person = _of_survivors(ranked).sort("decided_on", "assessment")
    return one_person.with_columns(_before("level"), _before("rank")).with_columns(
        _change().alias("change"),
        _age().alias("age"),
        (pl.col("decided_on") - pl.col("due")).dt.total_days().alias("days_late"),
    )


def needs() -> pl.DataFrame:
    """The band of each domain of each final assessment."""
    levels = {(one.id, one.version): one.level for one in known().values()}
    found = _relied_on().values_list("pk", "instrument", "version", "scores")
    rows = [
        (str(pk), domain, score["band"])
        for pk, instrument, version, scores in found
        for domain, score in scores.items()
        if score.get("band") and domain != levels.get((instrument, version))
    ]
    return pl.DataFrame(rows, schema=NEEDS, orient="row")


def overdue() -> pl.DataFrame:
    """Assessments that should be done by now, by the unit in which they are to be done."""
    today = timezone.localdate()
    items = WorkItem.objects.filter(kind__in=DUE_WORK, closed_at=None, due__lt=today)
    schema = {name: kind for name, kind in OVERDUE.items() if name != "days_late"}
    rows = _framed(items.values_list("person_id", "unit_id", "kind", "due"), schema)
    late = (pl.lit(today) - pl.col("due")).dt.total_days()
    return _of_survivors(rows).with_columns(late.alias("days_late"))


def _relied_on() -> Any:
    return Assessment.objects.filter(
        state__in=RELIED_ON, level__gt="", person__entered_in_error=False
    )


def _framed(rows: Iterable[tuple[Any, ...]], schema: dict[str, Any]) -> pl.DataFrame:
    """Rows of the database as a table; ids become text."""
    texts = [index for index, kind in enumerate(schema.values()) if kind == pl.String]
    plain = []
    for row in rows:
        cells = list(row)
        for index in texts:
            cells[index] = None if cells[index] is None else str(cells[index])
        plain.append(cells)
    return pl.DataFrame(plain, schema=schema, orient="row")


def _of_survivors(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows under the record that stands for each person after merges."""
    merged = Person.objects.filter(merged_into__isnull=False)
    into = {str(pk): str(other) for pk, other in merged.values_list("pk", "merged_into_id")}
    standing = {record: _last(record, into) for record in into}
    return rows.with_columns(pl.col("person").replace(standing)) if standing else rows


def _last(record: str, into: dict[str, str]) -> str:
    while record in into:
        record = into[record]
    return record


def _due_days() -> pl.DataFrame:
    """When what was done on a day was due, by person."""
    done = WorkItem.objects.filter(kind__in=DUE_WORK, closed_at__isnull=False, due__isnull=False)
    rows = [
        (str(person), timezone.localdate(closed), due)
        for person, closed, due in done.values_list("person_id", "closed_at", "due")
    ]
    schema = {"person": pl.String, "decided_on": pl.Date, "due": pl.Date}
    found = pl.DataFrame(rows, schema=schema, orient="row")
    return found.group_by("person", "decided_on").agg(pl.col("due").min())


def _ranks() -> pl.DataFrame:
    """Where each level stands in its instrument, the lowest first."""
    rows = [
        (one.id, one.version, band.id, rank)
        for one in known().values()
        if one.level
        for rank, band in enumerate(bands(level_of(one)))
    ]
    schema = {"instrument": pl.String, "version": pl.String, "level": pl.String, "rank": pl.Int32}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _before(column: str) -> pl.Expr:
    """A column as it was in the person's assessment before, with the same instrument."""
    return pl.col(column).shift(1).over("person", "instrument").alias(f"{column}_before")


def _change() -> pl.Expr:
    rank, before = pl.col("rank"), pl.col("rank_before")
    return (
        pl.when(pl.col("level_before").is_null())
        .then(pl.lit("first"))
        .when(rank < before)
        .then(pl.lit("lower"))
        .when(rank == before)
        .then(pl.lit("same"))
        .when(rank > before)
        .then(pl.lit("higher"))
    )


def _age() -> pl.Expr:
    """Whole years from birth to the assessment."""
    born, on = pl.col("born").dt, pl.col("assessed_on").dt
    before_birthday = on.strftime("%m%d") < born.strftime("%m%d")
    return on.year() - born.year() - before_birthday.cast(pl.Int32)


register_facts("assessment.results", version=1, columns=RESULTS, provider=results)
register_facts("assessment.needs", version=1, columns=NEEDS, provider=needs)
register_facts("assessment.overdue", version=1, columns=OVERDUE, provider=overdue)
