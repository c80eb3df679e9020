"""Why a day cannot be so: the rules on plain objects, without a database."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from django.utils.translation import override

from tilts.casework.community_service.balance import Balance, balance
from tilts.casework.community_service.hours_guards import Day, why_not_approve, why_not_so
from tilts.jurisdictions.loading import SHIPPED, load_packs

TODAY = timezone.localdate()
NINE = time(9)
(COURT, PROSECUTOR) = load_packs([SHIPPED])["LV"].community_service


def days_ago(n: int) -> date:
    return TODAY - timedelta(days=n)


@dataclass
class Place:
    """A placement, as far as the rules look at it."""

    since: date = field(default_factory=lambda: days_ago(30))
    until: date | None = None

    def is_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass
class Line:
    """What was said last of a day."""

    day: date = field(default_factory=lambda: days_ago(1))
    begins: time | None = NINE
    minutes: int = 120
    step: str = "confirmed"
    went: str = "worked"
    number: int = 1
    line: UUID = field(default_factory=uuid4)


def day(n: int = 1, **more) -> Day:
    return Day(**{"day": days_ago(n), "begins": NINE, "minutes": 60, **more})


def left(*lines: Line, ordered: int = 3600) -> Balance:
    return balance(ordered, lines, due_by=TODAY, today=TODAY)


def codes(what, *lines, place=None, limits=COURT, ordered=3600, besides=None):
    here: Any = place or Place()
    rest = [one for one in lines if one.line != besides]
    found = why_not_so(what, here, lines, left(*rest, ordered=ordered), limits, besides)
    return [reason.code for reason in found]


def text(what, *lines, **more):
    place: Any = more.pop("place", Place())
    ordered = more.pop("ordered", 3600)
    (reason,) = why_not_so(what, place, lines, left(*lines, ordered=ordered), COURT)
    return str(reason.text)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (day(), []),
        (day(0), []),
        (day(30), []),
        (day(31), ["outside"]),
        (day(-1), ["future"]),
        (day(minutes=0), ["no-minutes"]),
        (day(minutes=-5), ["no-minutes"]),
        (day(begins=None), ["no-minutes"]),
        (day(minutes=480), []),
        (day(minutes=481), ["beyond-day"]),
        (day(31, minutes=0), ["outside", "no-minutes"]),
        (day(-1, minutes=481), ["future", "beyond-day"]),
        (day(went="absent", begins=None, minutes=0), []),
        (day(-1, went="absent", begins=None, minutes=0), ["future"]),
        (day(31, went="absent", begins=None, minutes=0), ["outside"]),
        (day(went="excused", begins=None, minutes=0), []),
    ],
)
def test_one_day_alone(what, expected):
    assert codes(what) == expected


@pytest.mark.parametrize(
    ("what", "line", "expected"),
    [
        (day(), Line(), ["twice"]),
        (day(begins=time(11)), Line(), []),
        (day(begins=time(10, 59)), Line(), ["twice"]),
        (day(begins=time(8)), Line(), []),
        (day(begins=time(8), minutes=61), Line(), ["twice"]),
        (day(2), Line(), []),
        (day(), Line(step="sent-back"), []),
        (day(), Line(step="approved"), ["twice"]),
        (day(), Line(step="recorded"), ["twice"]),
        (day(), Line(went="absent", begins=None, minutes=0), []),
        (day(begins=time(11), minutes=360), Line(), []),
        (day(begins=time(11), minutes=361), Line(), ["beyond-day"]),
        (day(begins=time(11), minutes=361), Line(step="sent-back"), []),
        (day(begins=time(10), minutes=361), Line(), ["twice", "beyond-day"]),
        (day(went="absent", begins=None, minutes=0), Line(), []),
    ],
)
def test_beside_another_line(what, line, expected):
    assert codes(what, line) == expected


@pytest.mark.parametrize(
    ("went", "step", "expected"),
    [
        ("absent", "recorded", ["twice"]),
        ("excused", "approved", ["twice"]),
        ("no-work", "approved", ["twice"]),
        ("unacceptable", "approved", ["twice"]),
        ("absent", "sent-back", []),
    ],
)
def test_an_absence_is_said_once_a_day(went, step, expected):
    line = Line(went=went, step=step, begins=None, minutes=0)
    absent = day(went="absent", begins=None, minutes=0)
    assert codes(absent, line) == expected
    assert codes(day(2, went="absent", begins=None, minutes=0), line) == []


@pytest.mark.parametrize(
    ("ordered", "minutes", "expected"),
    [
        (300, 180, []),
        (300, 181, ["beyond-order"]),
        (120, 1, ["beyond-order"]),
        (121, 1, []),
        (600, 480, []),
    ],
)
@pytest.mark.parametrize("step", ["recorded", "confirmed", "approved"])
def test_never_more_than_was_ordered(ordered, minutes, expected, step):
    lines = [Line(day=days_ago(3), step=step)]
    assert codes(day(minutes=minutes), *lines, ordered=ordered) == expected


def test_what_was_sent_back_is_free_again():
    line = Line(day=days_ago(3), step="sent-back")
    assert codes(day(minutes=180), line, ordered=180) == []


def test_without_limits_a_day_has_none():
    assert codes(day(minutes=900), limits=None) == []


class TestCorrecting:
    """The line that is corrected does not stand in its own way."""

    def test_its_own_time_and_minutes_are_free(self):
        line = Line(minutes=480)
        assert codes(day(minutes=480), line, besides=line.line) == []
        assert codes(day(minutes=481), line, besides=line.line) == ["beyond-day"]

    def test_another_line_still_does(self):
        line, other = Line(), Line(begins=time(13))
        assert codes(day(minutes=240), line, other, besides=line.line) == []
        assert codes(day(minutes=241), line, other, besides=line.line) == ["twice"]

    def test_the_order_is_counted_without_it(self):
        line = Line(minutes=180)
        assert codes(day(minutes=180), line, besides=line.line, ordered=180) == []
        assert codes(day(minutes=181), line, besides=line.line, ordered=180) == ["beyond-order"]

    def test_an_absence_may_become_a_day_of_work(self):
        line = Line(went="absent", begins=None, minutes=0)
        assert codes(day(), line, besides=line.line) == []


@pytest.mark.parametrize(
    ("step", "went", "expected"),
    [
        ("recorded", "worked", ["not-confirmed"]),
        ("confirmed", "worked", []),
        ("approved", "worked", ["approved-already"]),
        ("sent-back", "worked", ["not-confirmed"]),
        ("recorded", "absent", ["to-judge"]),
        ("confirmed", "absent", ["to-judge"]),
        ("approved", "excused", ["approved-already"]),
    ],
)
def test_what_is_approved(step, went, expected):
    line: Any = Line(step=step, went=went)
    assert [reason.code for reason in why_not_approve(line)] == expected


class TestWords:
    """Every refusal says what would be possible."""

    def test_what_is_left_of_the_order(self):
        assert text(day(minutes=200), Line(day=days_ago(3)), ordered=270) == (
            "That is more than was ordered: 2 h 30 min can still be recorded."
        )

    def test_what_counts_on_a_day(self):
        assert text(day(begins=time(11), minutes=400), Line()) == (
            "On one day at most 8 h count. With this it would be 8 h 40 min."
        )

    def test_since_when_they_work_there(self):
        with override("en"):
            said = text(day(5), place=Place(since=date(2026, 3, 2).replace(year=TODAY.year + 1)))
        assert said == f"They work there from 2 March {TODAY.year + 1} on."

    def test_until_when_they_worked_there(self):
        place = Place(since=date(2025, 3, 2), until=date(2025, 4, 1))
        assert text(day(5), place=place) == (
            "They work there from 2 March 2025 until 1 April 2025."
        )

    def test_the_others(self):
        said = [
            text(what, *lines)
            for what, lines in (
                (day(-1), []),
                (day(minutes=0), []),
                (day(), [Line()]),
            )
        ]
        assert said == [
            "This day is still to come. Record it when it is over.",
            "Say how long the person worked.",
            "Something is recorded at this time already. Correct that instead.",
        ]
