"""Setting the monitoring plan."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.organisation.models import Agency, Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.samples import materials

from ..holding import hold
from ..models import SamplePlan
from ..rules import LEAD, why_not_there

UNKNOWN = Reason("unknown-material", _("No room of the service finishes such work."))
ELSEWHERE = Reason("unit-elsewhere", _("This unit belongs to another agency."))
MOST = 50  # of one stratum in a month: more is no sample that anybody reads
TOO_MANY = Reason("too-many", _("Draw at most 50 of each: more is not read."))


def set_plan(
    *, by: Actor, agency: Agency, unit: Unit | None, material: str, wanted: int, since: date
) -> SamplePlan:
    """Say how much of each stratum is drawn a month, from a day on; 0 draws none.

    It holds in the unit and below it, where no plan of a unit further down says otherwise; without
    a unit, in the whole agency. What was planned there before ends on that day.
    """
    row = SamplePlan(agency=agency, unit=unit, material=material, wanted=wanted, since=since)
    refuse_if(why_not_there(by, LEAD, row.path))
    refuse_if([] if material in materials() else [UNKNOWN])
    refuse_if([] if unit is None or unit.agency_id == agency.pk else [ELSEWHERE])
    refuse_if([TOO_MANY] if wanted > MOST else [])
    with act("quality.set_plan", by=by):
        hold(agency)
        rows: Any = SamplePlan.objects.filter(agency=agency, unit=unit, material=material)
        for before in rows:
            if before.until is None or before.until > since:
                before.until = max(before.since, since)
                before.save()
        row.save(force_insert=True)
    return row
