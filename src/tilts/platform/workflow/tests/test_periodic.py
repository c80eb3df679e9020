"""Periodic jobs run when they are due, once, whatever happens to workers and clocks."""

import threading
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.db import IntegrityError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from uuid_utils.compat import uuid7

from tilts.platform.record.models import SealedEntry
from tilts.platform.record.sealing import seal_all
from tilts.platform.record.tests.flushing import flushable_record
from tilts.platform.workflow.models import PeriodicJob
from tilts.platform.workflow.periodic import (
    SKEW,
    Periodic,
    declared_jobs,
    enter_jobs,
    run_due,
    take_lease,
)
from tilts.platform.workflow.queries import periodic_jobs
from tilts.platform.workflow.worker import run_worker

__all__ = ["flushable_record"]
pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
YEARS = timedelta(days=4000)
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


def times() -> tuple[datetime | None, datetime, datetime | None, object]:
    found = row()
    return found.last_run, found.next_run, found.leased_until, found.lease_holder


def runs(moment: datetime, worker=None) -> int:
    return run_due([job()], worker or uuid7(), at(moment))


def test_a_job_runs_when_it_is_due_and_not_before():
    enter_jobs([job()], NOON)
    moments = (NOON - SECOND, NOON, NOON + MINUTE, NOON + HOUR, NOON + HOUR + MINUTE)
    assert [runs(moment) for moment in moments] == [0, 1, 0, 1, 0]
    assert times() == (NOON + HOUR, NOON + 2 * HOUR, None, None)


def test_what_was_missed_runs_once_and_not_as_often_as_it_was_missed():
    enter_jobs([job()], NOON)
    assert [runs(NOON + 30 * HOUR), runs(NOON + 30 * HOUR + MINUTE)] == [1, 0]
    assert row().next_run == NOON + 31 * HOUR


def test_entering_jobs_again_leaves_their_times():
    enter_jobs([job()], NOON)
    runs(NOON)
    enter_jobs([job(), job("tests.new")], NOON + MINUTE)
    found = {r.name: r.next_run for r in periodic_jobs()}
    assert found == {"tests.job": NOON + HOUR, "tests.new": NOON + MINUTE}


def test_of_many_workers_one_gets_the_lease():
    enter_jobs([job()], NOON)
    assert [take_lease(job(), uuid7(), NOON) for _ in range(5)] == [True, *[False] * 4]


def test_a_job_that_nobody_entered_runs_not():
    assert (runs(NOON), PeriodicJob.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("later", "free"),
    [(timedelta(0), 0), (MINUTE - SECOND, 0), (MINUTE, 0), (MINUTE + SECOND, 1), (YEARS, 1)],
)
def test_a_job_whose_worker_died_runs_again_after_its_lease(later, free):
    enter_jobs([job()], NOON)
    assert take_lease(job(), uuid7(), NOON)
    assert (runs(NOON + later), len(ran)) == (free, free)


def test_a_worker_that_took_too_long_does_not_end_anothers_lease():
    late, other = uuid7(), uuid7()

    def slow() -> None:
        assert take_lease(job(), other, NOON + 2 * MINUTE)

    enter_jobs([job()], NOON)
    run_due([job(work=slow)], late, at(NOON))
    assert times() == (None, NOON, NOON + 3 * MINUTE, other)


def test_a_job_runs_anew_for_a_worker_that_began_again_under_another_name():
    enter_jobs([job()], NOON)
    assert take_lease(job(), uuid7(), NOON)
    restarted = uuid7()
    assert [runs(NOON + SECOND, restarted), runs(NOON + 2 * MINUTE, restarted)] == [0, 1]


@pytest.mark.parametrize("ahead", [HOUR + SKEW + SECOND, timedelta(days=30), YEARS])
def test_a_time_set_by_a_clock_that_ran_ahead_does_not_stop_a_job(ahead):
    enter_jobs([job()], NOON)
    PeriodicJob.objects.update(next_run=NOON + ahead)
    assert [runs(NOON), runs(NOON + SECOND)] == [1, 0]
    assert row().next_run == NOON + HOUR


@pytest.mark.parametrize("ahead", [MINUTE + SKEW + SECOND, HOUR, YEARS])
def test_a_lease_taken_by_a_clock_that_ran_ahead_is_free(ahead):
    enter_jobs([job()], NOON)
    PeriodicJob.objects.update(leased_until=NOON + ahead, lease_holder=uuid7())
    assert runs(NOON) == 1


@pytest.mark.parametrize("behind", [SECOND, MINUTE, SKEW])
def test_a_worker_whose_clock_is_a_little_behind_takes_nothing_of_another(behind):
    enter_jobs([job()], NOON - HOUR)
    assert take_lease(job(), uuid7(), NOON)
    assert runs(NOON - behind) == 0
    PeriodicJob.objects.update(leased_until=None, lease_holder=None, next_run=NOON + HOUR)
    assert runs(NOON - behind) == 0


