"""Templates, places and series come, and go out of use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from pydantic import ValidationError

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, Refused, refuse_if
from tilts.platform.organisation.ending import end
from tilts.platform.organisation.guards import why_not_ended
from tilts.platform.organisation.models import Agency, Unit
from tilts.platform.parties.actors import Actor, Grant, Scope
from tilts.platform.record.acts import act

from ..booking import release
from ..guards import why_not_open, why_not_said, why_not_template
from ..holding import held_series, still_planned
from ..hooks import Intent, vetoes
from ..models import Leader, Place, Series, Template
from ..outline import Outline
from ..people import enrolled_from
from ..rules import RUN, require_series

ENROLLED_STILL = Reason(
    "enrolled-still", lazy("Somebody is still enrolled. End the enrolments first, or on that day.")
)
TOO_FEW_SEATS = Reason(
    "too-few-seats", lazy("More people are enrolled than that. End enrolments first.")
)
NOT_YOUR_UNIT = Reason(
    "not-your-unit", lazy("You run no gatherings in this unit. Choose a unit of yours.")
)
KNOWN_PLACE = Reason(
    "known-place", lazy("The unit has a room of this name. Give the new one another name.")
)
KNOWN_VERSION = Reason(
    "known-version", lazy("This version is here already. Give the new one a number of its own.")
)


@dataclass(frozen=True, kw_only=True)
class NewTemplate:
    """A template as it comes: `modules` is what outline.Outline takes."""

    code: str
    version: str
    kind: str
    names: Mapping[str, str]
    modules: Sequence[Mapping[str, Any]]
    capacity: int
    since: date
    leaders: int = 1


def add_template(*, by: Actor, agency: Agency, of: NewTemplate) -> Template:
    """Add a template, or a new version of one; the version before ends on its first day.

    Raises Refused with every fault of the outline at once.
    """
    require(by, RUN)
    outline = _outline(of.modules)
    versions = Template.objects.filter(agency=agency, code=of.code)
    with act("gatherings.add_template", by=by):
        refuse_if([KNOWN_VERSION] if versions.filter(version=of.version).exists() else [])
        for before in versions.filter(Q(until=None) | Q(until__gt=of.since)):
            before.until = max(before.since, of.since)
            before.save()
        template = Template(
            agency=agency,
            code=of.code,
            version=of.version,
            kind=of.kind,
            names=dict(of.names),
            outline=outline.model_dump(mode="json"),
            capacity=of.capacity,
            leaders=of.leaders,
            since=of.since,
        )
        template.save(force_insert=True)
    return template


def _outline(modules: Sequence[Mapping[str, Any]]) -> Outline:
    try:
        return Outline.model_validate({"modules": modules})
    except ValidationError as faults:
        raise Refused([_fault(one) for one in faults.errors() if _is_cause(one)]) from faults


def _is_cause(fault: Any) -> bool:
    """Whether it is no mere consequence: a list whose parts are wrong counts as too short."""
    return not (fault["type"] == "too_short" and fault["input"])


def _fault(fault: Any) -> Reason:
    where = ".".join(str(step) for step in fault["loc"])
    return Reason("outline", _("%(where)s: %(what)s") % {"where": where, "what": fault["msg"]})


def end_template(*, by: Actor, template: Template, until: date) -> Template:
    """No series is opened from a template from that day on; those that run go on."""
    require(by, RUN)
    with act("gatherings.end_template", by=by):
        return end(template, until, why_not_ended(template.since, until))


def add_place(*, by: Actor, unit: Unit, name: str, since: date, seats: int | None = None) -> Place:
    """Add a room of a unit; `seats` None when it does not matter."""
    require(by, RUN)
    refuse_if(_why_not_unit(by, unit))
    place = Place(unit=unit, name=name, seats=seats, since=since)
    with act("gatherings.add_place", by=by):
        open_ones = Place.objects.filter(unit=unit, name=name, until=None)
        refuse_if([KNOWN_PLACE] if open_ones.exists() else [])
        place.save(force_insert=True)
    return place


def close_place(*, by: Actor, place: Place, until: date) -> Place:
    """A room is used no more from that day on. What is booked there is moved one by one."""
    require(by, RUN)
    refuse_if(_why_not_unit(by, place.unit))
    with act("gatherings.close_place", by=by):
        return end(place, until, why_not_ended(place.since, until))


def _why_not_unit(by: Actor, unit: Unit) -> Reasons:
    """A unit is run by whoever runs gatherings in it, or above it."""
    if by.is_service:
        return []
    mine = any(_within(unit, grant) for grant in by.grants if grant.capability == RUN)
    return [] if mine else [NOT_YOUR_UNIT]


def _within(unit: Unit, grant: Grant) -> bool:
    if grant.scope == Scope.UNIT:
        return unit.path.startswith(grant.unit_path)
    return grant.scope == Scope.AGENCY and grant.unit_path == unit.agency_id


def open_series(
    *,
    by: Actor,
    template: Template,
    unit: Unit,
    name: str,
    on: date,
    leaders: Sequence[UUID] = (),
    capacity: int | None = None,
) -> Series:
    """Open a series from a template; `capacity` None is that of the template."""
    require(by, RUN)
    intent = Intent(what="open", template=template, leaders=leaders, day=on)
    refuse_if([*_why_not_unit(by, unit), *why_not_template(template, on), *vetoes(intent)])
    series = Series(
        agency_id=unit.agency_id,
        unit=unit,
        template=template,
        name=name,
        capacity=template.capacity if capacity is None else capacity,
        opened_on=on,
    )
    with act("gatherings.open_series", by=by):
        series.save(force_insert=True)
        Leader.objects.bulk_create(
            Leader(series=series, party_id=party, since=on) for party in dict.fromkeys(leaders)
        )
    return series


def set_capacity(*, by: Actor, series: Series, capacity: int) -> Series:
    """Give a series more or fewer places, but never fewer than are taken."""
    require_series(by, RUN, series)
    with act("gatherings.set_capacity", by=by):
        now = held_series(series)
        taken = len(enrolled_from(now, timezone.localdate()))
        refuse_if(why_not_open(now) + ([TOO_FEW_SEATS] if capacity < taken else []))
        now.capacity = capacity
        now.save()
    return now


def close_series(*, by: Actor, series: Series, on: date, because: str) -> Series:
    """Close a series on a day: sessions still to come do not take place, their time is free."""
    require_series(by, RUN, series)
    with act("gatherings.close_series", by=by, reason=because):
        now = held_series(series)
        going_on = [row for row in enrolled_from(now, on) if not row.ended_how]
        reasons = [*why_not_said(because), *why_not_open(now)]
        refuse_if(reasons + ([ENROLLED_STILL] if going_on else []))
        coming = still_planned(now)
        release(coming)
        for session in coming:
            session.cancelled_because = because
            session.save()
        for leader in now.leaders.filter(until=None):
            leader.until = max(on, leader.since)
            leader.save()
        now.closed_on, now.closed_because = max(on, now.opened_on), because
        now.save()
    return now
