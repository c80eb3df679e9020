"""Types in formulas."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of values; each reads as what the value is."""

    NUMBER = "a number"
    CODE = "a code"
    CODES = "several codes"
    DATE = "a date"
    CONDITION = "a condition"
    WORDS = "written words"


@dataclass(frozen=True)
class Type:
    """A kind; of codes also which there are, none when any may come."""

    kind: Kind
    codes: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return str(self.kind)


NUMBER, DAY, TRUTH = Type(Kind.NUMBER), Type(Kind.DATE), Type(Kind.CONDITION)
CODES, WORDS = Type(Kind.CODES), Type(Kind.WORDS)
