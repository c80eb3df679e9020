"""Units are opened and closed, never deleted."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..guards import require_run, why_not_closed, why_not_in
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
    """Open a unit under its parent, or at the top of its agency."""
    require_run(by, agency)
    unit = Unit(agency=agency, code=code, kind=kind, names=dict(names), since=since)
    unit.parent, unit.path = parent, path_of(agency, code, parent)
    refuse_if([*why_not_in(agency, parent, since), *_why_not_path(unit.path)])
    with act("organisation.open_unit", by=by):
        unit.save()
    return unit


def _why_not_path(path: str) -> Reasons:
    if not Unit.objects.filter(path=path).exists():
        return []
    return [Reason("code-taken", _("A unit there has this code already. Choose another code."))]


def close_unit(*, by: Actor, unit: Unit, until: date) -> Unit:
    """Close a unit from that day on; what happened there keeps its name."""
    require_run(by, unit.agency)
    refuse_if(why_not_closed(unit, until))
    unit.until = until
    with act("organisation.close_unit", by=by):
        unit.save()
    return unit
