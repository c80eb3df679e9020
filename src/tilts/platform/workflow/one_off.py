"""One-off jobs: django-tasks keeps them in the database; here they are run and picked up again."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Case, When
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

LOST_AFTER = timedelta(minutes=15)  # longer than any one-off job takes
AGAIN = timedelta(minutes=5)  # after a failure
MOST_ATTEMPTS = 3
LOST = "lost with its worker"
KEPT = timedelta(days=30)
log = structlog.get_logger(__name__)


def run_next(worker: UUID) -> bool:
    """Run the next job that is due; False when none was.

    A failure is noted in its row; the job runs again a little later, and is given up after its
    third attempt. So a job must bear being run twice.
    """
    with transaction.atomic():  # SQLite lets one writer in; PostgreSQL skips what others hold
        found = DBTaskResult.objects.ready().get_locked()
        if found is not None:
            found.claim(str(worker))
    if found is not None:
        _runner(worker).run_task(found)
        if found.status == TaskResultStatus.FAILED:
            now = timezone.now()
            _put_back(found, now, now + AGAIN)
    return found is not None


def _put_back(job: DBTaskResult[..., Any], now: datetime, run_after: datetime) -> None:
    """Let a job that came to nothing run again, or give it up. Its traceback may name people."""
    given_up = len(job.worker_ids) >= MOST_ATTEMPTS
    job.status = TaskResultStatus.FAILED if given_up else TaskResultStatus.READY
    job.run_after, job.finished_at, job.traceback = run_after, now, ""
    job.save()
    log.error("job failed", job=job.task_path, error=job.exception_class_path, given_up=given_up)


def _runner(worker: UUID) -> Worker:
    """The library's worker, of which only the running of one job is used."""
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=str(worker),
    )


def requeue_lost(now: datetime) -> int:
    """Put back jobs whose worker died: running for longer than any job takes.

    One that takes each of its workers with it is given up like one that fails.
    """
    lost = list(DBTaskResult.objects.running().filter(started_at__lt=now - LOST_AFTER))
    for job in lost:
        job.exception_class_path = LOST
        _put_back(job, now, job.run_after)
    return len(lost)


def forget_done(now: datetime) -> int:
    """Delete jobs that succeeded a month ago. Those that failed stay to be seen."""
    old = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEPT)
    return old.delete()[0]


def failed_jobs() -> list[Any]:
    """The latest one-off jobs that failed, newest first; `waits` when one is tried again."""
    failed = DBTaskResult.objects.exclude(exception_class_path="")
    waiting = Case(When(status=TaskResultStatus.READY, then=True), default=False)
    return list(failed.annotate(waits=waiting).order_by("-finished_at")[:50])
