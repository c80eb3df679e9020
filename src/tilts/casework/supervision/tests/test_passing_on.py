"""With a person their appointments pass to the next officer, unless that one is booked then."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, reassign
from tilts.casework.allocation.models import Allocation
from tilts.casework.people.actions import note_death
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.desk import recorded
from tilts.casework.supervision.actions import call_off, record_outcome, reschedule
from tilts.casework.supervision.jobs import pass_on_in_time
from tilts.casework.supervision.models import Appointment
from tilts.casework.supervision.outcomes import Said
from tilts.casework.supervision.presenting_appointments import proposed_after
from tilts.platform.gatherings.models import Booking, Leading
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.state import check_state

from .meetings import agreed, begun, wanted

pytestmark = pytest.mark.usefixtures("all_seen")


@pytest.fixture
def next_one(caseload):
    """The officer who takes over."""
    return caseload.house.member("probation_officer", "jelgava")


def pass_on(anna, to, since=None):
    today = timezone.localdate()
    handover = Handover(on=since or today, reason="leave")
    reassign(by=SERVICE, person=anna.pk, to=to, how=handover)


def led() -> dict[Any, Any]:
    """Who leads the session of each appointment, and whose time it takes."""
    return {
        one.pk: (
            one.staff_id,
            list(Leading.objects.filter(session=one.session_id).values_list("party", flat=True)),
            set(Booking.objects.filter(session=one.session_id).values_list("party", flat=True)),
        )
        for one in Appointment.objects.all()
    }


def test_what_is_ahead_goes_along(caseload, anna, next_one):
    row = agreed(caseload.actor, anna)
    pass_on(anna, next_one)
    assert led() == {row.pk: (next_one.pk, [next_one.pk], {next_one.pk, anna.pk})}


def test_what_has_begun_stays(caseload, anna, next_one):
    row = begun(anna, caseload.officer)
    pass_on(anna, next_one)
    assert led()[row.pk][:2] == (caseload.officer.pk, [caseload.officer.pk])


def test_only_what_lies_after_the_day_of_the_handover_moves(caseload, anna, next_one):
    early, late = agreed(caseload.actor, anna, 2), agreed(caseload.actor, anna, 9)
    pass_on(anna, next_one, since=timezone.localdate() + timedelta(days=5))
    assert {key: one[0] for key, one in led().items()} == {
        early.pk: caseload.officer.pk,
        late.pk: next_one.pk,
    }


def test_a_clash_is_left_to_people(caseload, anna, next_one):
    row = agreed(caseload.actor, anna, 7, 10)
    berta = caseload.add("Berta")
    pass_on(berta, next_one)
    agreed(actor_for(next_one, timezone.localdate()), berta, 7, 10)
    pass_on(anna, next_one)
    assert led()[row.pk] == (
        caseload.officer.pk,
        [caseload.officer.pk],
        {caseload.officer.pk, anna.pk},
    )


def test_what_a_head_of_unit_agreed_stays_theirs(caseload, anna, next_one):
    head = actor_for(caseload.house.member("head_of_unit", "jelgava"), timezone.localdate())
    row = agreed(head, anna)
    pass_on(anna, next_one)
    assert led()[row.pk][0] == head.party


def test_who_follows_has_what_was_agreed_on_a_merged_record(caseload, anna, next_one):
    gone = caseload.add("Ozolina")
    row = agreed(caseload.actor, gone)
    merge_people(by=SERVICE, kept_id=anna.pk, gone_id=gone.pk, reason="the same face")
    pass_on(anna, next_one)
    assert led()[row.pk][:2] == (next_one.pk, [next_one.pk])


def test_what_was_agreed_until_the_day_of_the_handover_goes_along_on_it(caseload, anna, next_one):
    """The officer still in charge agrees one for the time after them."""
    pass_on(anna, next_one, since=timezone.localdate() + timedelta(days=3))
    row = agreed(caseload.actor, anna, 9)
    coming = Allocation.plain.get(person=anna, until=None)
    pass_on_in_time.func(coming.pk)
    before = led()[row.pk][0]
    with act("test.today", by=SERVICE):
        for one in Allocation.plain.filter(person=anna).order_by("since"):
            if one.pk == coming.pk:
                one.since = timezone.localdate()
            else:
                one.until = timezone.localdate()
            one.save()
    pass_on_in_time.func(coming.pk)
    assert (before, led()[row.pk]) == (
        caseload.officer.pk,
        (next_one.pk, [next_one.pk], {next_one.pk, anna.pk}),
    )


def test_where_nothing_goes_along_nothing_is_written(caseload, anna, next_one):
    row = agreed(caseload.actor, anna)
    call_off(by=caseload.actor, appointment=row, side="person", because="Ill")
    pass_on(anna, next_one)
    assert recorded("supervision.pass_on_appointments") == []


def test_who_took_over_stands_in_the_record(caseload, anna, next_one):
    agreed(caseload.actor, anna)
    pass_on(anna, next_one)
    [(by, about, _wall, _reason, changes)] = recorded("supervision.pass_on_appointments")
    assert (by, about) == (SERVICE.party, anna.pk)
    assert changes == [
        (
            "supervision.appointment",
            {"staff_id": str(caseload.officer.pk)},
            {"staff_id": str(next_one.pk)},
        )
    ]
    assert check_state().faults == []


def test_what_became_of_the_last_one_is_said_after_a_death_too(caseload, anna):
    """Whoever died before an appointment that nobody called off does not leave it open for good."""
    row = begun(anna, caseload.officer)
    died_on = timezone.localdate() - timedelta(days=1)
    note_death(by=SERVICE, person_id=anna.pk, died_on=died_on, source="register")
    row.refresh_from_db()
    record_outcome(by=caseload.actor, appointment=row, said=Said(choice="excused:other"))
    assert (row.is_called_off, recorded("supervision.follow_leaving")) == (False, [])
    assert check_state().faults == []


def test_the_next_one_is_with_who_took_the_person_over(caseload, anna, next_one):
    """The officer responsible says what became of it, and has the next one in their own day."""
    row = begun(anna, caseload.officer)
    pass_on(anna, next_one)
    said = Said(choice="complied", text="Found work.", next=wanted(7))
    record_outcome(by=actor_for(next_one, timezone.localdate()), appointment=row, said=said)
    new = row.led_to.get()
    assert led()[new.pk] == (next_one.pk, [next_one.pk], {next_one.pk, anna.pk})


def test_one_left_behind_for_a_clash_is_moved_to_who_took_the_person_over(caseload, anna, next_one):
    row, by = agreed(caseload.actor, anna), actor_for(next_one, timezone.localdate())
    berta = caseload.add("Berta")
    pass_on(berta, next_one)
    agreed(by, berta)
    pass_on(anna, next_one)
    moved = reschedule(by=by, appointment=row, side="service", wanted=wanted(8))
    assert [led()[one.pk][:2] for one in (row, moved)] == [
        (caseload.officer.pk, [caseload.officer.pk]),
        (next_one.pk, [next_one.pk]),
    ]


def test_times_are_proposed_that_who_took_the_person_over_has(caseload, anna, next_one):
    row, by = begun(anna, caseload.officer), actor_for(next_one, timezone.localdate())
    berta = caseload.add("Berta")
    pass_on(berta, next_one)
    pass_on(anna, next_one)
    first, *_others = proposed_after(by, row)
    agreed(by, berta, starts_at=first)
    assert first not in proposed_after(by, row)
