"""A row of proceedings as values of our rows, and the plain texts that it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tilts.casework.people.imports.kinds import Fault, Row
from tilts.casework.people.imports.parsing import parse_day
from tilts.casework.people.models import Person

DAYS = ("received_on", "judged_on", "in_force_on", "committed_on", "start")
NUMBERS = ("years", "months", "days", "hours")
LONGEST = {"key": 80, "authority": 120, "reference": 40}
MOST = 32767  # of a small number in the database


@dataclass(frozen=True)
class FileValues:
    """What a row says: fields of each of our rows by name; `measure` is None without one."""

    person: Person
    proceeding: Mapping[str, Any]
    offence: Mapping[str, Any]
    measure: Mapping[str, Any] | None

    @property
    def judged_on(self) -> date | None:
        """The day of the judgment, if there is one."""
        day: date | None = self.proceeding["judged_on"]
        return day

    @property
    def in_force_on(self) -> date | None:
        """The day on which it entered into force, if it did."""
        day: date | None = self.proceeding["in_force_on"]
        return day


@dataclass(frozen=True)
class Texts:
    """The days and numbers of a row, and what is wrong with those that are none."""

    days: dict[str, date | None]
    numbers: dict[str, int]
    faults: list[Fault]


def read_texts(row: Row) -> Texts:
    """The days and numbers that a row names."""
    days = {column: parse_day(row[column]) for column in DAYS}
    numbers = {column: _number(row[column]) for column in NUMBERS}
    no_day, no_number = (
        _("“%(value)s” is no date like 2025-03-07 or 07.03.2025."),
        _("“%(value)s” is no whole number from 0 to 32767."),
    )
    faults = [
        *(Fault(c, no_day % {"value": row[c]}) for c in DAYS if row[c] and days[c] is None),
        *(Fault(c, no_number % {"value": row[c]}) for c in NUMBERS if numbers[c] is None),
        *(
            Fault(c, _("Longer than %(most)s characters.") % {"most": most})
            for c, most in LONGEST.items()
            if len(row[c]) > most
        ),
    ]
    return Texts(days, {c: n or 0 for c, n in numbers.items()}, faults)


def _number(text: str) -> int | None:
    """Nothing is 0; None for what is no such number."""
    if not text:
        return 0
    digits = text.isascii() and text.isdigit() and len(text) < 10  # int() takes no endless text
    return int(text) if digits and int(text) <= MOST else None
