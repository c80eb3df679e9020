"""An appointment as it is wanted, and why it cannot be so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.casework.people.locking import locked
from tilts.casework.people.merging import survivors
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.design.display import local
from tilts.platform.gatherings.guards import IN_THE_PAST
from tilts.platform.gatherings.models import Attendance, Place
from tilts.platform.organisation.models import Absence

from .contacts import AHEAD
from .models import Agreed, Appointment, How, Side
from .one_to_one import MINUTES

FAR = Reason("next-far", lazy("This appointment lies years ahead. Check the year."))
CALLED_OFF = Reason(
    "called-off", lazy("This appointment does not take place any more. Look for the newest one.")
)
BEGUN = Reason(
    "begun", lazy("The hour of this appointment has come: say what became of it instead.")
)
NOT_BEGUN = Reason(
    "not-begun",
    lazy("The hour has not come yet. What became of an appointment is said from then on."),
)
WHOSE = Reason("whose-wanted", lazy("Say who asked for it: the service, or the person."))
RECORDED = Reason(
    "recorded", lazy("What became of it is recorded. Take that back first, and record it again.")
)
NOTHING = Reason("nothing-recorded", lazy("Nothing is recorded of this appointment."))


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """An appointment to be agreed: when, how long, how, where, about what, and how it was agreed.

    `place` is a room of the unit; `where` names any other place.
    """

    starts_at: datetime
    minutes: int = MINUTES
    how: str = How.OFFICE
    place: Place | None = None
    where: str = ""
    about: str = ""
    agreed_how: str = Agreed.SPOKEN


def why_not_agreed(staff: UUID, wanted: Wanted) -> Reasons:
    """What speaks against it apart from bookings, which gatherings look after."""
    now = timezone.now()
    reasons = [IN_THE_PAST] if wanted.starts_at <= now else []
    reasons += [FAR] if wanted.starts_at > now + AHEAD else []
    day = timezone.localdate(wanted.starts_at)
    if Absence.objects.on(day).filter(staff=staff).exists():
        text = _("The officer is absent on %(day)s. Choose another day.") % {"day": local(day)}
        reasons.append(Reason("absent", text))
    return reasons


def why_not_called_off(appointment: Appointment, side: str) -> Reasons:
    """Only what is still to come is moved or called off, and somebody asked for it."""
    reasons = [CALLED_OFF] if appointment.is_called_off else []
    reasons += [BEGUN] if appointment.has_begun else []
    return reasons + ([] if side in Side.values else [WHOSE])


def why_not_recorded_yet(appointment: Appointment) -> Reasons:
    """What became of an appointment is said from its hour on, and once."""
    reasons = [CALLED_OFF] if appointment.is_called_off else []
    return reasons + ([] if appointment.has_begun else [NOT_BEGUN])


def attendance_of(appointment: Appointment) -> Attendance | None:
    """What was said of an appointment; None while nothing was."""
    found: Attendance | None = Attendance.plain.filter(session=appointment.session_id).first()
    return found


def held(appointment: Appointment) -> Appointment:
    """An appointment as it stands, held until the end of the transaction: its person first."""
    locked(survivors([appointment.person_id])[appointment.person_id])
    rows: Any = Appointment.objects.select_for_update(of=("self",))
    now: Appointment = rows.select_related(
        "session__series__template", "session__series__unit__agency", "follows"
    ).get(pk=appointment.pk)
    return now
