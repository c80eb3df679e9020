"""What is known of those who take part: guests, who must not meet whom, who is elsewhere."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.organisation.ending import end
from tilts.platform.organisation.guards import why_not_ended
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act

from ..models import Apart, Elsewhere, Guest, Whereabouts
from ..rules import RUN

ONESELF = Reason("oneself", _("Choose two different people."))
APART_ALREADY = Reason("apart-already", _("It is noted already that these two must not meet."))
NO_TIME = Reason("no-time", _("It ends before it begins. Correct the times."))


def add_guest(*, by: Actor, name: str, comes_from: str = "") -> Guest:
    """Somebody from outside takes part or lectures."""
    require(by, RUN)
    with act("gatherings.add_guest", by=by):
        party = Party.objects.create(kind=PartyKind.GUEST)
        guest = Guest(party=party, name=name, comes_from=comes_from)
        guest.save(force_insert=True)
    return guest


def keep_apart(
    *,
    by: Actor,
    one: UUID,
    other: UUID,
    since: date,
    until: date | None = None,
    because: str = "",
) -> Apart:
    """Note that two people must not meet: no group, and no session of one house, has both."""
    require(by, RUN, one)
    require(by, RUN, other)
    refuse_if([ONESELF] if one == other else [])
    refuse_if(why_not_ended(since, until) if until else [])
    first, second = sorted((one, other))
    with act("gatherings.keep_apart", by=by, reason=because):
        of_both = Apart.objects.filter(one=first, other=second)
        going_on = of_both.filter(Q(until=None) | Q(until__gt=since))
        refuse_if([APART_ALREADY] if going_on.exists() else [])
        row = Apart(one_id=first, other_id=second, since=since, until=until)
        row.save(force_insert=True)
    return row


def end_apart(*, by: Actor, apart: Apart, until: date) -> Apart:
    """From that day on they may meet."""
    require(by, RUN, apart.one_id)
    require(by, RUN, apart.other_id)
    with act("gatherings.end_apart", by=by):
        return end(apart, until, why_not_ended(apart.since, until))


def note_elsewhere(
    *, by: Actor, party: UUID, kind: Whereabouts, starts_at: datetime, ends_at: datetime
) -> Elsewhere:
    """Note that somebody is at court, at work, on a visit or isolated at a time."""
    require(by, RUN, party)
    refuse_if([NO_TIME] if ends_at <= starts_at else [])
    row = Elsewhere(party_id=party, kind=kind, starts_at=starts_at, ends_at=ends_at)
    with act("gatherings.note_elsewhere", by=by):
        row.save(force_insert=True)
    return row
