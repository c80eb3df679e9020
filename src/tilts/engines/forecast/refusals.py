"""Why a table cannot be used, said so that its owner can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class DataFault:
    """One thing to put right in a table: where, what, and how."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.remedy}"


class DataRefused(ValueError):
    """A table or a model folder that cannot be used; carries every fault that was found."""

    def __init__(self, faults: Iterable[DataFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def refuse(where: str, what: str, remedy: str) -> DataRefused:
    """A refusal for one reason."""
    return DataRefused([DataFault(where, what, remedy)])
