"""What can be done about gatherings, which series a role reaches, and whom leaders see."""

from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import NO_ROLE
from tilts.platform.access.capabilities import declare
from tilts.platform.access.purposes import ground
from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.access.visibility import Rows, reaches
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor, Grant, Scope

from .hooks import kinds_apart
from .models import Enrolment, Leader, Leading, Series

SEE = declare("gatherings.see", _("See gatherings and who takes part"))
RUN = declare("gatherings.run", _("Open and schedule gatherings, enrol people"))
MARK = declare("gatherings.mark", _("Mark attendance"))
MOVE = declare("gatherings.move", _("See who is brought where and when"))

NOT_YOUR_SERIES = Reason(
    "not-your-series",
    _("You do not lead this group, and it is not of your unit. Ask its leader or head of unit."),
)


def reached(actor: Actor, capability: str) -> Q:
    """The groups for which an actor holds a capability today; none whose pages another room has."""
    if actor.is_service:
        return Q()
    grants = [grant for grant in actor.grants if grant.capability == capability]
    found = Q(pk__in=[])
    for grant in grants:
        found |= _of(actor, grant)
    return found & ~Q(template__kind__in=kinds_apart())


def _of(actor: Actor, grant: Grant) -> Q:
    if grant.scope == Scope.UNIT:
        return Q(unit__path__under=grant.unit_path) | _led(actor)
    if grant.scope == Scope.AGENCY:
        return Q(agency=grant.unit_path)
    if grant.scope == Scope.COUNTRY:
        return Q(agency__country=grant.unit_path)
    return _led(actor)


def _led(actor: Actor) -> Q:
    """Series that they lead today, or of which they lead a session today."""
    today = timezone.localdate()
    regular = Leader.objects.on(today).filter(party=actor.party)
    cover = Leading.objects.filter(
        party=actor.party,
        session__cancelled_because="",
        session__starts_at__gte=midnight(today),
        session__starts_at__lt=midnight(today + timedelta(days=1)),
    )
    return Q(pk__in=regular.values("series")) | Q(pk__in=cover.values("session__series"))


def midnight(day: date) -> datetime:
    """The first moment of a day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def units_run_by(actor: Actor) -> list[Unit]:
    """Open units in which an actor may open series: theirs, and those below them."""
    paths = [_below(grant) for grant in actor.grants if grant.capability == RUN]
    under = [Q(path__under=path) for path in paths if path]
    rows = Unit.objects.on(timezone.localdate()).filter(reduce(or_, under, Q(pk__in=[])))
    return list(rows.select_related("agency").order_by("path"))


def _below(grant: Grant) -> str:
    """The path below which units lie that a grant reaches; "" where it reaches none."""
    if grant.scope == Scope.AGENCY:
        return f"{grant.unit_path}."
    return grant.unit_path if grant.scope == Scope.UNIT else ""


def why_not_series(actor: Actor, capability: str, series: Series) -> Reasons:
    """Reasons why an actor may not use a capability on a series."""
    if not actor.is_service and capability not in actor.capabilities:
        return [NO_ROLE]
    mine = Series.objects.filter(reached(actor, capability), pk=series.pk)
    return [] if mine.exists() else [NOT_YOUR_SERIES]


def require_series(actor: Actor, capability: str, series: Series) -> None:
    """Raise Refused unless the actor may use a capability on a series."""
    refuse_if(why_not_series(actor, capability, series))


@reaches(Scope.CASELOAD)
@reaches(Scope.UNIT)  # somebody may lead a group of another unit
def led_by(actor: Actor, grant: Grant) -> Rows:
    """Who is enrolled now in a series that the actor leads, or covers today."""
    led = Series.objects.filter(_led(actor))
    now = Enrolment.plain.on(timezone.localdate()).filter(series__in=led.values("pk"))
    rows: Rows = now.annotate(person_id=F("party_id"))
    return rows


@ground
def leads(actor: Actor, person: UUID) -> str:
    """Whoever leads a person's group needs no other purpose to look."""
    mine = led_by(actor, Grant(SEE, Scope.CASELOAD, ""))
    return "appointment" if mine.filter(party_id=person).exists() else ""
