"""Groups are opened from the programmes of the country's pack."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tilts.jurisdictions.schema import Programme
from tilts.platform.access.reasons import Refused
from tilts.platform.gatherings.actions import (
    Timetable,
    add_template,
    open_series,
    schedule,
)
from tilts.platform.gatherings.models import Place, Series, Template
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.organisation.models import Agency, Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..catalogue import programme_on
from ..delivery.guards import UNKNOWN
from ..delivery.templates_of import as_template, is_same


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group to be opened: who leads it, and when and where it meets each week.

    `place` None is online; `capacity` None is what the programme says.
    """

    name: str
    leaders: Sequence[UUID]
    since: date
    weekly: Weekly
    place: Place | None = None
    capacity: int | None = None


def open_group(*, by: Actor, unit: Unit, programme: str, what: Group) -> Series:
    """Open a group of a programme in a unit and give each of its sessions a time.

    Refused with every reason: no licence on one of the days, leaders who are not certified or too
    few, a room or a leader that is taken. Then nothing is opened.
    """
    of = programme_on(unit.agency.country, programme, what.since)
    if of is None:
        raise Refused([UNKNOWN])
    with act("programmes.open_group", by=by):
        series = open_series(
            by=by,
            template=_template_of(by, unit.agency, of),
            unit=unit,
            name=what.name,
            on=what.since,
            leaders=what.leaders,
            capacity=what.capacity,
        )
        places = [what.place] if what.place else []
        timetable = Timetable(weekly=[what.weekly], since=what.since, places=places)
        schedule(by=by, series=series, timetable=timetable)
    return series


def _template_of(by: Actor, agency: Agency, of: Programme) -> Template:
    """The template of a programme as the pack describes it; a new version when it was changed."""
    list(Agency.objects.select_for_update().filter(pk=agency.pk))
    new = as_template(of)
    versions = Template.objects.filter(agency=agency, code=of.code).order_by("since", "pk")
    last: Template | None = versions.last()
    if last is not None and is_same(last, new):
        return last
    number = str(versions.count() + 1)
    return add_template(by=by, agency=agency, of=as_template(of, number))
