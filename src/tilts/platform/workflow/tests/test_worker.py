"""The worker runs what is due, once, whatever happens to workers."""

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from uuid_utils.compat import uuid7

from tilts.platform.record.models import SealedEntry
from tilts.platform.record.sealing import seal_all
from tilts.platform.workflow.models import PeriodicJob
from tilts.platform.workflow.one_off import (
    LOST_AFTER,
    failed_jobs,
    forget_done,
    requeue_lost,
    run_next,
)
from tilts.platform.workflow.periodic import (
    Periodic,
    declared_jobs,
    enter_jobs,
    run_due,
    take_lease,
)
from tilts.platform.workflow.queries import periodic_jobs
from tilts.platform.workflow.worker import run_worker

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ran: list[str] = []


@pytest.fixture(autouse=True)
def nothing_ran():
    ran.clear()


def job(name: str = "tests.job", work=None) -> Periodic:
    return Periodic(name, work or (lambda: ran.append(name)), every=HOUR, lease=MINUTE)


def at(moment: datetime):
    return lambda: moment


def row(name: str = "tests.job") -> PeriodicJob:
    return PeriodicJob.objects.get(name=name)


def test_a_job_runs_when_it_is_due_and_not_before():
    jobs, worker = [job()], uuid7()
    enter_jobs(jobs, NOON)
    moments = (NOON, NOON + MINUTE, NOON + HOUR, NOON + HOUR + MINUTE)
    assert [run_due(jobs, worker, at(moment)) for moment in moments] == [1, 0, 1, 0]
    assert (row().last_run, row().next_run) == (NOON + HOUR, NOON + 2 * HOUR)
    assert (row().leased_until, row().lease_holder) == (None, None)


def test_entering_jobs_again_leaves_their_times():
    enter_jobs([job()], NOON)
    run_due([job()], uuid7(), at(NOON))
    enter_jobs([job(), job("tests.new")], NOON + MINUTE)
    times = {r.name: r.next_run for r in periodic_jobs()}
    assert times == {"tests.job": NOON + HOUR, "tests.new": NOON + MINUTE}


def test_of_many_workers_one_gets_the_lease():
    enter_jobs([job()], NOON)
    assert [take_lease(job(), uuid7(), NOON) for _ in range(5)] == [True, *[False] * 4]


def test_a_job_whose_worker_died_runs_again_after_its_lease():
    enter_jobs([job()], NOON)
    dead, other = uuid7(), uuid7()
    assert take_lease(job(), dead, NOON)
    assert run_due([job()], other, at(NOON + MINUTE)) == 0
    assert run_due([job()], other, at(NOON + MINUTE + timedelta(seconds=1))) == 1
    assert ran == ["tests.job"]


def test_a_worker_that_took_too_long_does_not_end_anothers_lease():
    late, other = uuid7(), uuid7()

    def slow() -> None:
        assert take_lease(job(), other, NOON + 2 * MINUTE)

    enter_jobs([job()], NOON)
    run_due([job(work=slow)], late, at(NOON))
    assert (row().lease_holder, row().leased_until) == (other, NOON + 3 * MINUTE)


def test_a_job_that_fails_is_named_without_its_text_and_runs_again():
    def broken() -> None:
        raise ValueError("Bērziņš, Jānis")

    jobs = [job("a.broken", broken), job("b.sound")]
    enter_jobs(jobs, NOON)
    assert run_due(jobs, uuid7(), at(NOON)) == 2
    assert (row("a.broken").last_error, row("a.broken").next_run) == ("ValueError", NOON + HOUR)
    assert (row("b.sound").last_error, ran) == ("", ["b.sound"])
    assert run_due([job("a.broken")], uuid7(), at(NOON + HOUR)) == 1
    assert row("a.broken").last_error == ""


@task()
def note(word: str) -> None:
    ran.append(word)


@task()
def fail() -> None:
    raise ValueError("Bērziņš, Jānis")


def test_one_off_jobs_run_one_at_a_time_in_their_order():
    for word in ("first", "second"):
        note.enqueue(word)
    assert [run_next(uuid7()) for _ in range(3)] == [True, True, False]
    assert ran == ["first", "second"]


def test_a_one_off_job_waits_for_its_time():
    note.using(run_after=timezone.now() + HOUR).enqueue("later")
    assert not run_next(uuid7())


def test_one_off_jobs_that_fail_stay_to_be_seen():
    fail.enqueue()
    note.enqueue("next")
    run_worker(once=True)
    assert [found.exception_class_path for found in failed_jobs()] == ["builtins.ValueError"]
    assert ran == ["next"]


def test_a_one_off_job_whose_worker_died_runs_again():
    note.enqueue("lost")
    left = DBTaskResult.objects.get()
    left.claim("a worker that died")
    now = timezone.now()
    assert requeue_lost(now + LOST_AFTER - MINUTE) == 0
    assert requeue_lost(now + LOST_AFTER + MINUTE) == 1
    assert run_next(uuid7())
    assert ran == ["lost"]


def test_done_jobs_are_forgotten_after_a_month_and_failed_ones_kept():
    note.enqueue("done")
    fail.enqueue()
    while run_next(uuid7()):
        pass
    assert forget_done(timezone.now()) == 0
    assert forget_done(timezone.now() + timedelta(days=31)) == 1
    assert [found.status for found in DBTaskResult.objects.all()] == [TaskResultStatus.FAILED]


def test_the_worker_seals_the_record(loan):
    run_worker(once=True)
    assert SealedEntry.objects.filter(stream="status").count() == 1
    assert seal_all() == 0


def test_the_rooms_declare_their_jobs():
    names = [declared.name for declared in declared_jobs()]
    assert names == sorted(names)
    assert {"platform.workflow.jobs.seal", "platform.workflow.jobs.pick_up_lost_jobs"} <= set(names)
    assert all(declared.lease > timedelta(0) < declared.every for declared in declared_jobs())


def test_a_worker_that_is_told_to_stop_stops():
    stop = Event()
    stop.set()
    note.enqueue("never")
    run_worker(stop=stop)
    assert ran == []
