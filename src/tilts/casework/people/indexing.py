"""Keeps the index of names in step. Call `index_people` in every action that changes a name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.inserting import adapted, insert_values

from .merging import merged_records, survivors
from .models import NameToken, NameVariant, OtherName, Person, PersonToken
from .models.index import pair_key
from .names import tokens, variants

CHUNK = 5000  # values in one query
MERGED = "merged"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """Which of a person's names a token comes from: kind and text, empty for the present one."""

    kind: str = ""
    under: str = ""


PRESENT = Source()
Sources = dict[str, Source]


def index_people(people: Iterable[UUID]) -> None:
    """Bring the index in step with the names of these people, and of who they were merged into.

    Records that were merged or entered in error leave the index; the names of merged ones lead
    to the surviving record. Call it inside the transaction that changed the names.
    """
    with seen_by(SERVICE):
        for chunk in chunks(people, CHUNK):
            surviving = survivors(chunk)
            changed = {*surviving, *surviving.values()}
            PersonToken.objects.filter(person__in=changed).delete()
            _insert(_people_with_sources(changed))


def index_newcomers(people: Iterable[Person]) -> None:
    """Index people just registered, who have no other name yet: nothing need be read."""
    with seen_by(SERVICE):
        _insert([(person, _first_sources([(person.name, PRESENT)])) for person in people])


def chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values in lists of at most `size`."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def _people_with_sources(people: Collection[UUID]) -> list[tuple[Person, Sources]]:
    shown = Person.objects.filter(pk__in=people, merged_into=None, entered_in_error=False).only(
        "sort_key", "family", "given", "patronymic"
    )
    persons = {person.pk: person for person in shown}
    merged = merged_records(persons)
    others = _other_names([*persons, *(row.pk for rows in merged.values() for row in rows)])
    result = []
    for pk, person in persons.items():
        names = [(person.name, PRESENT)]
        names += others[pk]
        for record in merged[pk]:
            names += [(record.name, Source(MERGED, record.name)), *others[record.pk]]
        result.append((person, _first_sources(names)))
    return result


def _other_names(people: list[UUID]) -> dict[UUID, list[tuple[str, Source]]]:
    found = defaultdict(list)
    for row in OtherName.objects.filter(person__in=people).order_by("pk"):
        found[row.person_id].append((row.name, Source(row.kind, row.name)))
    return found


def _first_sources(names: Iterable[tuple[str, Source]]) -> Sources:
    sources: Sources = {}
    for name, source in names:
        for token in tokens(name):
            sources.setdefault(token, source)
    return sources


def _insert(people: list[tuple[Person, Sources]]) -> None:
    ids = token_ids({token for _, sources in people for token in sources})
    rows = (
        (key, person.sort_key, adapted(person.pk), source.kind, source.under)
        for person, sources in people
        for key, source in _keys(sources, ids)
    )
    insert_values(PersonToken, ("key", "sort_key", "person_id", "kind", "under"), rows)


def _keys(sources: Sources, ids: dict[str, int]) -> Iterator[tuple[int, Source]]:
    for token, source in sources.items():
        yield ids[token], source
    for one, other in combinations(sources, 2):
        source = sources[one] if sources[one] is not PRESENT else sources[other]
        yield pair_key(ids[one], ids[other]), source


def token_ids(texts: Collection[str]) -> dict[str, int]:
    """Numbers of these tokens; those not known yet are added with their variants."""
    found = _known(texts)
    missing = sorted(set(texts) - found.keys())
    if missing:
        # Another writer may add the same ones at once: whoever is second changes nothing.
        NameToken.objects.bulk_create([NameToken(text=t) for t in missing], ignore_conflicts=True)
        added = _known(missing)
        rows = ((added[text], v, text) for text in missing for v in sorted(variants(text)))
        columns = ("token_id", "text", "spelt")
        insert_values(NameVariant, columns, rows, ignore_conflicts=True)
        found |= added
    return found


def _known(texts: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in chunks(texts, CHUNK):
        found.update(NameToken.objects.filter(text__in=chunk).values_list("text", "pk"))
    return found


def forget_unused_tokens() -> int:
    """Delete the tokens that no person has any more, after an erasure; returns how many."""
    with seen_by(SERVICE):
        used = PersonToken.objects.filter(key=OuterRef("pk"))
        unused = NameToken.objects.filter(~Exists(used))
        number = unused.count()
        unused.delete()
    return number
