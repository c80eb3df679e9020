"""Taking and giving back time, past all actions: the table itself."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tilts.platform.access.reasons import Refused
from tilts.platform.gatherings.booking import Taken, book, busy, clashing, hold, release
from tilts.platform.gatherings.models import Booking, Session
from tilts.platform.gatherings.planning import SLOT, slot_of, slots
from tilts.platform.gatherings.tests.groups import at
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party
from tilts.platform.record.acts import act

FIRST = date(2031, 3, 3)


@pytest.fixture
def make(groups, series, room):
    """Makes a session of the series that is not booked."""

    def made(hour: int, minutes: int = 30, place=room) -> Session:
        starts_at = at(FIRST, hour)
        session = Session(
            series=series,
            number=1,
            code="first",
            form="group",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            place=place,
        )
        with act("test.session", by=SERVICE):
            session.save(force_insert=True)
        return session

    return made


def guest() -> UUID:
    return Party.objects.create(kind="guest").pk


def told(do) -> list[str]:
    with pytest.raises(Refused) as refused:
        do()
    return [one.code for one in refused.value.reasons]


def test_slots_are_five_minutes():
    ten = at(FIRST, 10)
    assert SLOT == 300
    assert slot_of(ten) * SLOT == ten.timestamp()
    assert slot_of(ten + timedelta(seconds=299)) == slot_of(ten)
    assert len(slots(ten, ten + timedelta(minutes=90))) == 18
    assert list(slots(ten, ten + timedelta(minutes=3))) == [slot_of(ten)]


def test_what_only_begins_in_a_slot_takes_the_whole_of_it():
    ten = at(FIRST, 10)
    touched = slots(ten + timedelta(minutes=4), ten + timedelta(minutes=6))
    assert list(touched) == [slot_of(ten), slot_of(ten) + 1]


def test_the_time_of_everybody_and_of_the_place_is_a_row(make, room):
    session, one, other = make(10), guest(), guest()
    book([Taken(session, [one, other], place=True)])
    first = slot_of(session.starts_at)
    rows = Booking.objects.values_list("party", "place", "first", "stop", "session")
    assert set(rows) == {
        (party, place, first, first + 6, session.pk)
        for party, place in ((one, None), (other, None), (None, room.pk))
    }
    assert len(rows) == 3


def test_without_the_place_only_people_are_booked(make):
    session, one = make(10), guest()
    book([Taken(session, [one])])
    assert Booking.objects.filter(party=one, place=None).count() == Booking.objects.count() == 1


def test_nothing_is_booked_for_nobody(make):
    book([])
    book([Taken(make(10), [])])
    book([Taken(make(12, place=None), [], place=True)])
    assert Booking.objects.count() == 0


def test_somebody_named_twice_is_booked_once(make):
    session, one = make(10), guest()
    book([Taken(session, [one, one])])
    assert Booking.objects.count() == 1


def test_what_is_taken_is_refused_and_nothing_of_it_stays(make):
    one, other = guest(), guest()
    book([Taken(make(10), [one], place=True)])
    late = make(10, 60)
    assert told(lambda: book([Taken(late, [other, one])])) == ["taken-meanwhile"]
    assert told(lambda: book([Taken(late, [other], place=True)])) == ["taken-meanwhile"]
    assert Booking.objects.filter(session=late).count() == 0


def test_one_after_the_other_is_no_clash(make, groups):
    one = guest()
    book([Taken(make(10, 60), [one], place=True), Taken(make(11), [one], place=True)])
    assert Booking.objects.count() == 4


def test_time_is_given_back_of_all_or_of_some(make):
    session, one, other = make(10), guest(), guest()
    book([Taken(session, [one, other], place=True)])
    release([session], [one])
    assert set(Booking.objects.values_list("party", flat=True)) == {other, None}
    release([session], [])
    assert Booking.objects.count() == 2
    release([session])
    assert Booking.objects.count() == 0


def test_what_is_taken_is_told_from_a_moment_on_and_without_some(make, room):
    early, late, one = make(9), make(15), guest()
    book([Taken(early, [one], place=True), Taken(late, [one])])
    nine, three = (set(slots(s.starts_at, s.ends_at)) for s in (early, late))
    assert busy([one], [room.pk], at(FIRST, 8)) == {one: nine | three, room.pk: nine}
    assert busy([one], [room.pk], at(FIRST, 12)) == {one: three}
    assert busy([one], [], at(FIRST, 8), but=[late.pk]) == {one: nine}
    assert busy([], [], at(FIRST, 8)) == {}
    assert busy([guest()], [], at(FIRST, 8)) == {}


def test_who_clashes_is_told_with_what_they_have(make):
    session, one, other = make(10), guest(), guest()
    book([Taken(session, [one, other])])
    same, after = make(10, 5), make(11)
    assert sorted(clashing(same, [one, other])) == sorted([(one, session), (other, session)])
    assert clashing(same, [one], but=[session.pk]) == []
    assert clashing(after, [one, other]) == []
    assert clashing(session, [one, other]) == []


def test_holding_takes_two_queries_however_many(make, room, django_assert_num_queries):
    parties = [guest() for _ in range(5)]
    for some in (parties[:1], parties):
        with act("test.hold", by=SERVICE), django_assert_num_queries(2):
            hold(some, [room.pk])


BEFORE, BEHIND = (-3, 0), (6, 9)
OVER = [(-1, 1), (0, 6), (2, 3), (5, 8), (-2, 9)]


@pytest.mark.parametrize("span", OVER)
@pytest.mark.parametrize("whose", ["party", "place"])
def test_whatever_overlaps_is_refused_by_the_database(make, room, whose, span):
    session, one = make(10), guest()
    book([Taken(session, [one], place=True)])
    kept, start = Booking.objects.count(), slot_of(session.starts_at)
    of = {"party_id": one} if whose == "party" else {"place": room}
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(session=session, first=start + span[0], stop=start + span[1], **of)
    assert Booking.objects.count() == kept


@pytest.mark.parametrize("span", [BEFORE, BEHIND])
def test_whatever_only_touches_is_kept(make, room, span):
    session, one = make(10), guest()
    book([Taken(session, [one], place=True)])
    start = slot_of(session.starts_at)
    for of in ({"party_id": one}, {"place": room}):
        Booking.objects.create(session=session, first=start + span[0], stop=start + span[1], **of)
    assert Booking.objects.count() == 4


def test_a_booking_is_not_moved_onto_another(make):
    session, one = make(10), guest()
    book([Taken(session, [one]), Taken(make(12), [one])])
    first, second = Booking.objects.order_by("first")
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=second.pk).update(first=first.first)
    Booking.objects.filter(pk=second.pk).update(first=second.first - 1)
    assert Booking.objects.get(pk=second.pk).first == second.first - 1


@pytest.mark.parametrize("span", [(0, 0), (5, 4), (0, 289)])
def test_a_booking_takes_some_time_and_a_day_at_most(make, span):
    session = make(10)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(session=session, party_id=guest(), first=span[0], stop=span[1])


def test_a_booking_is_of_a_place_or_of_somebody(make, room):
    session, when = make(10), {"first": 0, "stop": 1}
    for of in ({}, {"party_id": guest(), "place": room}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Booking.objects.create(session=session, **of, **when)
