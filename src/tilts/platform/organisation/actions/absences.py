"""Leave, and who stands in."""

from datetime import date

from tilts.platform.access.reasons import refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..ending import end
from ..guards import require_run, why_not_absent
from ..models import Absence, Staff


def plan_absence(
    *, by: Actor, staff: Staff, since: date, until: date, substitute: Staff | None
) -> Absence:
    """Plan leave and who stands in. `until` is the first day back."""
    require_run(by, staff.agency)
    absence = Absence(staff=staff, since=since, until=until, substitute=substitute)
    refuse_if(why_not_absent(absence, until))
    with act("organisation.plan_absence", by=by):
        absence.save()
    return absence


def end_absence(*, by: Actor, absence: Absence, until: date) -> Absence:
    """Somebody is back earlier, or stays away longer; equal to its beginning it never was."""
    require_run(by, absence.staff.agency)
    with act("organisation.end_absence", by=by):
        return end(absence, until, why_not_absent(absence, until))
