"""Alphabetical order that every database keeps, whatever its own collation."""

import unicodedata
from functools import lru_cache

from .names import LETTERS

LONGEST = 255
CARON, CEDILLA = "\N{COMBINING CARON}", "\N{COMBINING CEDILLA}"


def sort_key(*names: str) -> str:
    """Key of a name given as family, given, patronymic: compared in this order.

    Latvian and Lithuanian order (CLDR): Č, Ģ, Ķ, Ļ, Ņ, Š, Ž are letters of their own after C, G …;
    a long or nasal vowel differs from the short one only when all else is equal, and Y stands
    with I; letters of other scripts than Latin and Cyrillic come last. The key has only a–z and
    0–9, which C, ICU and POSIX collations order alike: each letter is followed by its rank, 01 is
    a space and 00 ends a name.
    """
    letters = [[_letter(c) for c in _characters(name)] for name in names]
    primary = "00".join("".join(pair for pair, _ in name) for name in letters)
    marks = "".join(mark for name in letters for _, mark in name).rstrip("0")
    return f"{primary}000{marks}"[:LONGEST]


def _characters(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold().translate(LETTERS))


@lru_cache(maxsize=4096)
def _letter(character: str) -> tuple[str, str]:
    """A character's place in the alphabet, and its mark when that only breaks a tie."""
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    base, marks = decomposed[0], decomposed[1:]
    if not base.isalnum():
        return "01", "0"
    if not base.isascii():
        return f"z9{ord(base):05x}", "0"
    if base == "y":
        return "i0", "2"
    own_letter = base not in "aeiou" and (CARON in marks or CEDILLA in marks)
    if own_letter:
        return f"{base}1", "0"
    return f"{base}0", "1" if marks else "0"
