"""One-off jobs: django-tasks keeps them in the database; here they are run and picked up again."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

LOST_AFTER = timedelta(minutes=15)  # longer than any one-off job takes
KEPT = timedelta(days=30)


def run_next(worker: UUID) -> bool:
    """Run the next job that is due; False when none was. A failure is noted in its row."""
    with transaction.atomic():  # SQLite lets one writer in; PostgreSQL skips what others hold
        found = DBTaskResult.objects.ready().get_locked()
        if found is not None:
            found.claim(str(worker))
    if found is not None:
        _runner(worker).run_task(found)
    return found is not None


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
    """Put back jobs whose worker died: running for longer than any job takes."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=now - LOST_AFTER)
    return int(lost.update(status=TaskResultStatus.READY, started_at=None))


def forget_done(now: datetime) -> int:
    """Delete jobs that succeeded a month ago. Those that failed stay to be seen."""
    old = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEPT)
    return old.delete()[0]


def failed_jobs() -> list[DBTaskResult[..., Any]]:
    """The latest one-off jobs that failed, newest first."""
    return list(DBTaskResult.objects.failed().order_by("-finished_at")[:50])
