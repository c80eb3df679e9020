"""What is wrong with instruments, said all at once."""

from collections.abc import Sequence
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


class BrokenInstrument(Exception):
    """An instrument that cannot be used; `faults` lists everything, by file and line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))
