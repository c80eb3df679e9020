"""One-off jobs run once, are tried again when they fail, and are shown when they are given up."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from structlog.testing import capture_logs
from uuid_utils.compat import uuid7

from tilts.platform.workflow.one_off import (
    AGAIN,
    KEPT,
    LOST,
    LOST_AFTER,
    MOST_ATTEMPTS,
    failed_jobs,
    forget_done,
    requeue_lost,
    run_next,
)
from tilts.platform.workflow.worker import run_worker

pytestmark = pytest.mark.django_db

HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
ran: list[str] = []
failing: list[BaseException] = []


@pytest.fixture(autouse=True)
def nothing_ran():
    ran.clear()
    failing.clear()


@task()
def note(word: str) -> None:
    ran.append(word)


@task()
def fail() -> None:
    """Fails as often as there are errors left, then does its work."""
    if failing:
        raise failing.pop()
    ran.append("at last")


def fails(times: int) -> Any:
    failing.extend(ValueError("Bērziņš, Jānis") for _ in range(times))
    fail.enqueue()
    return DBTaskResult.objects.get()


def run() -> bool:
    return run_next(uuid7())


def wait_over() -> None:
    """The time until the next attempt is over."""
    DBTaskResult.objects.update(run_after=timezone.now() - SECOND)


def shown() -> list[tuple[str, str, bool]]:
    """What the page of jobs tells of those that failed."""
    return [
        (job.task_path.rpartition(".")[2], job.exception_class_path, bool(job.waits))
        for job in failed_jobs()
    ]


def test_jobs_run_one_at_a_time_in_their_order():
    for word in ("first", "second"):
        note.enqueue(word)
    assert [run() for _ in range(3)] == [True, True, False]
    assert ran == ["first", "second"]


def test_a_job_waits_for_its_time():
    note.using(run_after=timezone.now() + HOUR).enqueue("later")
    assert (run(), ran) == (False, [])
    wait_over()
    assert (run(), ran) == (True, ["later"])


def test_the_urgent_comes_first():
    note.enqueue("usual")
    note.using(priority=10).enqueue("urgent")
    run_worker(once=True)
    assert ran == ["urgent", "usual"]


@pytest.mark.parametrize("times", range(MOST_ATTEMPTS + 1))
def test_a_job_that_fails_is_tried_again_and_given_up_at_last(times):
    fails(times)
    for _attempt in range(MOST_ATTEMPTS + 1):
        run()
        wait_over()
    job = DBTaskResult.objects.get()
    done = times < MOST_ATTEMPTS
    assert job.status == (TaskResultStatus.SUCCESSFUL if done else TaskResultStatus.FAILED)
    assert ran == (["at last"] if done else [])
    assert len(job.worker_ids) == min(times + 1, MOST_ATTEMPTS)
    assert shown() == ([] if done else [("fail", "builtins.ValueError", False)])


def test_between_two_attempts_it_waits_and_is_shown_as_waiting():
    fails(1)
    before = timezone.now()
    assert [run(), run()] == [True, False]
    job = DBTaskResult.objects.get()
    assert job.status == TaskResultStatus.READY
    assert before + AGAIN <= job.run_after <= timezone.now() + AGAIN
    assert shown() == [("fail", "builtins.ValueError", True)]


def test_a_job_that_fails_holds_up_no_other():
    fails(1)
    note.enqueue("next")
    run_worker(once=True)
    assert ran == ["next"]


def test_what_went_wrong_is_kept_by_its_class_alone(caplog):
    fails(MOST_ATTEMPTS)
    with capture_logs() as logs:
        for _attempt in range(MOST_ATTEMPTS):
            run()
            wait_over()
    job = DBTaskResult.objects.get()
    assert (job.exception_class_path, job.traceback) == ("builtins.ValueError", "")
    assert "Bērziņš" not in caplog.text
    assert [(entry["event"], entry["error"], entry["given_up"]) for entry in logs] == [
        ("job failed", "builtins.ValueError", given_up) for given_up in (False, False, True)
    ]


def test_what_failed_and_then_went_well_is_shown_no_more():
    fails(1)
    run()
    wait_over()
    run()
    assert (shown(), ran) == ([], ["at last"])


def test_a_job_that_nobody_knows_any_more_is_given_up():
    note.enqueue("x")
    DBTaskResult.objects.update(task_path="tilts.platform.workflow.tests.test_one_off.gone")
    for _attempt in range(MOST_ATTEMPTS):
        assert run()
        wait_over()
    assert not run()
    assert shown() == [("gone", "builtins.ImportError", False)]


def claimed() -> Any:
    """A job whose worker died while it ran."""
    note.enqueue("lost")
    job = DBTaskResult.objects.get()
    job.claim("a worker that died")
    return job


@pytest.mark.parametrize(
    ("later", "lost"), [(timedelta(0), 0), (LOST_AFTER - MINUTE, 0), (LOST_AFTER + MINUTE, 1)]
)
def test_a_job_whose_worker_died_runs_again(later, lost):
    claimed()
    assert requeue_lost(timezone.now() + later) == lost
    assert (run(), ran) == (bool(lost), ["lost"] * lost)


def test_a_job_that_takes_each_worker_with_it_is_given_up():
    job = claimed()
    for number in range(1, MOST_ATTEMPTS + 1):
        assert requeue_lost(timezone.now() + 2 * LOST_AFTER) == 1
        assert shown() == [("note", LOST, number < MOST_ATTEMPTS)]
        job.refresh_from_db()
        if number < MOST_ATTEMPTS:
            job.claim(f"worker {number}")
    assert (run(), requeue_lost(timezone.now() + 4 * LOST_AFTER), ran) == (False, 0, [])


def test_nothing_is_lost_of_what_is_done_or_waits():
    note.enqueue("done")
    assert run()
    note.enqueue("waits")
    assert requeue_lost(timezone.now() + 2 * LOST_AFTER) == 0


def test_done_jobs_are_forgotten_after_a_month_and_failed_ones_kept():
    fails(MOST_ATTEMPTS)
    for _attempt in range(MOST_ATTEMPTS):
        run()
        wait_over()
    note.enqueue("done")
    assert run()
    assert forget_done(timezone.now() + KEPT - HOUR) == 0
    assert forget_done(timezone.now() + KEPT + HOUR) == 1
    assert [job.status for job in DBTaskResult.objects.all()] == [TaskResultStatus.FAILED]


def test_the_newest_failure_stands_first_and_the_list_ends_somewhere():
    for _number in range(51):
        fail.enqueue()
    failing.extend(KeyError("x") for _ in range(51))
    while run():
        pass
    found = failed_jobs()
    assert len(found) == 50
    moments = [job.finished_at for job in found]
    assert moments == sorted(moments, reverse=True)


def test_two_workers_share_what_there_is():
    for word in ("a", "b", "c"):
        note.enqueue(word)
    one, other = uuid7(), uuid7()
    assert [run_next(worker) for worker in (one, other, one, other)] == [True, True, True, False]
    workers = DBTaskResult.objects.order_by("enqueued_at").values_list("worker_ids", flat=True)
    assert list(workers) == [[str(one)], [str(other)], [str(one)]]
    assert ran == ["a", "b", "c"]
