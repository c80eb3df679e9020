"""What another system keeps about somebody: shown as such, and not changed here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons, Text
from tilts.platform.parties.actors import Actor

from .identifiers import normalise
from .imports.changing import FIELDS
from .imports.people import COLUMNS
from .models import Identifier, Person, SourceRow

NO_SYSTEM = "file"  # no system stands behind a mere file: what it gave is kept here from then on
TITLES = {column.name: column.title for column in COLUMNS}
ELSEWHERE = _("%(system)s keeps the %(fact)s. Change it there: the next import brings it here.")


@dataclass(frozen=True)
class Owner:
    """Where a record came from, under which key, and the columns that this system keeps."""

    system: str
    key: str
    seen_at: datetime
    columns: tuple[str, ...]

    @property
    def facts(self) -> list[Text]:
        """What it keeps, in words."""
        return [TITLES[column] for column in self.columns]


def origins(actor: Actor, people: Sequence[UUID]) -> dict[UUID, list[Owner]]:
    """Where each of these records came from; who was registered here is missing.

    A column without a value at the source is kept by nobody.
    """
    found: dict[UUID, list[Owner]] = {}
    for row in SourceRow.objects.about(people).order_by("system", "key"):
        owner = Owner(row.system, row.key, row.seen_at, _kept(row))
        found.setdefault(row.person_id, []).append(owner)
    return found


def _kept(source: SourceRow) -> tuple[str, ...]:
    if source.system == NO_SYSTEM:
        return ()
    return tuple(name for name in TITLES if name != "key" and source.row.get(name))


def owned_fields(person: Person) -> dict[str, Reason]:
    """For each field of this record that another system keeps: why it is not changed here."""
    return {
        field: _elsewhere(source.system, TITLES[column])
        for source in SourceRow.objects.filter(person=person).order_by("pk")
        for column in _kept(source)
        for field in FIELDS.get(column, (column,))
    }


def _elsewhere(system: str, fact: Text) -> Reason:
    return Reason("owned", ELSEWHERE % {"system": system, "fact": fact})


def why_not_correct(person: Person, values: Mapping[str, Any]) -> Reasons:
    """Reasons why these fields of a person cannot take these values; each said once."""
    owned = owned_fields(person)
    changed = [name for name, value in values.items() if getattr(person, name) != value]
    return list(dict.fromkeys(owned[name] for name in changed if name in owned))


def why_not_add_code(person: Person, succeeded: Collection[str]) -> Reasons:
    """Reasons why a code that ends those of these kinds cannot be added: another keeps one."""
    present = Identifier.objects.filter(person=person, kind__in=succeeded, until=None)
    codes = set(present.values_list("value", flat=True))
    return [
        _elsewhere(source.system, TITLES["personal_code"])
        for source in SourceRow.objects.filter(person=person).order_by("pk")
        if "personal_code" in _kept(source) and normalise(source.row["personal_code"]) in codes
    ]
