"""A draw of this month with one piece, which the officer has begun to read."""

from datetime import date
from typing import Any

from django.utils import timezone

from tilts.casework.assessment.models import Assessment
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.workforce.quality.actions import begin_reading, draw_month, set_plan
from tilts.workforce.quality.models import Draw, Drawn

TODAY = timezone.localdate()
SINCE = date(2026, 1, 1)


def monitored(officer: Staff, unit: Unit) -> dict[str, Any]:
    """Ids by the names that routes give them."""
    what: dict[str, Any] = {"material": "assessments", "wanted": 50, "since": SINCE}
    set_plan(by=SERVICE, agency=unit.agency, unit=unit, **what)
    with seen_by(SERVICE):
        done = _by_a_colleague(officer, unit)
        month = TODAY.replace(day=1)
        draw_month(by=SERVICE, agency=unit.agency, month=month)
        draw = Draw.objects.get(agency=unit.agency, material="assessments", month=month)
        piece = Drawn.objects.get(stratum__draw=draw, piece=str(done.pk))
        reading = begin_reading(by=actor_for(officer, TODAY), drawn=piece)
    return {"draw_id": draw.pk, "drawn_id": piece.pk, "reading_id": reading.pk}


def _by_a_colleague(officer: Staff, unit: Unit) -> Assessment:
    """A final assessment of the unit, as if a colleague had made it today."""
    rows = Assessment.objects.filter(unit=unit, state="final", sheet__isnull=False)
    done: Assessment = rows.order_by("pk")[0]
    colleague = Staff.objects.filter(agency=officer.agency).exclude(pk=officer.pk).order_by("pk")[0]
    with act("test.assess", by=SERVICE):
        done.assessor = done.decided_by = colleague
        done.decided_on = TODAY
        done.save()
    return done
