"""How dates and times are shown: local, with their zone, in the reader's language."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import get_format
from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _

# Django's English is American ("Nov. 23, 2026"); European services write the day first.
ENGLISH_DATE = "j F Y"
SHORT_DATES = {"lv": "D, j. b", "lt": r"D, b j \d.", "ru": "D j b"}  # else as in English
PLAIN_YEAR = 120  # days before and after today within which nobody wonders about the year


def date_pattern() -> str:
    """Django's date pattern for a full date in the active language."""
    if (get_language() or "en").startswith("en"):
        return ENGLISH_DATE
    return str(get_format("DATE_FORMAT"))


def local(value: date | datetime | None) -> str:
    """`23 November 2026`, or `23 November 2026, 08:12 EET` for a moment; empty for None."""
    if value is None:
        return ""
    if not isinstance(value, datetime):
        return _written(value, date_pattern(), get_language())
    moment = timezone.localtime(value)
    # Django's own "T" is empty in the hour that comes twice, where the zone matters most
    return f"{format_date(moment, f'{date_pattern()}, H:i')} {moment.tzname()}"


def short_date(value: date | None, today: date | None = None) -> str:
    """`Mon 23 Nov`, `pr, 23. nov`, and with its year when it is far from today: `23 May 2028`.

    Moments stand by their local day. Days and months are written small in every language but
    English.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    language = get_language()
    pattern = SHORT_DATES.get(language or "en")
    if abs((value - (today or timezone.localdate())).days) > PLAIN_YEAR:
        far = str(get_format("SHORT_DATE_FORMAT")) if pattern else "j M Y"
        return _written(value, far, language)
    near = _written(value, pattern or "D j M", language)
    return near.lower() if pattern else near


@lru_cache(maxsize=4096)
def _written(day: date, pattern: str, language: str | None) -> str:
    """A day by Django's pattern in the active language: a page says the same days many times."""
    return format_date(day, pattern)


def due(value: date | None, today: date | None = None) -> str:
    """`2 days late`, `today`, or the short date of what is due later; empty for None."""
    now = today or timezone.localdate()
    late = (now - value).days if value else 0
    if value is None or late < 0:
        return short_date(value, now)
    if late == 0:
        return _("today")
    return ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late}


def language_name(code: str) -> str:
    """`lv` → "Latvian" in the reader's language; a code that Django does not know stays itself."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def initials(name: str) -> str:
    """Two letters for a picture that is missing: `Vītols, Edgars` → `EV`, `Ilze Kalna` → `IK`."""
    family, comma, given = name.partition(",")
    words = [*given.split()[:1], *family.split()[:1]] if comma else name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
