"""A whole name in a case: each word and each half of a double name by itself."""

import re
from dataclasses import dataclass

from . import latvian, lithuanian
from .tables import CASES, Case, Pattern, Sex

LANGUAGES = {"lv": latvian, "lt": lithuanian}
PARTS = re.compile(r"([ \-–]+)")

__all__ = ["CASES", "Case", "Inflected", "Sex", "inflect"]


@dataclass(frozen=True)
class Inflected:
    """A name in a case; not `sure` when a part of it ends as no table says."""

    text: str
    sure: bool


def inflect(
    given: str, family: str, case: Case, *, language: str, sex: Sex = "unknown"
) -> Inflected:
    """Given names and family name in a case of Latvian (lv) or Lithuanian (lt).

    Another language leaves them as they are. `sex` tells Latvian names in -a, -e apart; when it is
    unknown, the given name tells it.
    """
    whole = " ".join(part for part in (given, family) if part)
    if language not in LANGUAGES or case == "nominative":
        return Inflected(whole, sure=True)
    known, certain = (sex, True) if sex != "unknown" else _guessed(given, family, language)
    words = [
        *(_word(one, case, language, known, given=True) for one in PARTS.split(given) if one),
        *([(" ", True)] if given and family else []),
        *(_word(one, case, language, known, given=False) for one in PARTS.split(family) if one),
    ]
    return Inflected("".join(text for text, _ in words), certain and all(sure for _, sure in words))


def _guessed(given: str, family: str, language: str) -> tuple[Sex, bool]:
    """Whose name it seems to be, and whether given name and family name say the same."""
    by_given = LANGUAGES[language].sex_of(PARTS.split(given)[0])
    by_family = LANGUAGES[language].sex_of(PARTS.split(family)[-1])
    either = by_given if by_given != "unknown" else by_family
    return either, "unknown" in (by_given, by_family) or by_given == by_family


def _word(word: str, case: Case, language: str, sex: Sex, *, given: bool) -> tuple[str, bool]:
    """One word in a case, and whether a rule is known for it; what stands between words stays."""
    if PARTS.fullmatch(word):
        return word, True
    of = LANGUAGES[language]
    found: Pattern | None = next((row for row in of.PATTERNS if row.fits(word, sex)), None)
    if found is None:
        return word, of.is_fixed(word)
    certain = sex != "unknown" or found.sex == "unknown"
    return of.stem_in(word, found, case, given=given) + found.form(case), certain
