"""People imported before, whose rows changed at the source."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from ..identifiers import normalise
from ..models import Identifier, OtherName, Person, SourceRow
from .facts import former_name, name_before, new_identifier, with_sort_key
from .kinds import Row
from .parsing import PersonValues

# The fields of Person that a column decides, where their names differ.
FIELDS = {"birth_date": ("birth_date", "birth_precision"), "unit": ("unit_id", "country")}
CODE, FORMER = {"personal_code", "code_kind"}, {"former_family"}
NAME = {"family", "given", "patronymic"}


@dataclass
class Changed:
    """A row with its values, and the row as it was the last time."""

    row: Row
    values: PersonValues
    source: SourceRow

    @cached_property
    def columns(self) -> set[str]:
        """The columns that changed at the source since then."""
        before = self.source.row
        return {name for name, value in self.row.values.items() if before.get(name, "") != value}


def change_people(rows: Sequence[Changed]) -> list[Person]:
    """Change only what changed at the source: a correction made here to another field stays.

    A former name is kept and still found.
    """
    _end_codes([changed for changed in rows if changed.columns & CODE])
    today = timezone.localdate()
    coded = [c for c in rows if c.columns & CODE and c.values.code]
    renamed = [c for c in rows if c.columns & FORMER and c.values.former_family]
    OtherName.objects.bulk_create(
        name_before(c.source.person, today) for c in rows if c.columns & NAME
    )
    people = [_change(changed) for changed in rows]
    Identifier.objects.bulk_create(new_identifier(c.source.person, c.values, today) for c in coded)
    OtherName.objects.bulk_create(former_name(c.source.person, c.values, today) for c in renamed)
    return people


def _change(changed: Changed) -> Person:
    person: Person = changed.source.person
    for column in changed.columns:
        for field in FIELDS.get(column, (column,)):
            if field in changed.values.fields:
                setattr(person, field, changed.values.fields[field])
    person.version += 1
    with_sort_key(person).save()
    _remember(changed)
    return person


def _remember(changed: Changed) -> None:
    source = changed.source
    source.row = {**source.row, **changed.row.values}
    source.digest, source.seen_at = changed.row.digest, timezone.now()
    source.save()


def _end_codes(rows: Sequence[Changed]) -> None:
    """A code that the source no longer gives ends today; it stays in the history."""
    today = timezone.localdate()
    before = {(c.source.person_id, normalise(c.source.row.get("personal_code", ""))) for c in rows}
    people = [c.source.person_id for c in rows]
    for code in Identifier.objects.filter(person__in=people, until=None):
        if (code.person_id, code.value) in before:
            code.until = today
            code.save()
