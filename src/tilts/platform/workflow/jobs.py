"""What the worker itself sees to, again and again."""

from datetime import timedelta

from django.utils import timezone

from tilts.platform.record.sealing import seal_all

from .one_off import forget_done, requeue_lost
from .periodic import periodic


@periodic(every=timedelta(seconds=5))
def seal() -> None:
    """Seal what has been recorded. Here, since the record knows nothing of workers."""
    seal_all()


@periodic(every=timedelta(minutes=1))
def pick_up_lost_jobs() -> None:
    """One-off jobs whose worker died run again."""
    requeue_lost(timezone.now())


@periodic(every=timedelta(days=1))
def clear_done_jobs() -> None:
    """One-off jobs that are long done are forgotten."""
    forget_done(timezone.now())
