"""Two people at the same appointment at the same time: nothing is doubled, or lost unsaid."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from functools import partial
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections, transaction
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, reassign
from tilts.casework.allocation.models import Allocation
from tilts.casework.people.models import Person
from tilts.casework.supervision.actions import (
    call_off,
    pass_on_appointments,
    record_outcome,
    reschedule,
    take_back_outcome,
)
from tilts.casework.supervision.appointments import held
from tilts.casework.supervision.models import Appointment, ContactNote
from tilts.casework.supervision.outcomes import Said
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.models import Attendance, Booking, Enrolment, Series
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state
from tilts.platform.record.tests.flushing import flushable_record

from .conftest import Caseload
from .meetings import agreed, begun, wanted

__all__ = ["flushable_record"]  # a fixture
Write = Callable[[], object]


@pytest.fixture
def caseload(flushable_record: None) -> Iterator[Caseload]:
    """An officer, committed: threads see it."""
    with seen_by(SERVICE):
        house = build_house()
        yield Caseload(house, house.member("probation_officer", "jelgava"))


@pytest.fixture
def anna(caseload: Caseload) -> Person:
    return caseload.add("Ozola")


def at_once(*writes: Write) -> list[str]:
    """What became of writes that begin together: "done", or the codes of the reasons why not."""
    ready = Barrier(len(writes))

    def written(write: Write) -> str:
        try:
            with seen_by(SERVICE):
                ready.wait(30)
                write()
            return "done"
        except Refused as refused:
            return " ".join(reason.code for reason in refused.reasons)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(writes)) as threads:
        return sorted(threads.map(written, writes))


def test_two_first_appointments_make_one_series(caseload, anna):
    by = caseload.actor
    told = at_once(lambda: agreed(by, anna, 7), lambda: agreed(by, anna, 8))
    counted = (Series.objects.count(), Enrolment.plain.count(), Appointment.objects.count())
    assert (told, counted) == (["done", "done"], (1, 1, 2))


def test_of_two_for_one_hour_one_is_agreed(caseload, anna):
    by, berta = caseload.actor, caseload.add("Berta")
    told = at_once(lambda: agreed(by, anna, 7), lambda: agreed(by, berta, 7))
    assert (told, Appointment.objects.count(), Booking.objects.count()) == (["clash", "done"], 1, 2)


def test_of_two_words_one_is_recorded(caseload, anna):
    row, by = begun(anna, caseload.officer), caseload.actor

    def say(choice: str) -> Write:
        said = Said(choice=choice, text="Found work.")
        return lambda: record_outcome(by=by, appointment=row, said=said)

    told = at_once(say("complied"), say("not-complied"))
    counted = (Attendance.plain.count(), ContactNote.objects.count())
    assert (told, counted, check_state().faults) == (["done", "recorded"], (1, 1), [])


def test_the_same_word_twice_at_once_counts_once(caseload, anna):
    row, by = begun(anna, caseload.officer), caseload.actor
    said = Said(choice="complied", text="Found work.", next=wanted(7), key=UUID(int=7))
    say = partial(record_outcome, by=by, appointment=row, said=said)
    told = at_once(say, say)
    counted = (ContactNote.objects.count(), Appointment.objects.filter(follows=row).count())
    assert (told, counted) == (["done", "done"], (1, 1))


def test_it_is_moved_or_called_off_and_not_both(caseload, anna):
    row, by = agreed(caseload.actor, anna), caseload.actor
    told = at_once(
        lambda: reschedule(by=by, appointment=row, side="person", wanted=wanted(8)),
        lambda: call_off(by=by, appointment=row, side="person", because="Ill"),
    )
    row.refresh_from_db()
    moved = Appointment.objects.filter(replaces=row).count()
    assert (told, row.called_off_by) == (["called-off", "done"], "person")
    assert moved == (row.called_off_because == "moved")


def test_it_is_taken_back_once(caseload, anna):
    row, by = begun(anna, caseload.officer), caseload.actor
    record_outcome(by=by, appointment=row, said=Said(choice="complied", text="Found work."))
    back = partial(take_back_outcome, by=by, appointment=row, because="x")
    assert at_once(back, back) == ["done", "nothing-recorded"]
    assert list(ContactNote.objects.values_list("withdrawn", flat=True)) == [True]


def test_what_is_called_off_at_that_moment_is_not_passed_on(caseload, anna):
    """Both hold the person first: neither waits for what the other one has."""
    to = caseload.house.member("probation_officer", "jelgava")
    how = Handover(on=timezone.localdate() + timedelta(days=3), reason="leave")
    reassign(by=SERVICE, person=anna.pk, to=to, how=how)
    row = agreed(caseload.actor, anna, 9)
    coming = Allocation.plain.get(person=anna, until=None)
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            held(row)
            pass_on = partial(pass_on_appointments, by=SERVICE, allocation=coming)
            passing = threads.submit(at_once, pass_on)
            wait([passing], timeout=1)  # it has come to what is held, and waits
            call_off(by=caseload.actor, appointment=row, side="person", because="Ill")
        assert passing.result(timeout=30) == ["done"]
    row.refresh_from_db()
    assert (row.called_off_by, row.staff_id) == ("person", caseload.officer.pk)
    assert check_state().faults == []
