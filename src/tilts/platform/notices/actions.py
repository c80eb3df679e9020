"""Staff are told, and read what they were told."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tilts.platform.access.authority import require
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from .jobs import send_mail_of
from .kinds import NoticeKind
from .models import Mail, Notice
from .queries import unsent_mails_of
from .rules import SEE_MAILS


def notify(
    *, by: Actor, to: Staff, kind: NoticeKind, person: UUID | None = None, **values: object
) -> Notice:
    """Tell a member of staff something; `values` fill the text of its kind.

    An e-mail follows that says only that there is a notice. Its job stands in the same database
    and so begins with the transaction: neither without the other.
    """
    notice = Notice(to=to, code=kind.code, person_id=person, values=values)
    notice.subject_id, notice.sent_at = person or to.pk, timezone.now()
    with act("notices.notify", by=by):
        notice.save()
        Mail.objects.create(notice=notice)
        send_mail_of.enqueue(str(notice.pk))
    return notice


def mark_read(*, by: Actor, until: datetime) -> int:
    """Mark one's notices that were sent until then as read; returns how many were not.

    What came since is no part of it: nobody has seen it yet.
    """
    with act("notices.mark_read", by=by):
        unread = Notice.objects.filter(to_id=by.party, read_at=None, sent_at__lte=until)
        read: int = unread.update(read_at=timezone.now())
    return read


def retry_mails(*, by: Actor) -> int:
    """Try every e-mail again that could not be sent to staff of one's agency; returns how many."""
    require(by, SEE_MAILS)
    with act("notices.retry_mails", by=by) as a:
        waiting = list(unsent_mails_of(by).select_for_update(of=("self",)))
        for mail in waiting:
            mail.attempts = 0
            mail.save(update_fields=["attempts"])
            a.note(mail.notice.to_id, mail="tried again")
            send_mail_of.enqueue(str(mail.pk))
    return len(waiting)
