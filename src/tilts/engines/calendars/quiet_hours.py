"""Hours in which nobody is disturbed, by the clock on the wall and the country's calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .working_days import Calendar, is_working_day

MIDNIGHT = time(0)
LONGEST = 60  # days in a row without work; no calendar has as many


@dataclass(frozen=True)
class QuietHours:
    """From `begins` to `ends` on the wall, over midnight when `ends` is the earlier one.

    The same time twice means none. With `free_days` a day without work is quiet from midnight to
    midnight.
    """

    begins: time
    ends: time
    free_days: bool = True

    def cover(self, local: datetime, calendar: Calendar) -> bool:
        """Whether a moment on the wall of that country is quiet."""
        if self.free_days and not is_working_day(local.date(), calendar):
            return True
        now = local.time()
        if self.begins <= self.ends:
            return self.begins <= now < self.ends
        return now >= self.begins or now < self.ends


def quiet_until(
    moment: datetime, hours: QuietHours, zone: ZoneInfo, calendar: Calendar
) -> datetime:
    """The moment itself when it is not quiet, else the end of the quiet, in UTC.

    An end that the clock skips in spring comes as much later as it skips; one that comes twice in
    autumn is the first to come. Raises ValueError when it is never over.
    """
    if not hours.cover(moment.astimezone(zone), calendar):
        return moment
    for end in _ends(moment.astimezone(zone).date(), hours, zone):
        if end > moment and not hours.cover(end.astimezone(zone), calendar):
            return end
    raise ValueError(f"no day with work within {LONGEST} days")


def _ends(first: date, hours: QuietHours, zone: ZoneInfo) -> Iterator[datetime]:
    """Moments at which quiet can end, in order: midnight after a free day, and the hour itself."""
    for days in range(LONGEST):
        day = first + timedelta(days=days)
        walls = (datetime.combine(day, end, zone) for end in sorted({MIDNIGHT, hours.ends}))
        for wall in walls:
            yield from (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
