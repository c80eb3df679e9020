"""When the sessions of a series can be: a plain computation, without a database.

Sessions keep their order. Each is put into the first weekly slot after the one before it that is
no holiday, in which nobody needed is away, and in which a place is free; what was passed over is
told with its reasons. Time is counted in slots of five minutes since 1970 in UTC.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from tilts.engines.calendars.working_days import Calendar, is_working_day

SLOT = 300  # seconds
WEEK = 7
LONGEST = 106  # weeks that a plan may reach: two years
Busy = Mapping[object, Set[int]]  # whoever or whichever place → the slots in which they are taken


def slot_of(moment: datetime) -> int:
    """The slot in which a moment lies."""
    return int(moment.timestamp()) // SLOT


def slots(starts_at: datetime, ends_at: datetime) -> range:
    """All slots between two moments; one that is only touched is taken."""
    return range(slot_of(starts_at), -(-int(ends_at.timestamp()) // SLOT))


@dataclass(frozen=True, order=True)
class Weekly:
    """A time of the week: 0 for Monday, and the time of day where it is held."""

    weekday: int
    at: time


@dataclass(frozen=True)
class Wanted:
    """A session to be placed: its number, minutes, and who but the leaders must be free."""

    number: int
    minutes: int
    people: frozenset[object] = frozenset()


@dataclass(frozen=True)
class Passed:
    """A slot that was passed over: its day, and why.

    `why` is "holiday", "leave", "leader", "participant", "apart" or "place".
    """

    day: date
    number: int
    why: str


@dataclass(frozen=True)
class Placed:
    """A session with its time, and its place; None when it is online."""

    number: int
    starts_at: datetime
    ends_at: datetime
    place: Any  # as it stands in the frame; None when it is online


@dataclass(frozen=True)
class Plan:
    """What could be placed, what was passed over, and the numbers for which there was no time."""

    placed: tuple[Placed, ...]
    passed: tuple[Passed, ...]
    unplaced: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Within what a series is planned.

    `places` are tried in their order, and none is needed when there are none (online). `busy` has
    what is taken already; `apart` when somebody is near whom a participant must not meet.
    """

    weekly: Sequence[Weekly]
    since: date
    not_before: datetime
    zone: tzinfo
    calendar: Calendar
    leaders: frozenset[object] = frozenset()
    places: Sequence[object] = ()
    busy: Busy = field(default_factory=dict)
    apart: Busy = field(default_factory=dict)
    leave: Mapping[object, Sequence[tuple[date, date | None]]] = field(default_factory=dict)


def plan(wanted: Sequence[Wanted], frame: Frame) -> Plan:
    """Place sessions in their order into the weekly slots of a frame."""
    placed, passed = list[Placed](), list[Passed]()
    todo = list(wanted)
    free_from = frame.not_before
    for starts_at in _times(frame):
        if not todo:
            break
        if starts_at < free_from:
            continue
        session = todo[0]
        ends_at = starts_at + timedelta(minutes=session.minutes)
        why, place = _fits(session, starts_at, ends_at, frame)
        if why:
            passed.append(Passed(_day(starts_at, frame), session.number, why))
            continue
        placed.append(Placed(session.number, starts_at, ends_at, place))
        free_from = ends_at
        todo.pop(0)
    return Plan(tuple(placed), tuple(passed), tuple(session.number for session in todo))


def _times(frame: Frame) -> Iterator[datetime]:
    """Every weekly slot from the first day on, as moments in UTC."""
    monday = frame.since - timedelta(days=frame.since.weekday())
    for week in range(LONGEST):
        for slot in sorted(frame.weekly):
            day = monday + timedelta(days=week * WEEK + slot.weekday)
            if day >= frame.since:
                yield datetime.combine(day, slot.at, frame.zone).astimezone(UTC)


def _day(moment: datetime, frame: Frame) -> date:
    return moment.astimezone(frame.zone).date()


def _fits(
    session: Wanted, starts_at: datetime, ends_at: datetime, frame: Frame
) -> tuple[str, object | None]:
    """Why a session cannot be then, "" when it can, and the place that it has."""
    day = _day(starts_at, frame)
    if not is_working_day(day, frame.calendar):
        return "holiday", None
    if any(_away(leader, day, frame) for leader in frame.leaders):
        return "leave", None
    needed = slots(starts_at, ends_at)
    if _taken(frame.leaders, needed, frame.busy):
        return "leader", None
    if _taken(session.people, needed, frame.busy):
        return "participant", None
    if _taken(session.people, needed, frame.apart):
        return "apart", None
    free = (place for place in frame.places if not _taken([place], needed, frame.busy))
    place = next(free, None)
    return ("place" if frame.places and place is None else ""), place


def _away(leader: object, day: date, frame: Frame) -> bool:
    """Whether a leader is on leave; the day on which leave ends is the first day back."""
    return any(
        since <= day and (until is None or day < until)
        for since, until in frame.leave.get(leader, ())
    )


def _taken(those: Set[object] | Sequence[object], needed: range, busy: Busy) -> bool:
    return any(not busy.get(one, frozenset()).isdisjoint(needed) for one in those)
