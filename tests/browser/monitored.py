"""A draw with one piece to be read, which the officer has begun, and one that waits."""

from datetime import date
from typing import Any

from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.workforce.quality.actions import begin_reading, draw_month, set_plan
from tilts.workforce.quality.models import Draw, Drawn

SINCE = date(2026, 1, 1)


def monitored(officer: Staff, unit: Unit) -> dict[str, Any]:
    """Ids by the names that routes give them; the work drawn is of today's month, and another's."""
    what: dict[str, Any] = {"material": "assessments", "wanted": 50, "since": SINCE}
    set_plan(by=SERVICE, agency=unit.agency, unit=unit, **what)
    month = timezone.localdate().replace(day=1)
    draw_month(by=SERVICE, agency=unit.agency, month=month)
    draw = Draw.objects.get(agency=unit.agency, material="assessments", month=month)
    waiting = Drawn.objects.filter(stratum__draw=draw, unit=unit).select_related("unit", "stratum")
    others = [one for one in waiting if officer.pk not in one.workers]
    with seen_by(SERVICE):
        reading = begin_reading(by=actor_for(officer, timezone.localdate()), drawn=others[0])
    return {"draw_id": draw.pk, "drawn_id": others[0].pk, "reading_id": reading.pk}
