"""What the country packs say of offences, measures and their thresholds, by the day that counts."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.pack import Pack
from tilts.jurisdictions.schema import Entry, Measure, Offence
from tilts.jurisdictions.validity import NoSuchVersion, select, valid

SEXUAL_SECTION = "03"  # ICCS: injurious acts of a sexual nature


def pack_of(country: str) -> Pack:
    """The pack of a country, shipped or of the installation."""
    return packs(settings.PACKS)[country.upper()]


def offences_on(country: str, day: date) -> tuple[Offence, ...]:
    """Offences of the national code that were in force on the day."""
    return valid(pack_of(country).offences, on=day)


def measures_on(country: str, day: date) -> tuple[Measure, ...]:
    """Kinds of sentences, measures and orders in force on the day."""
    return valid(pack_of(country).measures, on=day)


def offence(country: str, code: str, day: date) -> Offence | None:
    """The version of an offence that held on the day it was committed."""
    try:
        return select(pack_of(country).offences, code, on=day)
    except NoSuchVersion:
        return None


def measure(country: str, code: str, day: date) -> Measure | None:
    """The version of a kind of measure that held on the day it was imposed."""
    try:
        return select(pack_of(country).measures, code, on=day)
    except NoSuchVersion:
        return None


def is_sexual(iccs: str) -> bool:
    """Whether an offence's circumstances stand behind the wall."""
    return iccs.startswith(SEXUAL_SECTION)


def gravest(country: str, gravities: Sequence[str]) -> str:
    """The gravest of these classes; "" of none. A pack lists its gravest class last."""
    order = [entry.code for entry in pack_of(country).gravities]
    return max(gravities, key=order.index, default="")


def appeal_ends(country: str, judged_on: date) -> date:
    """The last day on which a judgment can be appealed."""
    return pack_of(country).due("appeal", judged_on)


def preparation_months(country: str, on: date) -> int:
    """How many months before release prison and probation prepare it together."""
    return pack_of(country).threshold("release_preparation_months", on=on)


def name_in(entry: Entry, language: str) -> str:
    """The name of an entry of a catalogue in a language, else in English."""
    return entry.names.get(language, entry.names["en"])
