"""E-mails without personal detail: that there is a notice, and where."""

from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from tilts.platform.workflow.periodic import periodic

from .models import Mail

AGAIN = timedelta(minutes=15)
OF_THIS_MAIL = ("SMTPRecipientsRefused", "SMTPDataError")  # others may go out all the same
MOST_ATTEMPTS = 10  # over about two hours and a half; then the mail server is somebody's work
log = structlog.get_logger(__name__)


@task()
def send_mail_of(notice_id: str) -> None:
    """Send the e-mail of one notice at once. What fails is tried again by `send_waiting`."""
    attempt(Mail.objects.select_related("notice__to").get(pk=UUID(notice_id)))


@periodic(every=AGAIN)
def send_waiting() -> None:
    """Try again what could not be sent."""
    overdue = Q(notice__sent_at__lt=timezone.now() - AGAIN)  # its own job came to nothing
    waiting = Mail.objects.filter(overdue | Q(attempts__gt=0), sent_at=None)
    waiting = waiting.filter(attempts__lt=MOST_ATTEMPTS)
    for mail in waiting.select_related("notice__to").order_by("attempts", "pk"):
        if not attempt(mail):
            break  # the others would only wait for the same server


def attempt(mail: Mail) -> bool:
    """Send one e-mail, or note why it could not be sent; False when the server does not answer.

    One that was sent is not sent again, nor one that somebody else is just sending.
    """
    ours = Mail.objects.filter(pk=mail.pk, sent_at=None, attempts=mail.attempts)
    if not ours.update(attempts=F("attempts") + 1):
        return True
    mail.attempts += 1
    try:
        _send(mail)
    except OSError as failure:  # smtplib's errors are of that kind, too
        mail.error = type(failure).__qualname__  # its text may hold the address
        log.warning("e-mail not sent", notice=str(mail.pk), error=mail.error)
    else:
        mail.sent_at, mail.error = timezone.now(), ""
    mail.save()
    return mail.sent_at is not None or mail.error in OF_THIS_MAIL


def _send(mail: Mail) -> None:
    to = mail.notice.to
    with translation.override(to.language):
        text = _("You have a notice in Tilts: %(link)s") % {"link": link()}
        send_mail(_("A notice in Tilts"), text, settings.DEFAULT_FROM_EMAIL, [to.email])


def link() -> str:
    """The address of the page of notices, as the first host of the service serves it."""
    scheme = "https" if settings.HTTPS else "http"
    return f"{scheme}://{settings.ALLOWED_HOSTS[0]}{reverse('notices:list')}"
