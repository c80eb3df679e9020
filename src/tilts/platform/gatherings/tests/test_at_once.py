"""Many book, enrol and mark at once: nobody and no room has two things, no group is too full."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections
from django.db.models import Count

from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.actions import Mark, mark, move_session, replace_leader
from tilts.platform.gatherings.models import Attendance, Booking, Enrolment, Outcome, Session
from tilts.platform.gatherings.planning import slots
from tilts.platform.gatherings.tests.groups import MONDAY, Groups, at
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
AT_ONCE = 8


@pytest.fixture
def groups(flushable_record):
    """Makers of groups, committed."""
    with seen_by(SERVICE):
        yield Groups(build_house())


def at_once(do: Callable[[int], object], threads: int = AT_ONCE) -> list[str]:
    """What each of some threads is told: "done", or the codes of the reasons."""
    together = Barrier(threads)

    def told(number: int) -> str:
        try:
            with seen_by(SERVICE):
                together.wait(60)
                do(number)
            return "done"
        except Refused as refused:
            return " ".join(sorted({reason.code for reason in refused.reasons}))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return sorted(pool.map(told, range(threads)))


def overlaps() -> list[object]:
    """Sessions that have a room, a leader or a participant at the same time as another has."""
    taken: dict[object, set[int]] = {}
    found: list[object] = []
    for session in Session.objects.filter(cancelled_because=""):
        enrolled = Enrolment.plain.filter(series=session.series_id, ended_how="")
        whose = [session.place_id, *session.led_by.values_list("party", flat=True)]
        whose += list(enrolled.values_list("party", flat=True))
        needed = set(slots(session.starts_at, session.ends_at))
        for one in whose:
            if one and taken.setdefault(one, set()) & needed:
                found.append((session, one))
            taken.setdefault(one, set()).update(needed)
    return found


def test_eight_groups_want_one_room_at_one_time(groups):
    """Each finds a week of its own: 24 sessions in one room, none upon another."""
    room = groups.place()
    pair = [[groups.house.member("facilitator") for _ in range(2)] for _ in range(AT_ONCE)]
    all_groups = [groups.series(leaders=leaders) for leaders in pair]
    found = at_once(lambda n: groups.scheduled(all_groups[n], room))
    assert found == ["done"] * AT_ONCE
    assert (Session.objects.count(), overlaps()) == (3 * AT_ONCE, [])
    assert Session.objects.values("starts_at").distinct().count() == 3 * AT_ONCE


def test_eight_groups_share_leaders_and_participants_in_many_rooms(groups):
    rooms = [groups.place(f"Room {n}") for n in range(AT_ONCE)]
    all_groups = [groups.series() for _ in range(AT_ONCE)]
    party = groups.somebody()
    for series in all_groups:
        groups.enrolled(series, party)
    found = at_once(lambda n: groups.scheduled(all_groups[n], *rooms[n:], *rooms[:n]))
    assert found == ["done"] * AT_ONCE
    assert overlaps() == []


def test_forty_enrol_in_a_group_of_ten(groups):
    series = groups.series()
    people = [groups.somebody() for _ in range(40)]
    found = at_once(lambda n: groups.enrolled(series, people[n]), threads=40)
    assert found == ["done"] * 10 + ["full"] * 30
    assert Enrolment.objects.filter(series=series, ended_how="").count() == 10


def test_one_person_is_enrolled_by_eight_in_groups_at_the_same_time(groups):
    pair = [[groups.house.member("facilitator") for _ in range(2)] for _ in range(AT_ONCE)]
    all_groups = [groups.series(leaders=leaders) for leaders in pair]
    for series in all_groups:
        groups.scheduled(series)
    party = groups.somebody()
    found = at_once(lambda n: groups.enrolled(all_groups[n], party))
    assert found == ["clash"] * (AT_ONCE - 1) + ["done"]
    assert overlaps() == []


def test_sessions_are_moved_to_the_same_room_and_time(groups):
    hall = groups.place("Hall")
    pair = [[groups.house.member("facilitator") for _ in range(2)] for _ in range(AT_ONCE)]
    sessions = [groups.scheduled(groups.series(leaders=leaders))[0] for leaders in pair]
    when = at(MONDAY, 15)
    found = at_once(
        lambda n: move_session(by=SERVICE, session=sessions[n], starts_at=when, place=hall)
    )
    assert found == ["done"] + ["place-taken"] * (AT_ONCE - 1)
    assert overlaps() == []


def test_one_leader_replaces_eight_at_once(groups):
    pair = [[groups.house.member("facilitator") for _ in range(2)] for _ in range(AT_ONCE)]
    all_groups = [groups.series(leaders=leaders) for leaders in pair]
    for series in all_groups:
        groups.scheduled(series)
    new = groups.house.member("facilitator").pk

    def replace(n: int) -> object:
        old = pair[n][0].pk
        series = all_groups[n]
        return replace_leader(by=SERVICE, series=series, leader=old, successor=new, since=MONDAY)

    assert at_once(replace) == ["clash"] * (AT_ONCE - 1) + ["done"]
    assert overlaps() == []


def test_one_sheet_is_marked_by_eight_at_once(groups):
    series = groups.series()
    rows = [groups.enrolled(series) for _ in range(10)]
    session = groups.past(series)
    marks = [Mark(enrolment=row.pk, outcome=Outcome.COMPLIED, key=uuid4()) for row in rows]
    found = at_once(lambda n: mark(by=SERVICE, session=session, marks=marks))
    assert found == ["done"] * AT_ONCE
    counts = Attendance.objects.values("enrolment").annotate(n=Count("pk"))
    assert [one["n"] for one in counts] == [1] * 10


def test_the_database_itself_refuses_a_second_booking(groups):
    """Whoever comes past the actions meets the constraint."""
    session = groups.scheduled(groups.series(), groups.place())[0]
    row = Booking.objects.filter(session=session, place=None)[0]
    late: dict[str, Any] = {"session": session, "first": row.stop - 1, "stop": row.stop + 5}
    with pytest.raises(IntegrityError):
        Booking.objects.create(party=row.party, **late)
    row = Booking.objects.filter(session=session, party=None)[0]
    with pytest.raises(IntegrityError):
        Booking.objects.create(place=row.place, **late)
