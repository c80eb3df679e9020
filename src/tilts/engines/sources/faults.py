"""What is wrong with a file, said so that its author can put it right."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to put right: where, what, and how.

    `where` names the place in a file in which nobody counts lines: a row of a sheet, a JSON path.
    """

    file: Path
    line: int
    what: str
    remedy: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.file}, {self.where or f'line {self.line}'}: {self.what} {self.remedy}"
