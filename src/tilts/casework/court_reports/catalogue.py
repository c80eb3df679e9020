"""What a country's pack says of its reports, by the day of the request."""

from datetime import date

from django.conf import settings
from django.utils.translation import get_language

from tilts.casework.proceedings.catalogue import pack_of
from tilts.engines.calendars.working_days import add_working_days
from tilts.jurisdictions.schema import CourtReport, Piece, ReportSection

EVALUATION = "evaluation"


def form_of(country: str, day: date) -> CourtReport:
    """The report that a country writes on requests of a day. Raises NoSuchVersion."""
    return pack_of(country).court_report(EVALUATION, on=day)


def due_on(country: str, asker: str, requested_on: date) -> date:
    """By when the authority has the report, in working days of the country."""
    days = {str(who): n for who, n in form_of(country, requested_on).days.items()}
    return add_working_days(requested_on, days[asker], pack_of(country).working_days)


def named(piece: CourtReport | Piece | ReportSection, language: str = "") -> str:
    """A part of the pack in a language, the present one for none; else in English."""
    spoken = language or get_language() or settings.LANGUAGE_CODE
    return piece.names.get(spoken, piece.names["en"])


def hint(section: ReportSection) -> str:
    """What belongs into a section, in the present language."""
    return section.hint.get(get_language() or settings.LANGUAGE_CODE, section.hint["en"])
