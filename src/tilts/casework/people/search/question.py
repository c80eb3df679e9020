"""What somebody asks for: "Berzins janis 1985", "161175-19997", "26-00413"."""

import re
from dataclasses import dataclass

from ..identifiers import normalise
from ..names import tokens

WORDS = re.compile(r"[\s,;]+")
DIGIT = re.compile(r"\d")
YEAR = re.compile(r"(19|20)\d\d")
FILE_NUMBER = re.compile(r"\d{7,9}")
LONGEST, MOST = 200, 12  # letters and parts of a question: nobody has a longer name


@dataclass(frozen=True, slots=True)
class Question:
    """Folded parts of a name, a birth year, and a code; each may be missing."""

    parts: tuple[str, ...] = ()
    year: int | None = None
    code: str = ""

    @property
    def file_number(self) -> str:
        """The code as a file number, empty when it cannot be one."""
        return f"{self.code[:2]}-{self.code[2:]}" if FILE_NUMBER.fullmatch(self.code) else ""


def read(text: str) -> Question:
    """Take apart what was typed: words with digits are a year or, together, a code.

    What is longer than any name asks for nobody, before it costs a long search.
    """
    if len(text) > LONGEST:
        return Question()
    if not DIGIT.search(text):
        parts = tokens(text)
        return Question(parts) if len(parts) <= MOST else Question()
    words = WORDS.split(text.strip())
    numbers = [word for word in words if DIGIT.search(word)]
    parts = tokens(" ".join(word for word in words if word not in numbers))
    if len(parts) > MOST:
        return Question()
    years = [word for word in numbers if YEAR.fullmatch(word)]
    if not years or not (parts or len(numbers) == 1):
        return Question(parts=parts, code=normalise("".join(numbers)))
    numbers.remove(years[0])
    return Question(parts, int(years[0]), normalise("".join(numbers)))
