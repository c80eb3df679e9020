"""Which service is responsible for somebody, derived from their placements and measures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.engines.calendars.months import add_months
from tilts.platform.design.display import local

from .catalogue import preparation_months
from .guards import title_of
from .models import Measure, Placement
from .queries import placed_on, records
from .release import Calculation, calculations
from .terms import category, executed_by


class Responsible(models.TextChoices):
    """Who is responsible for somebody."""

    PRISON = "prison", lazy("prison")
    BOTH = "both", lazy("prison and probation")
    PROBATION = "probation", lazy("probation")
    NONE = "none", lazy("nobody")


@dataclass(frozen=True)
class Responsibility:
    """Who is responsible, and why, in words."""

    who: Responsible
    why: str


def responsibility(person_id: UUID, on: date) -> Responsibility:
    """Who is responsible for one person on a day."""
    return responsibilities([person_id], on)[person_id]


def responsibilities(person_ids: Iterable[UUID], on: date) -> dict[UUID, Responsibility]:
    """Who is responsible for each of these people: five queries for any number of people."""
    ids = list(person_ids)
    owners = records(ids)
    placed = {owners[record]: row for record, row in placed_on(owners, on).items()}
    found = calculations(ids, on)
    return {pk: _derive(placed.get(pk), found.get(pk), on) for pk in ids}


def _derive(
    placement: Placement | None, calculation: Calculation | None, on: date
) -> Responsibility:
    measure = _with_probation(calculation, on)
    if placement is None:
        if measure is None:
            nothing = _("Not in prison, and no measure is carried out.")
            return Responsibility(Responsible.NONE, nothing)
        return Responsibility(Responsible.PROBATION, _carried_out(measure))
    if measure:
        return Responsibility(Responsible.BOTH, _carried_out(measure))
    if soon := _release_is_near(calculation, on):
        return Responsibility(Responsible.BOTH, soon)
    since = _("In prison since %(day)s.") % {"day": local(placement.since)}
    return Responsibility(Responsible.PRISON, since)


def _with_probation(calculation: Calculation | None, on: date) -> Measure | None:
    """The first measure that probation carries out on that day."""
    rows = calculation.measures if calculation else ()
    return next((row for row in rows if _runs(row, on) and "probation" in executed_by(row)), None)


def _runs(measure: Measure, on: date) -> bool:
    """A sentence runs once in force, anything else once imposed; both until they end."""
    begins = measure.in_force_on if category(measure) == "sentence" else measure.imposed_on
    started = begins is not None and begins <= on
    return started and (measure.ended_on is None or on < measure.ended_on)


def _carried_out(measure: Measure) -> str:
    return _("Probation carries out: %(measure)s.") % {"measure": title_of(measure)}


def _release_is_near(calculation: Calculation | None, on: date) -> str:
    """Why both prepare the release; "" when it is not near."""
    day = calculation.expected if calculation else None
    if calculation is None or day is None:
        return ""
    months = preparation_months(calculation.measures[0].proceeding.country, on)
    if on < add_months(day, -months):
        return ""
    text = _("Release can come on %(day)s: within %(months)s months both prepare it.")
    return text % {"day": local(day), "months": months}
