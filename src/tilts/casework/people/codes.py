"""Types of identifier as the country pack has them."""

from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.schema import Identifier
from tilts.jurisdictions.validity import valid
from tilts.platform.access.reasons import Text

from .identifiers import doubt, normalise

NONE = "none"  # the type that says: this person has no code

DOUBTS = {
    "length": _("doubtful: its length is wrong"),
    "format": _("doubtful: it has characters that such a code has not"),
    "date": _("doubtful: the date in it does not exist"),
    "checksum": _("doubtful: its check digit is wrong"),
    "date-mismatch": _("doubtful: it holds another birth date"),
    "type": _("doubtful: no such type of code is known"),
}


def types_of(country: str) -> dict[str, Identifier]:
    """Types of identifier that the country pack has today, by code."""
    pack = packs(settings.PACKS).get(country)
    entries = valid(pack.identifiers, on=timezone.localdate()) if pack else []
    return {entry.code: entry for entry in entries}


def code_kinds(country: str) -> list[tuple[str, str]]:
    """Types of identifier of a country, for a form: code and name in the reader's language."""
    language = get_language() or "en"
    types = types_of(country).items()
    return [(code, kind.names.get(language, kind.names["en"])) for code, kind in types]


def kind_name(country: str, kind: str) -> str:
    """The name of a type of identifier in the reader's language; its code when no pack has it."""
    return dict(code_kinds(country)).get(kind, kind)


def checked(country: str, kind: str, value: str, born: date | None) -> tuple[str, str]:
    """A code without separators, and what is doubtful about it (empty when nothing is)."""
    code = normalise(value)
    known = types_of(country).get(kind)
    return code, doubt(known.check or "", code, born) if known else "type"


def succeeding(country: str, kind: str) -> set[str]:
    """Types whose codes a new one of this type succeeds: those that the same country gives.

    A Latvian code of today succeeds one of before July 2017. Documents of other countries stand
    beside each other. That there was no code ends with any code.
    """
    known = types_of(country)
    if kind not in known or kind == NONE:
        return {kind}
    giver = known[kind].country
    return {NONE} | {code for code, entry in known.items() if giver and entry.country == giver}


def doubt_in_words(found: str) -> Text:
    """What is doubtful about a code, for people; empty when nothing is."""
    return DOUBTS.get(found, found)
