"""When a notice may leave Tilts: quiet hours of the country, or those somebody chose."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilts.engines.calendars.quiet_hours import QuietHours, quiet_until
from tilts.jurisdictions import schema
from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.pack import Pack
from tilts.jurisdictions.validity import valid
from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor

from .models import OwnHours

OF_STAFF = "staff"
NOT_STAFF = Reason("not-staff", gettext_lazy("Only staff have quiet hours."))
NONE = QuietHours(time(0), time(0), free_days=False)


def hours_set(country: str, moment: datetime) -> schema.QuietHours | None:
    """The country's quiet hours on the day of a moment, with their limits; None for none."""
    pack = _pack(country)
    day = moment.astimezone(_zone(pack)).date()
    entries = [one for one in valid(pack.quiet_hours, on=day) if one.code == OF_STAFF]
    return entries[0] if entries else None


def staff_of(actor: Actor) -> Staff:
    """The member of staff; raises Refused for a system, which gets no notices."""
    found: Staff | None = Staff.objects.select_related("agency").filter(pk=actor.party).first()
    if found is None:
        raise Refused([NOT_STAFF])
    return found


def own_hours(staff: Staff) -> OwnHours | None:
    """What somebody chose; None when they chose nothing."""
    return OwnHours.objects.filter(pk=staff.pk).first()


def may_leave_at(staff: Staff, moment: datetime, *, urgent: bool) -> datetime:
    """When something may be sent to somebody that is ready at a moment: at once when urgent."""
    if urgent:
        return moment
    pack, own = _pack(staff.agency.country), own_hours(staff)
    usual = hours_set(staff.agency.country, moment)
    hours = own.rule() if own else usual.rule() if usual else NONE
    return quiet_until(moment, hours, _zone(pack), pack.working_days)


def why_not_hours(staff: Staff, hours: QuietHours | None) -> list[Reason]:
    """Why somebody cannot be left in peace in these hours; to be reached always is never wrong."""
    limits = hours_set(staff.agency.country, timezone.now())
    if hours is None or limits is None or hours.begins == hours.ends:
        return []
    told = {"earliest": f"{limits.earliest:%H:%M}", "latest": f"{limits.latest:%H:%M}"}
    within = hours.begins >= limits.earliest and hours.ends <= limits.latest
    text = _("Quiet hours begin at %(earliest)s or later and end at %(latest)s or earlier.") % told
    return [] if within else [Reason("outside-limits", text)]


def _pack(country: str) -> Pack:
    return packs(settings.PACKS)[country.upper()]


def _zone(pack: Pack) -> ZoneInfo:
    return ZoneInfo(pack.country.time_zone)
