"""Where sessions are put: pure, and checked against every rule for any input."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.calendars.working_days import Calendar, is_working_day
from tilts.platform.gatherings.planning import Frame, Passed, Plan, Wanted, Weekly, plan, slots

RIGA = ZoneInfo("Europe/Riga")
LATVIA = Calendar("LV")
LONG_BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
MONDAY = Weekly(0, time(10))


def frame(**other) -> Frame:
    values = {
        "weekly": [MONDAY],
        "since": date(2026, 4, 1),
        "not_before": LONG_BEFORE,
        "zone": RIGA,
        "calendar": LATVIA,
        "places": ["room"],
    }
    return Frame(**{**values, **other})


def wanted(count: int, *people: str, minutes: int = 90) -> list[Wanted]:
    return [Wanted(n, minutes, frozenset(people)) for n in range(1, count + 1)]


def local(made: Plan) -> list[str]:
    return [f"{one.starts_at.astimezone(RIGA):%m-%d %H:%M}" for one in made.placed]


def on(day: date, first: int, last: int) -> set[int]:
    """The slots of a day between two hours in Riga."""
    begin = datetime.combine(day, time(first), RIGA)
    return set(slots(begin, datetime.combine(day, time(last), RIGA)))


def test_weekly_sessions_pass_over_public_holidays():
    made = plan(wanted(4), frame())
    assert local(made) == ["04-13 10:00", "04-20 10:00", "04-27 10:00", "05-11 10:00"]
    assert made.passed == (
        Passed(date(2026, 4, 6), 1, "holiday"),  # Easter Monday
        Passed(date(2026, 5, 4), 4, "holiday"),  # the Declaration of Independence
    )
    assert made.unplaced == ()


def test_the_clock_of_the_wall_stays_over_summer_time():
    made = plan(wanted(2), frame(since=date(2026, 3, 23)))
    assert local(made) == ["03-23 10:00", "03-30 10:00"]
    assert [one.starts_at.hour for one in made.placed] == [8, 7]


def test_several_times_a_week_come_in_their_order():
    weekly = [Weekly(3, time(14)), Weekly(1, time(9)), Weekly(1, time(15))]
    made = plan(wanted(4), frame(weekly=weekly, since=date(2026, 6, 3)))
    assert local(made) == ["06-04 14:00", "06-09 09:00", "06-09 15:00", "06-11 14:00"]


def test_two_sessions_of_one_group_never_overlap():
    weekly = [Weekly(1, time(9)), Weekly(1, time(10))]
    made = plan(wanted(2), frame(weekly=weekly, since=date(2026, 6, 9)))
    assert local(made) == ["06-09 09:00", "06-16 09:00"]


def test_nothing_is_planned_into_the_past():
    made = plan(wanted(1), frame(not_before=datetime(2026, 4, 13, 7, 1, tzinfo=UTC)))
    assert local(made) == ["04-20 10:00"]


def test_the_leave_of_a_leader_is_passed_over_to_the_first_day_back():
    leave = {"ilze": [(date(2026, 4, 13), date(2026, 4, 20))]}
    made = plan(wanted(1), frame(leaders=frozenset({"ilze", "anna"}), leave=leave))
    assert local(made) == ["04-20 10:00"]
    assert made.passed[1:] == (Passed(date(2026, 4, 13), 1, "leave"),)


def test_leave_without_an_end_leaves_no_time():
    leave = {"ilze": [(date(2026, 1, 1), None)]}
    made = plan(wanted(2), frame(leaders=frozenset({"ilze"}), leave=leave))
    assert (made.placed, made.unplaced) == ((), (1, 2))


def test_whoever_is_taken_is_passed_over_with_the_cause():
    busy = {
        "ilze": on(date(2026, 4, 13), 11, 12),
        "janis": on(date(2026, 4, 20), 9, 11),
        "room": on(date(2026, 4, 27), 11, 13),
    }
    near = {"janis": on(date(2026, 5, 11), 10, 11)}
    leaders = frozenset({"ilze"})
    made = plan(wanted(1, "janis"), frame(leaders=leaders, busy=busy, apart=near))
    assert [one.why for one in made.passed] == [
        "holiday",
        "leader",
        "participant",
        "place",
        "holiday",
        "apart",
    ]
    assert local(made) == ["05-18 10:00"]


def test_what_only_touches_is_no_clash():
    busy = {"room": on(date(2026, 4, 13), 8, 10) | on(date(2026, 4, 13), 12, 13)}
    assert local(plan(wanted(1, minutes=120), frame(busy=busy))) == ["04-13 10:00"]


def test_the_first_free_of_several_rooms_is_taken():
    busy = {"room": on(date(2026, 4, 13), 10, 11)}
    made = plan(wanted(2), frame(places=["room", "hall"], busy=busy))
    assert [one.place for one in made.placed] == ["hall", "room"]


def test_online_needs_no_room():
    assert [one.place for one in plan(wanted(1), frame(places=[])).placed] == [None]


def test_without_a_weekly_time_nothing_is_placed():
    assert plan(wanted(1), frame(weekly=[])) == Plan((), (), (1,))


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
WEEKLY = st.lists(
    st.builds(Weekly, st.integers(0, 6), st.builds(time, st.integers(7, 18))), max_size=4
)
SPANS = st.tuples(st.sampled_from(["ilze", "janis", "room", "hall"]), DAYS, st.integers(7, 17))


@settings(max_examples=60, deadline=None)
@given(
    weekly=WEEKLY,
    since=DAYS,
    count=st.integers(0, 12),
    minutes=st.integers(1, 36).map(lambda n: n * 5),
    spans=st.lists(SPANS, max_size=25),
)
def test_every_plan_keeps_every_rule(weekly, since, count, minutes, spans):
    busy: dict[object, set[int]] = {}
    for who, day, hour in spans:
        busy.setdefault(who, set()).update(on(day, hour, hour + 2))
    leave = {"ilze": [(date(2026, 7, 1), date(2026, 8, 1))]}
    not_before = datetime(2026, 2, 1, tzinfo=UTC)
    within = frame(
        weekly=weekly,
        since=since,
        not_before=not_before,
        leaders=frozenset({"ilze"}),
        places=["room", "hall"],
        busy=busy,
        leave=leave,
    )
    made = plan(wanted(count, "janis", minutes=minutes), within)
    numbers = [one.number for one in made.placed]
    assert numbers + list(made.unplaced) == list(range(1, count + 1))
    ends = not_before
    for one in made.placed:
        there = one.starts_at.astimezone(RIGA)
        assert one.starts_at >= ends
        ends = one.ends_at
        assert one.ends_at - one.starts_at == timedelta(minutes=minutes)
        assert there.date() >= since
        assert is_working_day(there.date(), LATVIA)
        assert not date(2026, 7, 1) <= there.date() < date(2026, 8, 1)
        assert Weekly(there.weekday(), there.time()) in weekly
        for who in ("ilze", "janis", one.place):
            assert busy.get(who, set()).isdisjoint(slots(one.starts_at, one.ends_at))
