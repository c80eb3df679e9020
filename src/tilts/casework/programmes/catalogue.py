"""The programmes that a country's pack describes, by the day that counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tilts.casework.proceedings.catalogue import pack_of
from tilts.jurisdictions.schema import Piece, Programme
from tilts.jurisdictions.validity import NoSuchVersion, valid
from tilts.platform.access.reasons import Text

PLACES: dict[str, Text] = {"prison": _("in prison"), "community": _("in the community")}
SEXES: dict[str, Text] = {
    "female": pgettext_lazy("for whom a programme is", "women"),
    "male": pgettext_lazy("for whom a programme is", "men"),
}


@dataclass(frozen=True)
class Share:
    """How much of the dose of a level a programme gives: both in hours, and in per cent."""

    level: str
    hours: int
    dose: int

    @property
    def percent(self) -> int:
        """Of the dose, rounded; more than the whole dose is a hundred."""
        return min(100, round(100 * self.hours / self.dose))


def programmes_on(country: str, day: date) -> list[Programme]:
    """The programmes of a country on a day, by their name in the present language."""
    return sorted(valid(pack_of(country).programmes, on=day), key=lambda one: named(one).casefold())


def programme_on(country: str, code: str, day: date) -> Programme | None:
    """A programme as it is on a day; None when the country has none of that code."""
    try:
        return pack_of(country).programme(code, on=day)
    except NoSuchVersion:
        return None


def named(entry: Programme | Piece) -> str:
    """In the present language, else in English."""
    return in_words(entry.names)


def title_of(country: str, code: str, day: date) -> str:
    """The name of a programme; its code when the pack has it no more."""
    found = programme_on(country, code, day)
    return named(found) if found else code


def in_words(names: dict[str, str]) -> str:
    """One of these names, in the present language, else in English."""
    return names.get(get_language() or "en", names["en"])


def shares(country: str, programme: Programme, day: date) -> list[Share]:
    """What part of the dose of each of its levels a programme gives."""
    doses = {dose.code: dose for dose in valid(pack_of(country).doses, on=day)}
    return [
        Share(in_words(doses[level].names), programme.hours, doses[level].hours)
        for level in programme.levels
        if level in doses
    ]


def level_title(country: str, level: str, day: date) -> str:
    """The name of a level of risk that has a dose; its code otherwise."""
    doses = {dose.code: dose for dose in valid(pack_of(country).doses, on=day)}
    return in_words(doses[level].names) if level in doses else level


def places_of(programme: Programme) -> list[str]:
    """Where it is given, in words."""
    return [str(PLACES[place]) for place in programme.settings]


def pieces(found: Sequence[Piece]) -> list[str]:
    """Pieces of a programme in words."""
    return [named(piece) for piece in found]
