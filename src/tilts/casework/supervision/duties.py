"""Duties as the country's catalogue words them, and what is wrong with what is filled in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from tilts.casework.proceedings.catalogue import name_in, pack_of
from tilts.casework.proceedings.models import Measure
from tilts.casework.programmes.catalogue import named, programme_on, programmes_on
from tilts.jurisdictions.schema import Duty as Kind
from tilts.jurisdictions.validity import NoSuchVersion, select, valid
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.design.display import local

SUSPENDED = "suspended_sentence"
LONGEST = {"place": 120, "person": 120}
MOST = {"days": 366, "hours": 2000, "amount": 10**12}  # the last in cents
MISSING = Reason("slot-missing", _("Fill in everything that the wording leaves open."))
FOREIGN = Reason("slot-foreign", _("Something is filled in that the wording does not ask for."))
WRONG = Reason("slot-wrong", _("What is filled in does not fit. Look at each line again."))


def order_kind(measure: Measure) -> str:
    """The kind of order in the catalogue of duties; a suspended term is a suspended sentence."""
    return SUSPENDED if measure.suspended else measure.kind


def duties_for(measure: Measure, day: date) -> list[Kind]:
    """The kinds of duty that may stand on an order on a day, in the order of the catalogue.

    One that names a programme is none while the country has no programme.
    """
    country = measure.proceeding.country
    known = valid(pack_of(country).duties, on=day)
    found = [kind for kind in known if order_kind(measure) in kind.orders]
    if programmes_on(country, day):
        return found
    return [kind for kind in found if "programme" not in kind.slots.values()]


def kind_of(country: str, code: str, day: date) -> Kind | None:
    """A kind of duty as it was on a day; None when the catalogue had none."""
    try:
        return select(pack_of(country).duties, code, on=day)
    except NoSuchVersion:
        return None


def duty_name(kind: Kind) -> str:
    """The short name of a kind in the present language."""
    return name_in(kind, get_language() or settings.LANGUAGE_CODE)


def said(country: str, code: str, slots: Mapping[str, Any], day: date, language: str = "") -> str:
    """What a duty says to the person in a language; the code for a kind that no catalogue has."""
    kind = kind_of(country, code, day)
    if kind is None:
        return code
    language = language or get_language() or settings.LANGUAGE_CODE
    wording = kind.wording.get(language, kind.wording["en"])
    with override(language):
        filled = {
            name: _shown(country, what, slots.get(name), day) for name, what in kind.slots.items()
        }
    text = wording.format_map(filled)
    doubled = text.endswith("..") and not text.endswith("...")  # a date that ends in a full stop
    return text[:-1] if doubled else text


def _shown(country: str, what: str, value: Any, day: date) -> str:
    if value is None:
        return "…"
    if what == "date":
        return _day(date.fromisoformat(value))
    if what == "amount":
        return f"{number_format(value / 100, 2, force_grouping=True)} €"
    if what == "programme":
        programme = programme_on(country, value, day)
        return named(programme) if programme else str(value)
    return str(value)


def _day(day: date) -> str:
    """A day in the active language; in figures in Latvian, where its name would be inflected."""
    return f"{day:%d.%m.%Y}." if get_language() == "lv" else local(day)


def why_not_filled(country: str, kind: Kind, slots: Mapping[str, Any], day: date) -> Reasons:
    """What is missing, foreign or does not fit its kind; empty when all slots are filled."""
    reasons = [MISSING] if kind.slots.keys() - slots.keys() else []
    reasons += [FOREIGN] if slots.keys() - kind.slots.keys() else []
    fits = all(
        _fits(country, what, slots[name], day) for name, what in kind.slots.items() if name in slots
    )
    return reasons if fits else [*reasons, WRONG]


def _fits(country: str, what: str, value: Any, day: date) -> bool:
    if what in LONGEST:
        return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST[what]
    if what in MOST:
        return type(value) is int and 0 < value <= MOST[what]
    if what == "date":
        return _is_date(value)
    return isinstance(value, str) and programme_on(country, value, day) is not None


def _is_date(value: Any) -> bool:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True
