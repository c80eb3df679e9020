"""What the database keeps of any intervals is what a list would keep that looks before each."""

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.platform.gatherings.models import Booking
from tilts.platform.gatherings.models.bookings import LONGEST
from tilts.platform.gatherings.overlapping import BookedOnce, statements
from tilts.platform.parties.models import Party

SPANS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 60), st.integers(1, 20)), min_size=1, max_size=20
)
FAR = st.tuples(st.just(0), st.sampled_from([0, 1, LONGEST - 1, LONGEST]), st.just(LONGEST))


def kept(**values) -> bool:
    """Whether the database keeps a booking."""
    try:
        with transaction.atomic():
            Booking.objects.create(**values)
    except IntegrityError:
        return False
    return True


def free(taken: list[tuple[int, int, int]], who: int, first: int, stop: int) -> bool:
    """Whether somebody has nothing else in an interval."""
    return all(one != who or stop <= begun or ended <= first for one, begun, ended in taken)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(spans=st.one_of(SPANS, st.lists(FAR, min_size=2, max_size=4)))
def test_the_database_keeps_what_does_not_overlap(groups, series, spans):
    session = groups.past(series)
    parties = [Party.objects.create(kind="guest") for _ in range(3)]
    taken: list[tuple[int, int, int]] = []
    for who, first, length in spans:
        stop = first + length
        expected = free(taken, who, first, stop)
        found = kept(session=session, party=parties[who], first=first, stop=stop)
        assert found is expected
        taken += [(who, first, stop)] if expected else []


def test_two_people_and_two_places_do_not_hinder_each_other(groups, series, room):
    session, hall = groups.past(series), groups.place("Hall")
    one, other = (Party.objects.create(kind="guest") for _ in range(2))
    when = {"session": session, "first": 10, "stop": 20}
    assert [kept(party=party, **when) for party in (one, other, one)] == [True, True, False]
    assert [kept(place=place, **when) for place in (room, hall, room)] == [True, True, False]


def test_what_is_given_back_can_be_taken_again(groups, series):
    session, one = groups.past(series), Party.objects.create(kind="guest")
    when = {"session": session, "party": one, "first": 10, "stop": 20}
    assert kept(**when)
    Booking.objects.filter(party=one).delete()
    assert kept(**when)


def test_the_rule_stands_in_the_database(db):
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
        "postgresql": "SELECT conname FROM pg_constraint WHERE contype = 'x' AND conname LIKE %s",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor], ["%booked_once%"])
        names = {name for (name,) in cursor.fetchall()}
    expected = {
        "sqlite": {
            "party_booked_once_INSERT",
            "party_booked_once_UPDATE",
            "place_booked_once_INSERT",
            "place_booked_once_UPDATE",
        },
        "postgresql": {"party_booked_once", "place_booked_once"},
    }
    assert names == expected[connection.vendor]


@pytest.mark.parametrize(("vendor", "count"), [("sqlite", 4), ("postgresql", 3)])
def test_each_database_has_statements_of_its_own(vendor, count):
    found = statements(vendor, LONGEST)
    assert len(found) == count
    assert all("{" not in sql for sql in found)


def test_the_migration_changes_no_model():
    operation = BookedOnce(longest=LONGEST)
    operation.state_forwards("gatherings", None)
    assert operation.reversible
    assert operation.deconstruct()[0] == "BookedOnce"
