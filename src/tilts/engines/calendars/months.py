"""Adding months to dates: for deadlines, and for terms that count their first day."""

from calendar import monthrange
from datetime import date, timedelta

MONTHS = 12


def _month(day: date, months: int) -> tuple[int, int]:
    """Year and month so many months later."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    return day.year + years, month + 1


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day if it is shorter.

    31 January + 1 month = 28 February (29 in a leap year). Negative months go back.
    """
    year, month = _month(day, months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def day_after_months(first_day: date, months: int) -> date:
    """The day after a term of so many months whose first day counts.

    A term from 15 March of one month ends with 14 April, so this gives 15 April. Where the closing
    month lacks that day, the term ends with the month's last day: from 31 January one month ends
    with 28 February, so this gives 1 March.
    """
    year, month = _month(first_day, months)
    if first_day.day <= monthrange(year, month)[1]:
        return date(year, month, first_day.day)
    return date(year, month, monthrange(year, month)[1]) + timedelta(days=1)


def completed_years(born: date, day: date) -> int:
    """Age on a day; whoever was born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
