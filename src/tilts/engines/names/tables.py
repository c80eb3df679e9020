"""What an inflection is made of: an ending, and what stands instead of it in each case."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Case = Literal[
    "nominative", "genitive", "dative", "accusative", "instrumental", "locative", "vocative"
]
CASES: tuple[Case, ...] = (
    "nominative",
    "genitive",
    "dative",
    "accusative",
    "instrumental",
    "locative",
    "vocative",
)
Sex = Literal["male", "female", "unknown"]


@dataclass(frozen=True)
class Pattern:
    """Names with this `ending`; `forms` are the endings of the cases from the genitive on.

    `soft` are the cases in which the consonant before the ending is softened. A pattern of one
    sex is not for names of the other, nor one for names with a letter of `not_after` before it.
    """

    ending: str
    forms: tuple[str, str, str, str, str, str]
    soft: frozenset[str] = frozenset()
    sex: Sex = "unknown"
    not_after: str = ""

    def form(self, case: Case) -> str:
        """The ending in a case."""
        return (self.ending, *self.forms)[CASES.index(case)]

    def fits(self, word: str, sex: Sex) -> bool:
        """Whether a name of somebody of that sex is inflected so."""
        other = "unknown" not in (self.sex, sex) and self.sex != sex
        stem = word.removesuffix(self.ending)
        return stem not in ("", word) and stem[-1] not in self.not_after and not other


def pattern(
    ending: str, forms: str, *, soft: str = "", sex: Sex = "unknown", not_after: str = ""
) -> Pattern:
    """A row of a table: six forms in one text, "-" for an ending that falls away."""
    genitive, dative, accusative, instrumental, locative, vocative = (
        "" if form == "-" else form for form in forms.split()
    )
    found = (genitive, dative, accusative, instrumental, locative, vocative)
    return Pattern(ending, found, frozenset(soft.split()), sex, not_after)


def softened(stem: str, pairs: Sequence[tuple[str, str]]) -> str:
    """The stem with its last consonants softened; the first pair that fits counts."""
    for hard, soft in pairs:
        if stem.endswith(hard):
            return stem.removesuffix(hard) + soft
    return stem
