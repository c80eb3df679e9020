"""Staff are told, and read what they were told."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from .jobs import send_mail_of
from .kinds import NoticeKind
from .models import Mail, Notice


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
