"""What an e-mail and a text message say: that there is a notice, and where. Never more.

Both are written in the language of whom they are sent to. They raise OSError when they cannot be
sent; the errors of smtplib are of that kind, too.
"""

from collections.abc import Sequence
from contextlib import closing
from uuid import UUID

from django.core.mail import EmailMessage, get_connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilts.platform.organisation.models import Staff

from .gateway import send_text
from .ical import as_ical
from .links import link
from .models import Channel, Notice

ICAL = "text/calendar"
NO_ANSWER = {"Auto-Submitted": "auto-generated"}  # RFC 3834: whoever is away does not answer


def send(channel: str, to: Staff, notices: Sequence[Notice], key: UUID) -> None:
    """Say once that there are these notices. `key` is the same when the same is sent again."""
    with translation.override(to.language):
        if channel == Channel.TEXT:
            send_text(to.phone, words(len(notices)), str(key))
        else:
            _send_mail(to, notices)


def words(count: int) -> str:
    """All that is ever said outside."""
    text = ngettext(
        "You have a notice in Tilts: %(link)s", "You have %(n)s notices in Tilts: %(link)s", count
    )
    return text % {"n": count, "link": link()}


def _send_mail(to: Staff, notices: Sequence[Notice]) -> None:
    urgent = any(one.urgent for one in notices)
    subject = _("Urgent: a notice in Tilts") if urgent else _("A notice in Tilts")
    server = get_connection()
    mail = EmailMessage(
        subject, words(len(notices)), to=[to.email], headers=NO_ANSWER, connection=server
    )
    if ical := as_ical(notices, timezone.now()):
        mail.attach("calendar.ics", ical.decode(), ICAL)
    with closing(server):  # Django leaves it open when the server does not let us in
        mail.send()
