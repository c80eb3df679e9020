"""People from another system."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.inserting import adapted, insert_values

from ..indexing import index_newcomers, index_people
from ..models import Identifier, OtherName, Person, SourceRow
from ..numbering import take_numbers
from .changing import Changed, change_people
from .facts import former_name, new_identifier, with_sort_key
from .kinds import Column, ImportKind, Row, Written, register
from .parsing import PersonParser, PersonValues, units_by_name
from .running import ImportReport, Progress, run

Parsed = tuple[Row, PersonValues]
COLUMNS = (
    Column("key", _("the person's key in the other system"), required=True),
    Column("family", _("family name"), required=True),
    Column("given", _("given names")),
    Column("patronymic", _("patronymic")),
    Column("former_family", _("former family name")),
    Column("birth_date", _("birth date")),
    Column("sex", _("sex")),
    Column("category", _("category"), required=True),
    Column("unit", _("unit"), required=True),
    Column("citizenships", _("citizenships")),
    Column("languages", _("languages")),
    Column("interpreter", _("interpreter's language")),
    Column("personal_code", _("personal code")),
    Column("code_kind", _("kind of personal code")),
)


def import_people(
    path: Path,
    *,
    by: Actor,
    system: str,
    mapping: Mapping[str, str] | None = None,
    rejects: Path | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import people from a CSV, XLSX or Parquet file; see `running.run`.

    A person imported before is changed only in what changed in the other system since then.
    """
    return run(
        PEOPLE,
        path,
        by=by,
        system=system,
        mapping=mapping,
        rejects=rejects,
        dry_run=dry_run,
        progress=progress,
    )


@dataclass
class _Chunk:
    """The rows of one act, by what is to be done with them."""

    new: list[Parsed]
    changed: list[Changed]
    unchanged: int


def write_people(system: str, rows: Sequence[Parsed], by: Actor) -> Written:
    """Add and change the people of a chunk, inside an open act."""
    chunk = _compared(system, rows)
    added = _add(system, chunk.new)
    renamed = {
        p.pk for p, (_row, values) in zip(added, chunk.new, strict=True) if values.former_family
    }
    index_newcomers(person for person in added if person.pk not in renamed)
    index_people([*renamed, *(person.pk for person in change_people(chunk.changed))])
    return Written(len(chunk.new), len(chunk.changed), chunk.unchanged)


def _compared(system: str, rows: Sequence[Parsed]) -> _Chunk:
    keys = [row["key"] for row, _values in rows]
    sources = SourceRow.objects.filter(system=system, key__in=keys).select_related("person")
    known = {source.key: source for source in sources}
    new = [parsed for parsed in rows if parsed[0]["key"] not in known]
    old = [Changed(row, values, known[row["key"]]) for row, values in rows if row["key"] in known]
    changed = [row for row in old if row.columns]
    return _Chunk(new, changed, len(old) - len(changed))


def _add(system: str, rows: Sequence[Parsed]) -> list[Person]:
    if not rows:
        return []
    now = timezone.now()
    ids = [uuid7() for _ in rows]
    numbers = take_numbers(now.year, len(rows))
    insert_values(Party, ("id", "kind"), ((adapted(pk), PartyKind.PERSON.value) for pk in ids))
    people = [
        with_sort_key(Person(party_id=pk, file_number=number, **values.fields))
        for pk, number, (_row, values) in zip(ids, numbers, rows, strict=True)
    ]
    Person.objects.bulk_create(people)
    today = timezone.localdate()
    pairs = list(zip(people, rows, strict=True))
    Identifier.objects.bulk_create(
        new_identifier(person, values, today) for person, (_row, values) in pairs if values.code
    )
    OtherName.objects.bulk_create(
        former_name(person, values, today)
        for person, (_row, values) in pairs
        if values.former_family
    )
    SourceRow.objects.bulk_create(
        SourceRow(
            person_id=person.pk,
            system=system,
            key=row["key"],
            digest=row.digest,
            row=row.values,
            seen_at=now,
        )
        for person, (row, _values) in pairs
    )
    return people


PEOPLE = register(
    ImportKind(
        code="people",
        title=_("People"),
        columns=COLUMNS,
        parser=lambda _system: PersonParser(units_by_name()),
        write=write_people,
    )
)
