"""Personal codes: read with any separators, checked, never refused, and no sex derived."""

import re
from collections.abc import Callable
from datetime import date

from stdnum.ee import ik
from stdnum.exceptions import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
    ValidationError,
)
from stdnum.lt import asmens
from stdnum.lv import pvn
from stdnum.no import fodselsnummer

SEPARATORS = re.compile(r"[\W_]+")
UNDATED = {"lv": "32", "lt": "9"}  # how codes begin that hold no birth date
UNCHECKED = re.compile(r"3[3-9]")  # later Latvian codes, whose checksum is not published
LENGTH = 11  # in all four countries

CHECKS: dict[str, Callable[[str], str]] = {
    "lv": pvn.validate,
    "lt": asmens.validate,
    "ee": ik.validate,
    "no": fodselsnummer.validate,
}
BIRTH_DATES: dict[str, Callable[[str], date]] = {
    "lv": pvn.get_birth_date,
    "lt": ik.get_birth_date,  # Lithuania and Estonia share the scheme
    "ee": ik.get_birth_date,
    "no": fodselsnummer.get_birth_date,
}
DOUBTS: dict[type[ValidationError], str] = {
    InvalidLength: "length",
    InvalidFormat: "format",
    InvalidComponent: "date",
    InvalidChecksum: "checksum",
}


def normalise(value: str) -> str:
    """A code without separators, in capitals: "161175-19997" → "16117519997"."""
    return SEPARATORS.sub("", value).upper()


def doubt(kind: str, code: str, birth_date: date | None = None) -> str:
    """What is wrong with a normalised code: a word, empty when nothing is.

    `kind` is an identifier type of the country packs; it begins with the scheme: lv_personal_code,
    lt_…, ee_…, no_…; others have no checksum. The doubts: length, format, date (no such day),
    checksum, date-mismatch (another day than `birth_date`).
    """
    scheme = kind.partition("_")[0]
    if scheme not in CHECKS:
        return ""
    if not code.isascii() or not code.isdigit():
        return "format"
    if len(code) != LENGTH:
        return "length"
    if scheme == "lv" and UNCHECKED.match(code):
        return ""
    try:
        CHECKS[scheme](code)
        return _date_doubt(scheme, code, birth_date)
    except ValidationError as fault:
        return DOUBTS.get(type(fault), "format")


def _date_doubt(scheme: str, code: str, birth_date: date | None) -> str:
    if birth_date is None or code.startswith(UNDATED.get(scheme, "-")):
        return ""
    return "" if BIRTH_DATES[scheme](code) == birth_date else "date-mismatch"
