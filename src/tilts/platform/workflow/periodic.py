"""Jobs that come again and again: declared in a room's jobs.py, kept as rows, run under a lease.

    @periodic(every=timedelta(minutes=5))
    def remind() -> None: ...

A lease is taken by one conditional UPDATE, which both databases make atomic: of many workers one
gets it. When a worker dies, its lease runs out and another one runs the job again; so a job must
bear being run twice, and must take less than its lease.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from traceback import extract_tb
from uuid import UUID

import structlog
from django.db.models import Q

from .models import PeriodicJob

Job = Callable[[], object]
LEASE = timedelta(minutes=10)
SKEW = timedelta(minutes=5)  # by which the clocks of two servers may differ
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Periodic:
    """A declared job: what it does, how often, and how long it may take."""

    name: str
    job: Job
    every: timedelta
    lease: timedelta


_declared: dict[str, Periodic] = {}


def periodic(*, every: timedelta, lease: timedelta = LEASE) -> Callable[[Job], Job]:
    """Declare a function a periodic job, named by its module and name."""

    def declare(job: Job) -> Job:
        name = f"{job.__module__}.{job.__qualname__}".removeprefix("tilts.")
        _declared[name] = Periodic(name, job, every, lease)
        return job

    return declare


def declared_jobs() -> list[Periodic]:
    """All periodic jobs, by name."""
    return [_declared[name] for name in sorted(_declared)]


def enter_jobs(jobs: list[Periodic], now: datetime) -> None:
    """Make the rows of jobs that have none; they are due at once."""
    rows = [PeriodicJob(name=job.name, next_run=now) for job in jobs]
    PeriodicJob.objects.bulk_create(rows, ignore_conflicts=True)


def run_due(jobs: list[Periodic], worker: UUID, clock: Callable[[], datetime]) -> int:
    """Run each of these jobs that is due and free; returns how many ran."""
    return sum(_run(job, worker, clock) for job in jobs if take_lease(job, worker, clock()))


def take_lease(job: Periodic, worker: UUID, now: datetime) -> bool:
    """Take the lease of a job that is due; False when it is not, or another worker has it.

    A time further ahead than any that is set was set by a clock that went wrong, and counts not.
    """
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    free |= Q(leased_until__gt=now + job.lease + SKEW)
    due = Q(next_run__lte=now) | Q(next_run__gt=now + job.every + SKEW)
    rows = PeriodicJob.objects.filter(free, due, name=job.name)
    return bool(rows.update(leased_until=now + job.lease, lease_holder=worker))


def _run(job: Periodic, worker: UUID, clock: Callable[[], datetime]) -> int:
    error = ""
    try:
        job.job()
    except Exception as failure:
        error = type(failure).__qualname__  # its text may name people
        log.error("job failed", job=job.name, error=error, at=_place(failure))
    _give_back(job, worker, clock(), error)
    return 1


def _place(failure: Exception) -> str:
    """File and line where it happened."""
    frame = extract_tb(failure.__traceback__)[-1]
    return f"{frame.filename}:{frame.lineno}"


def _give_back(job: Periodic, worker: UUID, now: datetime, error: str) -> None:
    """End our own lease: one that ran out may be another's by now."""
    PeriodicJob.objects.filter(name=job.name, lease_holder=worker).update(
        leased_until=None,
        lease_holder=None,
        next_run=now + job.every,
        last_run=now,
        last_error=error,
    )
