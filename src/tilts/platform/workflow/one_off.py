"""One-off jobs: django-tasks keeps them in the database; here they are run and picked up again."""

from datetime import datetime, timedelta
from uuid import UUID

from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

LOST_AFTER = timedelta(minutes=15)  # longer than any one-off job takes
KEPT = timedelta(days=30)


def run_next(worker: UUID) -> bool:
    """Run the next job that is due; False when none was."""
    one = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=str(worker),
    )
    one.run()
    return bool(one._run_tasks)


def requeue_lost(now: datetime) -> int:
    """Put back jobs whose worker died: running for longer than any job takes."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=now - LOST_AFTER)
    return int(lost.update(status=TaskResultStatus.READY, started_at=None))


def forget_done(now: datetime) -> int:
    """Delete jobs that succeeded a month ago. Those that failed stay to be seen."""
    old = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEPT)
    return old.delete()[0]


def failed_jobs() -> list[DBTaskResult]:
    """The latest one-off jobs that failed, newest first."""
    return list(DBTaskResult.objects.failed().order_by("-finished_at")[:50])
