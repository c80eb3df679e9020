"""What a death ended is taken up again, when it was none, or that of somebody else."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tilts.platform.access.reasons import Reasons, Refused, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..booking import Taken, book, hold
from ..holding import everybody, held_series
from ..hooks import records_of
from ..models import GROUP, Ended, Enrolment, Session
from ..signals import enrolled
from ..taking_part import planned_from, why_not_take_part

LONGEST = 200  # characters of a reason


def take_up_again(*, by: Actor, party: UUID) -> list[Enrolment]:
    """Take up again what a death ended, because of what `by` recorded about it elsewhere.

    Somebody has their place again, and the sessions still to come. Where that is not possible any
    more, the enrolment stays ended and says why. Answers those that go on.
    """
    with act("gatherings.take_up_again", by=by):
        rows = Enrolment.plain.filter(party=party, ended_how=Ended.DIED, ended_because="")
        again = [row for row in rows.order_by("pk") if _takes_up(row)]
        for row in again:
            enrolled.send(Enrolment, enrolment=row, by=by)
    return again


def _takes_up(row: Enrolment) -> bool:
    row.series = held_series(row.series)
    hold(everybody([row.party_id]))
    day = max(timezone.localdate(), row.since)
    coming = _sessions_for(row, day)
    try:
        stands = records_of([row.party_id])[row.party_id]
        refuse_if(why_not_take_part(row, day, coming, as_=stands))
        book([Taken(session, [row.party_id]) for session in coming])
    except Refused as refused:
        row.ended_because = _said(list(refused.reasons))
        row.save()
        return False
    row.until, row.ended_how = None, ""
    row.save()
    return True


def _sessions_for(row: Enrolment, day: date) -> list[Session]:
    """Those of the group, and those that are for them alone."""
    return [
        one
        for one in planned_from(row.series, day)
        if one.alone_id == row.pk or (one.form == GROUP and one.alone_id is None)
    ]


def _said(reasons: Reasons) -> str:
    why = " ".join(str(reason.text) for reason in reasons)
    return Truncator(_("Not taken up again. %(why)s") % {"why": why}).chars(LONGEST)
