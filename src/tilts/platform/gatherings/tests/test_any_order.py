"""Whatever is done in whichever order: what is booked is what the facts say, and nothing twice."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.platform.access.reasons import Refused
from tilts.platform.gatherings.actions import (
    Timetable,
    add_leader,
    cancel_session,
    cover,
    end_enrolment,
    enrol,
    keep_apart,
    move_session,
    replace_leader,
    reschedule,
    schedule,
    transfer,
)
from tilts.platform.gatherings.models import Apart, Booking, Ended, Enrolment, Leading, Session
from tilts.platform.gatherings.planning import Weekly, slots
from tilts.platform.gatherings.tests.groups import MONDAY, at
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE

NUMBERS = st.lists(st.tuples(st.integers(0, 10), *[st.integers(0, 2)] * 3), min_size=5, max_size=15)
Step = Callable[[int, int, int], object]


def said_by_the_facts() -> Counter[Any]:
    """All time that sessions, leaders and enrolments take: each should be there once."""
    found: Counter[Any] = Counter()
    for session in Session.objects.filter(cancelled_because=""):
        day = timezone.localdate(session.starts_at)
        here = Enrolment.plain.on(day).filter(series=session.series_id)
        whose = [*Leading.objects.filter(session=session).values_list("party", flat=True)]
        whose += [*here.values_list("party", flat=True)]
        whose += [session.place_id] if session.place_id else []
        needed = slots(session.starts_at, session.ends_at)
        found.update((one, needed.start, needed.stop, session.pk) for one in whose)
    return found


def twice(facts: Counter[Any]) -> list[Any]:
    """Who has two things at once."""
    slot_by_slot = Counter(
        (who, slot) for who, first, stop, _session in facts for slot in range(first, stop)
    )
    return [one for one, n in slot_by_slot.items() if n > 1]


def booked() -> Counter[Any]:
    rows = Booking.objects.values_list("party", "place", "first", "stop", "session")
    return Counter((party or place, *rest) for party, place, *rest in rows)


def steps(groups: Any) -> list[Step]:
    """What can be done, by three small numbers that choose whom, where and when."""
    rooms = [groups.place(f"Room {n}", seats=None) for n in range(3)]
    staff = [groups.house.member("facilitator").pk for _ in range(3)]
    people = [groups.somebody() for _ in range(3)]
    series = [groups.series() for _ in range(3)]
    days = [MONDAY, MONDAY + timedelta(weeks=1), date(2031, 3, 12)]

    def timetable(b: int, c: int) -> Timetable:
        return Timetable(weekly=[Weekly(b, time(10 + c))], since=MONDAY, places=rooms[: c + 1])

    def session(a: int, b: int) -> Session:
        found = list(series[a].sessions.order_by("starts_at", "pk"))
        if not found:
            raise Refused([])
        return found[b % len(found)]

    def enrolment(a: int) -> Enrolment:
        found = Enrolment.objects.filter(party=people[a], ended_how="").first()
        if found is None:
            raise Refused([])
        return found

    def enrolled(a: int, b: int, c: int) -> object:
        since = LONG_AGO if c else days[1]
        who = {"party": people[b], "kind": "custody"}
        return enrol(by=SERVICE, series=series[a], since=since, **who)

    def led(a: int, b: int) -> Any:
        leaders = list(Leading.objects.filter(session=session(a, b)).order_by("pk"))
        return leaders[0].party_id if leaders else staff[0]

    done: dict[str, Any] = {"how": Ended.COMPLETED, "because": ""}
    pair: dict[str, Any] = {"since": LONG_AGO}
    return [
        lambda a, b, c: schedule(by=SERVICE, series=series[a], timetable=timetable(b, c)),
        lambda a, b, c: reschedule(by=SERVICE, series=series[a], timetable=timetable(b, c)),
        enrolled,
        enrolled,
        lambda a, b, c: end_enrolment(by=SERVICE, enrolment=enrolment(a), on=days[b], **done),
        lambda a, b, c: transfer(by=SERVICE, enrolment=enrolment(a), to=series[b], on=days[c]),
        lambda a, b, c: move_session(
            by=SERVICE, session=session(a, b), starts_at=at(days[c], 10 + b), place=rooms[c]
        ),
        lambda a, b, c: cancel_session(by=SERVICE, session=session(a, b), because="No water"),
        lambda a, b, c: cover(
            by=SERVICE, session=session(a, b), leader=led(a, b), successor=staff[c]
        ),
        lambda a, b, c: replace_leader(
            by=SERVICE, series=series[a], leader=led(a, b), successor=staff[c], since=days[b]
        ),
        lambda a, b, c: (
            keep_apart(by=SERVICE, one=people[a], other=people[b], **pair)
            if c == 2
            else add_leader(by=SERVICE, series=series[a], party=staff[b], since=days[c])
        ),
    ]


def in_one_group() -> list[Apart]:
    """Pairs that must not meet, of whom the later was put to the other after it was known."""
    found = []
    for pair in Apart.objects.all():
        groups_of = [
            set(Enrolment.objects.filter(party=one, ended_how="").values_list("series", flat=True))
            for one in (pair.one_id, pair.other_id)
        ]
        found += [pair] if groups_of[0] & groups_of[1] else []
    return found


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(numbers=NUMBERS)
def test_what_is_booked_is_what_the_facts_say(groups, series, numbers):
    with transaction.atomic():
        can = steps(groups)
        for which, *three in numbers:
            together = len(in_one_group())
            with suppress(Refused):
                can[which](*three)
            facts = said_by_the_facts()
            assert booked() == facts
            assert set(facts.values()) <= {1}
            assert twice(facts) == []
            assert len(in_one_group()) <= together or can[which] is can[-1]
        transaction.set_rollback(True)
