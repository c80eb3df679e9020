"""People are enrolled, leave, and go on in another group."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.access.authority import NOT_YOURS, require
from tilts.platform.access.reasons import Reason, Reasons, Refused, refuse_if
from tilts.platform.access.visibility import SEE as PEOPLE
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act

from ..booking import Taken, book, hold, release
from ..holding import everybody, group_sessions, held_enrolment, held_series
from ..models import Attendance, Ended, Enrolment, Series
from ..rules import RUN, require_series
from ..signals import ended, enrolled, moved
from ..taking_part import planned_from, why_not_take_part

OVER = Reason("over", _("This enrolment has ended already."))
TOO_EARLY = Reason("too-early", _("That is before the first day of the enrolment."))
WAITED_LATER = Reason("waited-later", _("Nobody begins to wait after the first day."))
ATTENDED_LATER = Reason(
    "attended-later", _("Attendance was marked after that day. Choose a later last day.")
)
OTHER_TEMPLATE = Reason(
    "other-template", _("The other group follows another template. Enrol them there anew.")
)
SAME_SERIES = Reason("same-series", _("They are in this group already. Choose another one."))


def enrol(
    *,
    by: Actor,
    series: Series,
    party: UUID,
    kind: str,
    since: date,
    waiting_since: date | None = None,
) -> Enrolment:
    """Enrol somebody from a day on, in all group sessions still to come from then.

    Refused with every reason: no place left, a clash, somebody there whom they must not meet.
    """
    require_series(by, RUN, series)
    _require_party(by, party)
    with act("gatherings.enrol", by=by):
        now = held_series(series)
        row = Enrolment(
            series=now,
            party_id=party,
            kind=kind,
            since=since,
            began_on=since,
            waiting_since=waiting_since or since,
            journey=uuid7(),
        )
        refuse_if([WAITED_LATER] if row.waiting_since > since else [])
        _take_up(now, row)
        enrolled.send(Enrolment, enrolment=row, by=by)
    return row


def _require_party(by: Actor, party: UUID) -> None:
    """People in the record must be within reach; whoever else takes part need not."""
    kind = Party.objects.filter(pk=party).values_list("kind", flat=True).first()
    if kind is None:
        raise Refused([NOT_YOURS])
    if kind == PartyKind.PERSON:
        require(by, PEOPLE, party)
        require(by, RUN, party)


def _take_up(series: Series, row: Enrolment) -> Enrolment:
    """Give somebody their place in a series that is held, and their time."""
    party, since = row.party_id, row.since
    hold(everybody([party]))
    coming = group_sessions(planned_from(series, since))
    refuse_if(why_not_take_part(row, since, coming, as_=party))
    row.save(force_insert=True)
    book([Taken(session, [party]) for session in coming])
    return row


def end_enrolment(
    *, by: Actor, enrolment: Enrolment, on: date, how: Ended, because: str = ""
) -> Enrolment:
    """Somebody takes part no more from that day on; their time from then is free."""
    require_series(by, RUN, enrolment.series)
    with act("gatherings.end_enrolment", by=by, reason=because):
        now = held_enrolment(enrolment)
        refuse_if(_why_not_end(now, on))
        _end(now, on, how, because)
        ended.send(Enrolment, enrolment=now, by=by)
    return now


def _why_not_end(row: Enrolment, on: date) -> Reasons:
    reasons = [OVER] if row.ended_how else []
    reasons += [TOO_EARLY] if on < row.since else []
    days = Attendance.plain.filter(enrolment=row).values_list("session__starts_at", flat=True)
    late = any(timezone.localdate(starts_at) >= on for starts_at in days)
    return reasons + ([ATTENDED_LATER] if late else [])


def _end(row: Enrolment, on: date, how: Ended, because: str) -> Enrolment:
    later = [
        session
        for session in row.series.sessions.filter(starts_at__gt=timezone.now())
        if timezone.localdate(session.starts_at) >= on
    ]
    release(later, [row.party_id])
    row.until, row.ended_how, row.ended_because = on, how, because
    row.save()
    return row


def end_all(*, by: Actor, party: UUID, on: date, how: Ended) -> list[Enrolment]:
    """End every enrolment of somebody, because of what `by` recorded about them elsewhere."""
    with act("gatherings.end_all", by=by):
        rows = list(Enrolment.plain.filter(party=party, ended_how="").order_by("pk"))
        for row in rows:
            row.series = held_series(row.series)
            _end(row, max(on, row.since), how, "")
            ended.send(Enrolment, enrolment=row, by=by)
    return rows


def transfer(*, by: Actor, enrolment: Enrolment, to: Series, on: date) -> Enrolment:
    """Somebody goes on in another group of the same template: what they did comes along.

    Sessions done, hours and waiting days stand under the journey that both enrolments share.
    """
    require_series(by, RUN, enrolment.series)
    require_series(by, RUN, to)
    with act("gatherings.transfer", by=by):
        both = sorted((enrolment.series_id, to.pk))
        held = {pk: held_series(Series(pk=pk)) for pk in both}
        old, target = held_enrolment(enrolment), held[to.pk]
        same = old.series.template.code == target.template.code
        refuse_if(
            [
                *_why_not_end(old, on),
                *([] if same else [OTHER_TEMPLATE]),
                *([SAME_SERIES] if old.series_id == to.pk else []),
            ]
        )
        _end(old, on, Ended.MOVED, "")
        new = Enrolment(
            series=target,
            party_id=old.party_id,
            kind=old.kind,
            since=on,
            began_on=old.began_on,
            waiting_since=old.waiting_since,
            journey=old.journey,
        )
        _take_up(target, new)
        moved.send(Enrolment, enrolment=new, by=by)
    return new