def test_a_clock_that_jumps_back_while_a_job_runs_leaves_it_due_soon():
    enter_jobs([job()], NOON)
    clock = iter([NOON, NOON - timedelta(days=1)])
    assert run_due([job()], uuid7(), lambda: next(clock)) == 1
    assert times() == (NOON - timedelta(days=1), NOON - timedelta(days=1) + HOUR, None, None)
    assert runs(NOON) == 1


def test_a_job_that_is_made_more_frequent_does_not_wait_out_its_old_interval():
    enter_jobs([job()], NOON)
    PeriodicJob.objects.update(next_run=NOON + timedelta(days=1))
    seldom = Periodic("tests.job", lambda: None, every=timedelta(days=1), lease=MINUTE)
    assert run_due([seldom], uuid7(), at(NOON)) == 0
    assert runs(NOON) == 1


def broken() -> None:
    raise ValueError("Bērziņš, Jānis")


def test_a_job_that_fails_is_named_without_its_text_and_runs_again():
    jobs = [job("a.broken", broken), job("b.sound")]
    enter_jobs(jobs, NOON)
    assert run_due(jobs, uuid7(), at(NOON)) == 2
    assert (row("a.broken").last_error, row("a.broken").next_run) == ("ValueError", NOON + HOUR)
    assert (row("b.sound").last_error, ran) == ("", ["b.sound"])
    assert run_due([job("a.broken")], uuid7(), at(NOON + HOUR)) == 1
    assert row("a.broken").last_error == ""


def test_the_log_says_which_job_failed_and_where_but_not_the_text():
    enter_jobs([job(work=broken)], NOON)
    with capture_logs() as logs:
        run_due([job(work=broken)], uuid7(), at(NOON))
    line = broken.__code__.co_firstlineno + 1
    assert logs == [
        {
            "event": "job failed",
            "job": "tests.job",
            "error": "ValueError",
            "at": f"{__file__}:{line}",
            "log_level": "error",
        }
    ]


def test_a_job_that_fails_in_the_database_leaves_the_worker_able_to_go_on():
    def clash() -> None:
        with transaction.atomic():
            PeriodicJob.objects.create(name="tests.job", next_run=NOON)

    jobs = [job("tests.job", clash), job("tests.later")]
    enter_jobs(jobs, NOON)
    assert run_due(jobs, uuid7(), at(NOON)) == 2
    assert (row().last_error, row("tests.later").last_error) == ("IntegrityError", "")


@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.integers(-20, 200), st.booleans()), min_size=1, max_size=20
    )
)
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_two_workers_hold_a_job_at_once(db, steps):
    """Two workers with one clock, which goes on by minutes; either may die while it holds."""
    with transaction.atomic():
        enter_jobs([job()], NOON)
        workers, now, held_until = (uuid7(), uuid7()), NOON, None
        for which, minutes, dies in steps:
            now += max(minutes, 0) * MINUTE
            if take_lease(job(), workers[which], now):
                assert held_until is None or now > held_until
                held_until = now + MINUTE
                if not dies:
                    given_back = PeriodicJob.objects.filter(lease_holder=workers[which])
                    given_back.update(leased_until=None, lease_holder=None, next_run=now + HOUR)
                    held_until = None
        transaction.set_rollback(True)


@pytest.mark.parametrize("half", [{"leased_until": NOON}, {"lease_holder": uuid7()}])
def test_a_lease_has_a_holder_and_an_end(half):
    with pytest.raises(IntegrityError):
        PeriodicJob.objects.create(name="tests.half", next_run=NOON, **half)


def test_the_rooms_declare_their_jobs():
    names = [declared.name for declared in declared_jobs()]
    assert names == sorted(names)
    assert {"platform.workflow.jobs.seal", "platform.workflow.jobs.pick_up_lost_jobs"} <= set(names)
    assert all(declared.lease > timedelta(0) < declared.every for declared in declared_jobs())


def test_the_worker_seals_the_record(loan):
    run_worker(once=True)
    assert SealedEntry.objects.filter(stream="status").count() == 1
    assert seal_all() == 0


def test_a_worker_that_is_told_to_stop_stops():
    stop = Event()
    stop.set()
    run_worker(stop=stop)
    assert set(PeriodicJob.objects.values_list("last_run", flat=True)) == {None}


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
@pytest.mark.usefixtures("flushable_record")
def test_of_eight_threads_one_takes_the_lease():
    enter_jobs([job()], NOON)
    together, got = threading.Barrier(8), []

    def take() -> None:
        together.wait()
        try:
            got.append(take_lease(job(), uuid7(), NOON))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [*[False] * 7, True]
