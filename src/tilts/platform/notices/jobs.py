"""E-mails and text messages go out: at once, after quiet hours, and again when they failed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from tilts.platform.workflow.periodic import periodic

from .channels import send
from .hours import may_leave_at
from .models import Delivery
from .queries import due_deliveries

FIRST_WAIT = timedelta(minutes=2)  # doubled after each attempt, up to:
LONGEST_WAIT = {False: timedelta(hours=4), True: timedelta(minutes=15)}  # by urgency
OF_THIS_ONE = ("SMTPRecipientsRefused", "SMTPDataError", "GatewayRefused")  # others may go out
log = structlog.get_logger(__name__)


@task()
def deliver_to(staff: str) -> None:
    """Send what is due to one member of staff at once; what fails waits for `deliver_waiting`."""
    deliver(due_deliveries(timezone.now()).filter(notice__to=UUID(staff)))


@periodic(every=timedelta(minutes=1))
def deliver_waiting() -> None:
    """Send what waited for the end of quiet hours, and what failed."""
    deliver(due_deliveries(timezone.now()))


def deliver(due: Iterable[Delivery]) -> None:
    """Send these, together what goes to one person by one way.

    When a server does not answer, the others of that way would only wait for the same server.
    """
    batches: dict[tuple[str, UUID], list[Delivery]] = defaultdict(list)
    for one in due:
        batches[one.channel, one.notice.to_id].append(one)
    away = set()
    for (channel, _to), batch in batches.items():
        if channel not in away and not attempt(batch):
            away.add(channel)


def attempt(batch: Iterable[Delivery]) -> bool:
    """Send one message for these, or note why it cannot be; False when no server answers.

    What was sent is not sent again, nor what somebody else is just sending.
    """
    ours = [one for one in batch if _claim(one)]
    if not ours:
        return True
    error = _try(ours)
    sent_at = None if error else timezone.now()
    Delivery.objects.filter(pk__in=[one.pk for one in ours]).update(sent_at=sent_at, error=error)
    return not error or error in OF_THIS_ONE


def _claim(one: Delivery) -> bool:
    """Count the attempt and set the next: whoever dies now has it made again then."""
    again = next_attempt(one, timezone.now())
    same = Delivery.objects.filter(pk=one.pk, attempts=one.attempts, due_at=one.due_at)
    same = same.filter(sent_at=None, stopped_at=None)
    return bool(same.update(attempts=F("attempts") + 1, due_at=again))


def next_attempt(one: Delivery, now: datetime) -> datetime:
    """When it is tried again if it fails now, quiet hours kept."""
    urgent = one.notice.urgent
    wait = min(FIRST_WAIT * 2**one.attempts, LONGEST_WAIT[urgent])
    return may_leave_at(one.notice.to, now + wait, urgent=urgent)


def _try(ours: list[Delivery]) -> str:
    """The class of what went wrong, as its text may hold the address; empty when nothing did."""
    first = ours[0]
    try:
        send(first.channel, first.notice.to, [one.notice for one in ours], first.pk)
    except OSError as failure:
        error = type(failure).__qualname__
        log.warning("message not sent", delivery=str(first.pk), error=error)
        return error
    return ""
