"""Staff are told, and read what they were told."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tilts.engines.calendars.quiet_hours import QuietHours
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import refuse_if
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from .gateway import has_gateway
from .hours import may_leave_at, own_hours, staff_of, why_not_hours
from .jobs import deliver_to
from .kinds import NoticeKind
from .models import Channel, Delivery, Notice, OwnHours
from .occasions import Occasion
from .queries import unsent_of
from .rules import OWN, SEE_MAILS


def notify(
    *,
    by: Actor,
    to: Staff,
    kind: NoticeKind,
    person: UUID | None = None,
    occasion: Occasion | None = None,
    **values: object,
) -> Notice:
    """Tell a member of staff something; `values` fill the text of its kind.

    An e-mail follows that says only that there is a notice, with a calendar file for an `occasion`:
    at once, or when their quiet hours are over. What is urgent does not wait, and goes as a text
    message too. Its job stands in the same database and so begins with the transaction: neither
    without the other.
    """
    notice = Notice(to=to, code=kind.code, person_id=person, values=values)
    notice.subject_id, notice.sent_at = person or to.pk, timezone.now()
    if occasion:
        notice.occasion, notice.called_off = occasion.id, occasion.called_off
        notice.starts_at, notice.ends_at = occasion.starts_at, occasion.ends_at
    with act("notices.notify", by=by):
        notice.save()
        _deliver(notice, kind)
    return notice


def _deliver(notice: Notice, kind: NoticeKind) -> None:
    due_at = may_leave_at(notice.to, notice.sent_at, urgent=kind.urgent)
    for channel in _channels(notice.to, kind):
        Delivery.objects.create(notice=notice, channel=channel, due_at=due_at)
    if due_at <= notice.sent_at:
        deliver_to.enqueue(str(notice.to_id))


def _channels(to: Staff, kind: NoticeKind) -> list[Channel]:
    texted = kind.urgent and to.phone and has_gateway()
    return [Channel.MAIL, Channel.TEXT] if texted else [Channel.MAIL]


def mark_read(*, by: Actor, until: datetime) -> int:
    """Mark one's notices that were sent until then as read; returns how many were not.

    What came since is no part of it: nobody has seen it yet.
    """
    with act("notices.mark_read", by=by):
        unread = Notice.objects.filter(to_id=by.party, read_at=None, sent_at__lte=until)
        read: int = unread.update(read_at=timezone.now())
    return read


def set_hours(*, by: Actor, hours: QuietHours | None) -> OwnHours | None:
    """Choose one's own quiet hours; None takes those of the country again.

    What waits already keeps its time.
    """
    require(by, OWN)
    staff = staff_of(by)
    refuse_if(why_not_hours(staff, hours))
    with act("notices.set_hours", by=by):
        row = own_hours(staff)
        if hours is None:
            if row:
                row.delete()
            return None
        row = row or OwnHours(staff=staff)
        row.begins, row.ends, row.free_days = hours.begins, hours.ends, hours.free_days
        row.save()
    return row


def retry_deliveries(*, by: Actor, only: UUID | None = None) -> int:
    """Try again now what could not be sent to staff of one's agency; returns how many."""
    require(by, SEE_MAILS)
    with act("notices.retry_mails", by=by) as a:
        waiting = _held(by, only)
        for one in waiting:
            one.attempts, one.due_at = 0, timezone.now()
            one.save(update_fields=["attempts", "due_at"])
            a.note(one.notice.to_id, message="tried again")
        for staff in sorted({str(one.notice.to_id) for one in waiting}):
            deliver_to.enqueue(staff)
    return len(waiting)


def stop_delivery(*, by: Actor, delivery: UUID) -> int:
    """Try this no more: the notice stands in Tilts all the same. Returns how many were stopped."""
    require(by, SEE_MAILS)
    with act("notices.stop_mail", by=by) as a:
        stopped = _held(by, delivery)
        for one in stopped:
            one.stopped_at = timezone.now()
            one.save(update_fields=["stopped_at"])
            a.note(one.notice.to_id, message="stopped")
    return len(stopped)


def _held(by: Actor, only: UUID | None) -> list[Delivery]:
    """Deliveries that failed, held until the act ends."""
    rows: Iterable[Delivery] = unsent_of(by).select_for_update(of=("self",))
    return [one for one in rows if only in (None, one.pk)]
