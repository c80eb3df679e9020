"""Units are opened and closed, never deleted."""

from collections.abc import Mapping
from datetime import date

from tilts.platform.access.reasons import refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..ending import end
from ..guards import require_run, why_not_closed, why_not_code, why_not_in
from ..models import Agency, Unit
from ..queries import path_of


def open_unit(
    *,
    by: Actor,
    agency: Agency,
    code: str,
    kind: str,
    names: Mapping[str, str],
    since: date,
    parent: Unit | None = None,
) -> Unit:
    """Open a unit under its parent, until when that one is open, or at the top of its agency."""
    require_run(by, agency)
    unit = Unit(agency=agency, code=code, kind=kind, names=dict(names), since=since)
    unit.parent, unit.path = parent, path_of(agency, code, parent)
    unit.until = parent.until if parent else None
    refuse_if([*why_not_in(agency, parent, since), *why_not_code(agency, code)])
    with act("organisation.open_unit", by=by):
        unit.save()
    return unit


def close_unit(*, by: Actor, unit: Unit, until: date) -> Unit:
    """Close a unit from that day on; what happened there keeps its name."""
    require_run(by, unit.agency)
    with act("organisation.close_unit", by=by):
        return end(unit, until, why_not_closed(unit, until))
