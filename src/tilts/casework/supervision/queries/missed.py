"""Appointments that were missed, or were not kept as agreed, and the breaches noted of them."""

from django.utils import timezone

from tilts.casework.proceedings.queries import records
from tilts.engines.calendars.months import add_months
from tilts.platform.gatherings.models import Attendance, Outcome
from tilts.platform.workflow.common import ERRORS

from ..models import Appointment, Breach, Supervision

MISSED = (Outcome.UNACCEPTABLE, Outcome.NOT_COMPLIED, Outcome.SENT_HOME)
MONTHS = 6  # how far back a breach is still offered; a day can be written down for any


def was_missed(appointment: Appointment) -> bool:
    """Whether it is recorded that the person did not come without reason, or did not comply."""
    rows = Attendance.plain.filter(session=appointment.session_id, outcome__in=MISSED)
    return bool(rows.exists())


def breach_of(appointment: Appointment) -> Breach | None:
    """The breach that was noted of an appointment, errors apart."""
    rows = Breach.plain.filter(appointment=appointment).exclude(state__in=ERRORS)
    found: Breach | None = rows.order_by("pk").first()
    return found


def unanswered(case: Supervision) -> list[Appointment]:
    """Appointments since the order was received that were missed, and no breach noted of them.

    Those of the last months, the latest first, on any record of the person.
    """
    since = max(add_months(timezone.localdate(), -MONTHS), case.received_on)
    rows = Appointment.objects.about(records([case.person_id])).filter(
        called_off_by="", starts_at__date__gte=since, session__attendances__outcome__in=MISSED
    )
    noted = Breach.plain.exclude(state__in=ERRORS).exclude(appointment=None)
    return list(rows.exclude(pk__in=noted.values("appointment")).order_by("-starts_at", "-pk"))
