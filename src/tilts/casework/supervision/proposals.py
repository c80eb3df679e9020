"""When the next appointment could be: the same weekday and hour, where both are free."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from tilts.casework.proceedings.catalogue import pack_of
from tilts.engines.calendars.working_days import Calendar, is_working_day
from tilts.platform.gatherings.booking import busy
from tilts.platform.gatherings.people import all_records, elsewhere_from
from tilts.platform.gatherings.planning import slots
from tilts.platform.organisation.models import Absence

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
HOURS = tuple(time(hour, minute) for hour in range(9, 17) for minute in (0, 30))
PROPOSED = 3  # appointments, each in a week of its own
NEARBY = 5  # days of a week that are tried when the same one is full
STEP = 5  # minutes: when sessions begin
WEEKS = 4  # that every month has


@dataclass(frozen=True)
class Frame:
    """What is known of the time of two people: taken slots, and the officer's leave."""

    calendar: Calendar
    taken: frozenset[int] = frozenset()
    leave: tuple[tuple[date, date | None], ...] = ()
    minutes: int = 30
    now: datetime = field(default_factory=timezone.now)

    def is_free(self, starts_at: datetime) -> bool:
        """Whether an appointment could be then."""
        ends_at = starts_at + timedelta(minutes=self.minutes)
        return starts_at > self.now and self.taken.isdisjoint(slots(starts_at, ends_at))

    def is_open(self, day: date) -> bool:
        """Whether the officer works on a day."""
        away = any(since <= day and (until is None or day < until) for since, until in self.leave)
        return is_working_day(day, self.calendar) and not away


def weeks_between(per_month: int) -> int:
    """How many weeks lie between contacts of which there are so many a month; one at least.

    The longest rhythm of whole weeks in which no month falls short: every week for three a month.
    """
    return max(1, WEEKS // max(1, per_month))


def proposals(after: datetime, weeks: int, frame: Frame) -> list[datetime]:
    """Up to three times for the next appointment, the first so many weeks after the last one.

    Each keeps weekday and hour where it can; else another hour of that day, else a day after it.
    """
    last = timezone.localtime(after)
    day = last.date() + weeks * WEEK
    while day <= timezone.localdate(frame.now):
        day += WEEK
    found = (_in_week(day + n * WEEK, last.time(), frame) for n in range(PROPOSED))
    return [moment for moment in found if moment]


def _in_week(day: date, at: time, frame: Frame) -> datetime | None:
    free = (moment for moment in _times(day, at, frame) if frame.is_free(moment))
    return next(free, None)


def _times(day: date, at: time, frame: Frame) -> Iterator[datetime]:
    """The hour itself and then the nearest ones, on the day itself and then on those after it."""
    same = at.replace(minute=at.minute // STEP * STEP, second=0, microsecond=0)
    hours = sorted({same, *HOURS}, key=lambda one: (_apart(one, same), one))
    for one in (day + n * DAY for n in range(NEARBY)):
        if frame.is_open(one):
            for hour in hours:
                yield timezone.make_aware(datetime.combine(one, hour))


def _apart(one: time, other: time) -> int:
    return abs((one.hour - other.hour) * 60 + one.minute - other.minute)


def frame_of(staff: UUID, person: UUID, country: str, minutes: int) -> Frame:
    """What the record knows of the time of an officer and a person: four queries or so."""
    now = timezone.now()
    parties = set().union(*all_records([staff, person]).values())
    taken = busy(parties, [], now)
    away = elsewhere_from(parties, now)
    leave = Absence.objects.filter(
        Q(until=None) | Q(until__gt=timezone.localdate(now)), staff=staff
    )
    return Frame(
        calendar=pack_of(country).working_days,
        taken=frozenset().union(*taken.values(), *away.values()),
        leave=tuple(leave.values_list("since", "until")),
        minutes=minutes,
        now=now,
    )
