"""`tilts worker`: runs what is due, one-off and periodic, beside as many workers as wanted."""

from threading import Event

import structlog
from django.db import OperationalError, close_old_connections
from django.utils import timezone
from uuid_utils.compat import uuid7

from .one_off import run_next
from .periodic import declared_jobs, enter_jobs, run_due

PAUSE = 1.0  # seconds between looks when nothing was due
log = structlog.get_logger(__name__)


def run_worker(*, once: bool = False, stop: Event | None = None) -> None:
    """Run what is due until `stop` is set; with `once`, only what is due now."""
    stop, worker, jobs = stop or Event(), uuid7(), declared_jobs()
    enter_jobs(jobs, timezone.now())
    while not stop.is_set():
        try:
            ran = run_due(jobs, worker, timezone.now) + run_next(worker)
        except OperationalError as away:  # away or busy; what was leased comes again
            if once:
                raise
            log.error("database not available", error=type(away).__qualname__)
            ran = 0
        if once and not ran:
            return
        if not ran:
            stop.wait(PAUSE)
            close_old_connections()
