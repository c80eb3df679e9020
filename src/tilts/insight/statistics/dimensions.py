"""By what people are counted: dimensions, their codes in order, how each comes from the facts."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Text

UNKNOWN = "not-known"  # where the record says nothing
AGES = ((18, "under-18"), (25, "18-24"), (35, "25-34"), (45, "35-44"), (55, "45-54"))
OLDEST = "55-and-over"
LATENESS = ((31, "up-to-30"), (91, "31-90"))
LATEST = "over-90"


@dataclass(frozen=True)
class Dimension:
    """A way to divide people; `repeats` when one person may stand in several of its parts.

    `order` has its codes as they are shown; without one they stand by their words, and codes that
    `by_code` orders (years, quarters) by themselves.
    """

    title: Text
    value: pl.Expr
    order: Sequence[str] = ()
    repeats: bool = False
    by_code: bool = False


def _steps(number: pl.Expr, steps: Sequence[tuple[int, str]], last: str) -> pl.Expr:
    """The name of the first step that a number is below."""
    value = pl.lit(last)
    for below, name in reversed(steps):
        value = pl.when(number < below).then(pl.lit(name)).otherwise(value)
    return pl.when(number.is_null()).then(pl.lit(UNKNOWN)).otherwise(value)


YEAR = pl.col("assessed_on").dt.year().cast(pl.String)
QUARTER = YEAR + "-" + pl.col("assessed_on").dt.quarter().cast(pl.String)
IN_TIME = (
    pl.when(pl.col("days_late").is_null())
    .then(pl.lit(UNKNOWN))
    .when(pl.col("days_late") > 0)
    .then(pl.lit("late"))
    .otherwise(pl.lit("in-time"))
)
DECIDED = (
    pl.when(pl.col("level") == pl.col("computed_level"))
    .then(pl.lit("as-scored"))
    .otherwise(pl.lit("otherwise"))
)

LEVEL, DOMAIN, NEED = "level", "domain", "need"
RESULTS: dict[str, Dimension] = {
    LEVEL: Dimension(_("Level"), pl.col("level")),
    DOMAIN: Dimension(_("Domain and need"), pl.col("domain"), repeats=True),
    "unit": Dimension(_("Unit"), pl.col("unit")),
    "year": Dimension(_("Year"), YEAR, repeats=True, by_code=True),
    "quarter": Dimension(_("Quarter"), QUARTER, repeats=True, by_code=True),
    "sex": Dimension(_("Sex"), pl.col("sex"), ("female", "male", "unknown")),
    "age": Dimension(
        _("Age"),
        _steps(pl.col("age"), AGES, OLDEST),
        (*(name for _below, name in AGES), OLDEST, UNKNOWN),
    ),
    "assessor": Dimension(_("Assessor"), pl.col("assessor")),
    "change": Dimension(
        _("Change since last time"),
        pl.col("change"),
        ("lower", "same", "higher", "first", UNKNOWN),
    ),
    "decision": Dimension(_("Decision"), DECIDED, ("as-scored", "otherwise")),
    "timeliness": Dimension(_("In time or late"), IN_TIME, ("in-time", "late", UNKNOWN)),
}
NEEDS = Dimension(_("Need"), pl.col("need"))  # beside domains only
OVERDUE: dict[str, Dimension] = {
    "unit": Dimension(_("Unit"), pl.col("unit")),
    "lateness": Dimension(
        _("How late"),
        _steps(pl.col("days_late"), LATENESS, LATEST),
        (*(name for _below, name in LATENESS), LATEST),
    ),
}
EVERYBODY = Dimension(_("People"), pl.lit("people"))  # the one column of a table with rows alone
