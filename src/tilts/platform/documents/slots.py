"""What is inserted into a document: each value with its source, as a fact or as a judgement.

Directive (EU) 2016/680, article 7 wants personal data based on facts told apart from those based on
personal assessments, as far as possible; here every value says which of the two it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from tilts.jurisdictions.schema import Slot, Template
from tilts.platform.access.reasons import Reason, Reasons, Text

MANY = ("paragraphs", "list", "table")  # types of slots that take several values
SOURCE = re.compile(r"([a-z_]+)\.([a-z_]+):.+")  # the reference of a row

Value = str | int | date | tuple[str, ...]
NATURAL: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "date": date,
    "number": int,
    "paragraphs": str,
    "list": str,
    "table": tuple,
}


class Nature(models.TextChoices):
    """What a value rests on: what happened, or what somebody makes of it."""

    FACT = "fact", _("fact")
    JUDGEMENT = "judgement", _("judgement")


@dataclass(frozen=True)
class Inserted:
    """A value, the reference of the row it comes from ("people.person:<id>"), and its nature.

    `field` names the field of that row where one does. A `walled` value stands in the document
    alone: of it the register keeps the source, not the text. `as_of` is the moment when it was
    taken from the record, None for the moment when the document is made. A table takes tuples,
    each a row.
    """

    value: Value
    source: str
    nature: Nature = Nature.FACT
    field: str = ""
    as_of: datetime | None = None
    walled: bool = False


Values = Mapping[str, Inserted | Sequence[Inserted]]


def pieces(values: Values, code: str) -> list[Inserted]:
    """What is inserted into one slot, in its order."""
    found = values.get(code, ())
    return [found] if isinstance(found, Inserted) else list(found)


def why_not_filled(template: Template, values: Values, language: str) -> Reasons:
    """Why a document cannot be made of these values: all that is missing, unknown or amiss."""
    unknown = sorted(set(values) - {slot.code for slot in template.slots})
    return [
        *(_reason("slot-unknown", UNKNOWN, code) for code in unknown),
        *(
            reason
            for slot in template.slots
            for reason in _wrong_in(slot, pieces(values, slot.code), language)
        ),
    ]


MISSING = _("“%(slot)s” is missing. Fill it in; the document is not made without it.")
UNKNOWN = _("The template has no place for “%(slot)s”.")
ONE = _("“%(slot)s” takes one value, not several.")
KIND = _("What stands in “%(slot)s” is not of the kind that the template wants.")
NO_SOURCE = _("Nothing says where “%(slot)s” comes from.")


def _reason(code: str, text: Text, slot: str) -> Reason:
    return Reason(code, str(text) % {"slot": slot})


def _wrong_in(slot: Slot, found: list[Inserted], language: str) -> Reasons:
    name = slot.names.get(language) or slot.names["en"]
    filled = [piece for piece in found if piece.value not in ("", ())]
    checks = (
        ("slot-missing", MISSING, slot.required and not filled),
        ("slot-takes-one", ONE, slot.type not in MANY and len(found) > 1),
        ("slot-kind", KIND, not all(_is_of(slot, piece.value) for piece in found)),
        ("slot-source", NO_SOURCE, not all(_known(piece.source) for piece in found)),
    )
    return [_reason(code, text, name) for code, text, wrong in checks if wrong]


def _is_of(slot: Slot, value: Value) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, NATURAL[slot.type])


def _known(source: str) -> bool:
    """Whether a source names a row of a model that there is."""
    named = SOURCE.fullmatch(source)
    if named is None:
        return False
    try:
        apps.get_model(named[1], named[2])
    except LookupError:
        return False
    return True
