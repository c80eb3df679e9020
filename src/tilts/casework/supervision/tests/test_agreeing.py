"""An appointment takes the time of two people; whoever moves it or calls it off says why."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.people.actions import note_death
from tilts.casework.people.tests.desk import kept, recorded
from tilts.casework.supervision.actions import (
    agree,
    call_off,
    record_outcome,
    reschedule,
    take_back_outcome,
)
from tilts.casework.supervision.models import Appointment
from tilts.casework.supervision.one_to_one import KIND
from tilts.casework.supervision.outcomes import Said
from tilts.casework.supervision.queries import next_agreed
from tilts.platform.gatherings.actions import note_elsewhere
from tilts.platform.gatherings.models import (
    Booking,
    Ended,
    Enrolment,
    Leading,
    Place,
    Series,
    Session,
    Whereabouts,
)
from tilts.platform.gatherings.queries import series_seen_by
from tilts.platform.gatherings.tests.groups import told
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Absence
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state

from .meetings import agreed, begun, wanted
from .notes import at

pytestmark = pytest.mark.usefixtures("all_seen")


def refused(caseload, anna, days=7, hour=10, **values) -> list[str]:
    return told(lambda: agreed(caseload.actor, anna, days, hour, **values))


def taken() -> list[Any]:
    """Whose time is taken, by session."""
    return sorted(Booking.objects.values_list("session", "party"), key=str)


def test_it_is_a_gathering_of_one(caseload, anna):
    row = agreed(caseload.actor, anna, how="visit", about="Work", where="at home", minutes=45)
    session = Session.objects.get()
    series = Series.objects.get()
    place = Enrolment.plain.get()
    assert (row.session_id, row.starts_at, row.staff_id) == (
        session.pk,
        session.starts_at,
        caseload.officer.pk,
    )
    assert (session.minutes, session.alone_id, session.online, session.place) == (
        45,
        place.pk,
        False,
        None,
    )
    assert (series.template.kind, series.name, series.unit.code, series.capacity) == (
        KIND,
        "Uzraudzība",
        "jelgava",
        1,
    )
    assert (place.party_id, place.kind) == (anna.pk, "community")
    assert list(Leading.objects.values_list("party", flat=True)) == [caseload.officer.pk]
    assert taken() == sorted([(session.pk, anna.pk), (session.pk, caseload.officer.pk)], key=str)


def test_a_second_one_is_in_the_same_series(caseload, anna):
    agreed(caseload.actor, anna, 7)
    agreed(caseload.actor, anna, 14, how="video")
    counted = (Series.objects.count(), Enrolment.plain.count(), Session.objects.count())
    assert (counted, Session.objects.filter(online=True).count()) == ((1, 1, 2), 1)


def test_who_agreed_it_stands_in_the_record(caseload, anna):
    agreed(caseload.actor, anna, about="Work")
    [(by, about, wall, reason, changes)] = recorded("supervision.agree_appointment")
    assert (by, about, wall, reason) == (caseload.officer.pk, anna.pk, "", "")
    assert [(row, before, after["about"]) for row, before, after in changes] == [
        ("supervision.appointment", None, "Work")
    ]


@pytest.mark.parametrize(
    ("days", "values", "codes"),
    [
        (-1, {}, ["in-the-past"]),
        (7, {"minutes": 7}, ["no-length"]),
        (4 * 365, {}, ["next-far"]),
    ],
)
def test_when_it_cannot_be(caseload, anna, days, values, codes):
    assert refused(caseload, anna, days, **values) == codes
    assert (Appointment.objects.count(), Series.objects.count()) == (0, 0)


def test_nobody_is_booked_twice(caseload, anna):
    berta = caseload.add("Berta")
    agreed(caseload.actor, anna, 7, 10)
    colleague = actor_for(caseload.house.member("head_of_unit", "jelgava"), timezone.localdate())
    assert refused(caseload, berta, 7, 10) == ["clash"]
    with_somebody_else = wanted(7, 10)
    again = told(lambda: agree(by=colleague, person_id=anna.pk, wanted=with_somebody_else))
    assert (again, refused(caseload, berta, 7, 11)) == (["clash"], [])


def test_nobody_comes_who_is_elsewhere(caseload, anna):
    court = (at(7, 9), at(7, 12))
    note_elsewhere(
        by=SERVICE, party=anna.pk, kind=Whereabouts.COURT, starts_at=court[0], ends_at=court[1]
    )
    assert (refused(caseload, anna, 7, 10), refused(caseload, anna, 7, 12)) == (["elsewhere"], [])


def test_nobody_is_met_by_who_is_absent(caseload, anna):
    first, back = at(5).date(), at(9).date()
    kept(Absence(staff=caseload.officer, since=first, until=back))
    days = {day: refused(caseload, anna, day) for day in (4, 5, 8, 9)}
    assert days == {4: [], 5: ["absent"], 8: ["absent"], 9: []}


def test_a_room_is_taken_as_well(caseload, anna):
    unit = caseload.house.units["jelgava"]
    room = kept(Place(unit=unit, name="Room 2", seats=2, since=timezone.localdate()))
    agreed(caseload.actor, anna, 7, 10, place=room)
    other = caseload.house.member("probation_officer", "jelgava")
    berta = caseload.add("Berta")
    by = actor_for(caseload.house.member("head_of_unit", "jelgava"), timezone.localdate())
    in_it = told(lambda: agree(by=by, person_id=berta.pk, wanted=wanted(7, 10, place=room)))
    assert (in_it, other.agency_id) == (["place-taken"], caseload.officer.agency_id)


def test_only_with_people_whom_one_may_meet(caseload, house):
    stranger = caseload.house.member("prison_officer", "riga")
    by = actor_for(stranger, timezone.localdate())
    anna = caseload.add("Ozola")
    assert told(lambda: agreed(by, anna)) == ["not-yours"]


def test_it_stands_in_no_list_of_groups(caseload, anna):
    agreed(caseload.actor, anna)
    head = actor_for(caseload.house.member("head_of_unit", "jelgava"), timezone.localdate())
    assert (list(series_seen_by(head)), Series.objects.count()) == ([], 1)


def test_the_newest_one_counts(caseload, anna):
    old = agreed(caseload.actor, anna, 7, 10, about="Work")
    new = reschedule(
        by=caseload.actor, appointment=old, side="person", wanted=wanted(8, 11, about="Work")
    )
    old.refresh_from_db()
    told_of_old = (old.called_off_by, old.why_called_off, old.session.is_cancelled)
    assert told_of_old == ("person", "moved to another time", True)
    assert (new.replaces_id, new.starts_at, new.about) == (old.pk, at(8, 11), "Work")
    assert next_agreed([anna.pk], timezone.localdate()) == {anna.pk: at(8, 11)}
    assert {session for session, _party in taken()} == {new.session_id}


def test_it_can_move_by_half_an_hour(caseload, anna):
    """The old time is free before the new one is taken."""
    old = agreed(caseload.actor, anna, 7, 10, minutes=60)
    half_later = wanted(starts_at=at(7, 10) + timedelta(minutes=30), minutes=60)
    new = reschedule(by=caseload.actor, appointment=old, side="service", wanted=half_later)
    assert new.starts_at == at(7, 10) + timedelta(minutes=30)


def test_whoever_of_the_unit_moves_it_it_stays_with_its_officer(caseload, anna):
    old = agreed(caseload.actor, anna, 7, 10)
    head = actor_for(caseload.house.member("head_of_unit", "jelgava"), timezone.localdate())
    new = reschedule(by=head, appointment=old, side="person", wanted=wanted(8, 11))
    assert (new.staff_id, taken()) == (
        caseload.officer.pk,
        sorted([(new.session_id, anna.pk), (new.session_id, caseload.officer.pk)], key=str),
    )
    kept(Absence(staff=caseload.officer, since=at(12).date(), until=at(13).date()))
    move = partial(reschedule, by=head, appointment=new, side="service", wanted=wanted(12, 11))
    assert told(move) == ["absent"]


def test_every_reason_against_a_move_at_once(caseload, anna):
    """The old one was called off, nobody is said to have asked, and the new time has passed."""
    row = agreed(caseload.actor, anna)
    call_off(by=caseload.actor, appointment=row, side="person", because="Ill")
    move = partial(reschedule, by=caseload.actor, appointment=row, side="", wanted=wanted(-1))
    assert told(move) == ["called-off", "whose-wanted", "in-the-past"]


def test_a_move_says_why_where_somebody_wrote_it(caseload, anna):
    old = agreed(caseload.actor, anna)
    reschedule(
        by=caseload.actor, appointment=old, side="person", wanted=wanted(8), because="A shift"
    )
    old.refresh_from_db()
    [(by, about, _wall, reason, _changes)] = recorded("supervision.reschedule")
    assert (old.why_called_off, by, about, reason) == (
        "A shift",
        caseload.officer.pk,
        anna.pk,
        "A shift",
    )


def test_the_newest_one_replaces_what_replaced_another(caseload, anna):
    rows = [agreed(caseload.actor, anna, 7)]
    for days in (8, 9):
        to = wanted(days)
        rows.append(reschedule(by=caseload.actor, appointment=rows[-1], side="person", wanted=to))
    assert [row.replaces_id for row in rows] == [None, rows[0].pk, rows[1].pk]
    assert [row.pk for row in Appointment.objects.filter(called_off_by="")] == [rows[2].pk]
    assert check_state().faults == []


def test_nobody_moves_or_calls_off_what_is_not_theirs(caseload, anna):
    row = agreed(caseload.actor, anna)
    by = actor_for(caseload.house.member("prison_officer", "riga"), timezone.localdate())
    does = (
        lambda: reschedule(by=by, appointment=row, side="person", wanted=wanted(8)),
        lambda: call_off(by=by, appointment=row, side="person", because="Ill"),
        lambda: record_outcome(by=by, appointment=row, said=Said(choice="complied", text="x")),
        lambda: take_back_outcome(by=by, appointment=row, because="x"),
    )
    assert [told(do) for do in does] == [["not-yours"]] * 4


@pytest.mark.parametrize(
    ("because", "shown"),
    [
        ("Ill", "Ill"),
        ("moved", "moved to another time"),
        ("taken-back", "what became of the one before was taken back"),
        *((one.value, str(one.label)) for one in (Ended.LEFT, Ended.DIED, Ended.ERROR)),
    ],
)
def test_why_it_was_called_off_is_read_in_ones_language(because, shown):
    """A step that calls it off by itself leaves a code, and people their own words."""
    assert Appointment(called_off_because=because).why_called_off == shown


def test_a_move_that_cannot_be_leaves_the_old_one(caseload, anna):
    old = agreed(caseload.actor, anna, 7, 10)
    agreed(caseload.actor, caseload.add("Berta"), 8, 11)
    to_taken = wanted(8, 11)
    move = partial(reschedule, by=caseload.actor, appointment=old, side="person", wanted=to_taken)
    assert told(move) == ["clash"]
    old.refresh_from_db()
    assert (old.is_called_off, old.session.is_cancelled) == (False, False)


def test_it_is_called_off_by_somebody_with_a_reason(caseload, anna):
    row = agreed(caseload.actor, anna)
    done = call_off(by=caseload.actor, appointment=row, side="person", because="Ill")
    assert (done.called_off_by, done.called_off_because, taken()) == ("person", "Ill", [])
    again = told(lambda: call_off(by=caseload.actor, appointment=row, side="person", because="Ill"))
    assert again == ["called-off"]


@pytest.mark.parametrize(("side", "because", "codes"), [
    ("somebody", "Ill", ["whose-wanted"]), ("person", " ", ["reason-missing"]),
])  # fmt: skip
def test_what_must_be_said(caseload, anna, side, because, codes):
    row = agreed(caseload.actor, anna)
    do = partial(call_off, by=caseload.actor, appointment=row, side=side, because=because)
    assert told(do) == codes


def test_what_has_begun_is_not_called_off(caseload, anna):
    row = begun(anna, caseload.officer)
    do = partial(call_off, by=caseload.actor, appointment=row, side="person", because="Ill")
    assert told(do) == ["begun"]


def test_with_a_death_all_that_is_ahead_is_called_off(caseload, anna):
    row = agreed(caseload.actor, anna)
    note_death(by=SERVICE, person_id=anna.pk, died_on=timezone.localdate(), source="register")
    row.refresh_from_db()
    assert (row.called_off_by, row.called_off_because, taken()) == ("service", "died", [])
    assert refused(caseload, anna) == ["dead"]
