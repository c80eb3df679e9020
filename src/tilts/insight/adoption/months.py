"""The months in which uses are counted: the last twelve, this one included."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.formats import get_format
from django.utils.translation import get_language

from tilts.engines.calendars.months import MONTHS, add_months


def months(today: date) -> list[date]:
    """First days of the last twelve months, oldest first."""
    this = today.replace(day=1)
    return [add_months(this, number - MONTHS + 1) for number in range(MONTHS)]


def code_of(month: date) -> str:
    """`2026-11`."""
    return f"{month:%Y-%m}"


def month_name(day: date) -> str:
    """“November 2026”, in the reader's language."""
    english = (get_language() or "en").startswith("en")
    return format_date(day, "F Y" if english else get_format("YEAR_MONTH_FORMAT"))


def month_alone(day: date) -> str:
    """“Nov”, where every month stands once."""
    return format_date(day, "M")


def short_month(day: date) -> str:
    """“Nov 2026”, in the reader's language."""
    return format_date(day, "M Y")
