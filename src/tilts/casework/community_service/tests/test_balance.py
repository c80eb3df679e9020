"""The balance: ordered, credited, left, expected end; as computed on plain facts."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.community_service.balance import balance, latest, overlaps
from tilts.casework.community_service.distance import kilometres
from tilts.casework.community_service.presenting_hours import hours

FIRST, DUE = date(2026, 3, 2), date(2026, 12, 31)


@dataclass
class Line:
    """What was said last of a day."""

    day: date = FIRST
    minutes: int = 240
    step: str = "approved"
    went: str = "worked"
    begins: time | None = time(9)
    number: int = 1
    line: UUID = field(default_factory=uuid4)


def of(*lines: Line, ordered: int = 3600, today: date = FIRST):
    return balance(ordered, lines, due_by=DUE, today=today)


def test_only_what_is_approved_is_credited_and_the_rest_is_told_apart():
    found = of(
        Line(),
        Line(minutes=90),
        Line(step="recorded", minutes=60),
        Line(step="confirmed", minutes=90),
        Line(step="sent-back", minutes=400),
        Line(went="unacceptable", minutes=0, begins=None),
    )
    assert (found.credited, found.waiting) == (330, 150)
    assert (found.remaining, found.unsaid, found.first) == (3270, 3120, FIRST)


def test_nothing_done_has_no_pace():
    found = of()
    assert (found.remaining, found.expected, found.is_late) == (3600, None, False)


def test_the_expected_end_follows_the_pace_since_the_first_day():
    # 600 minutes in ten days leave 3000 minutes: fifty days more
    found = of(Line(minutes=600), today=FIRST + timedelta(days=9))
    assert found.expected == FIRST + timedelta(days=59)
    assert not found.is_late


def test_a_slow_pace_and_a_term_that_is_over_are_late():
    assert of(Line(minutes=60), today=FIRST + timedelta(days=30)).is_late
    assert of(today=DUE + timedelta(days=1)).is_late
    assert not of(Line(minutes=3600), today=DUE + timedelta(days=1)).is_late


MINUTES = st.integers(0, 480)
LINES = st.lists(
    st.builds(
        Line,
        day=st.dates(FIRST, DUE),
        minutes=MINUTES,
        step=st.sampled_from(["recorded", "confirmed", "approved", "sent-back"]),
    ),
    max_size=12,
)


@given(LINES, st.integers(1, 6000))
def test_the_parts_add_up_whatever_was_said(lines, ordered):
    found = of(*lines, ordered=ordered)
    assert found.credited + found.waiting == sum(
        one.minutes for one in lines if one.step != "sent-back"
    )
    assert found.remaining == max(0, ordered - found.credited)
    assert 0 <= found.unsaid <= found.remaining
    assert found == of(*reversed(lines), ordered=ordered)


@given(st.permutations(range(1, 6)))
def test_the_last_word_on_a_day_counts_in_whatever_order_it_is_read(numbers):
    line = uuid4()
    events = [Line(line=line, number=number, minutes=number * 10) for number in numbers]
    assert [one.minutes for one in latest(events)] == [50]


@pytest.mark.parametrize(
    ("begins", "minutes", "taken"),
    [
        (time(8), 60, False),
        (time(8), 61, True),
        (time(12, 59), 1, True),
        (time(13), 60, False),
        (time(9), 240, True),
    ],
)
def test_times_overlap_by_the_minute(begins, minutes, taken):
    assert overlaps(Line(), begins, minutes) is taken


def test_what_was_sent_back_and_absences_take_no_time():
    assert not overlaps(Line(step="sent-back"), time(9), 60)
    assert not overlaps(Line(begins=None, minutes=0), time(9), 60)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 h"), (45, "45 min"), (360, "6 h"), (390, "6 h 30 min")]
)
def test_minutes_in_words(minutes, words):
    assert hours(minutes) == words


@dataclass
class Place:
    latitude: float
    longitude: float


# Distances as the great-circle mapper of the haversine formula gives them
@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (Place(0, 0), Place(0, 1), 111),
        (Place(56.95, 24.11), Place(56.65, 23.71), 41),
        (Place(90, 0), Place(-90, 0), 20015),
    ],
)
def test_distances_by_the_haversine_formula(one, other, km):
    assert kilometres(one, other) == km


@given(*[st.builds(Place, st.floats(-90, 90), st.floats(-180, 180))] * 2)
def test_it_is_as_far_there_as_back_and_never_round_the_globe(one, other):
    assert kilometres(one, other) == kilometres(other, one) <= 20016
    assert kilometres(one, one) == 0
