"""The search itself."""

from itertools import combinations
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.models import Q

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

from ..merging import survivors
from ..models import Identifier, Person
from .candidates import Tokens, candidates, further, pairs
from .found import Found, Hit
from .question import Question, read
from .rows import Group, People, with_each

SUGGESTED = 3


def search(text: str, *, limit: int = 50) -> Found:
    """People visible in the present scope whom the text may mean, at most `limit`.

    Every part of a name must match a part of one of the person's names, in any order; parts of
    four letters or more within one edit. A year narrows to people born in it; other numbers are
    a personal code or a file number, with any separators. When nobody is found, names two edits
    away are suggested, of visible people only.
    """
    question = read(text)
    if question.code:
        return _cut(_by_code(question), limit)
    if question.parts:
        try:
            return _by_name(question, limit)
        except EmptyResultSet:  # Django writes no query where nobody at all is visible
            return Found()
    return _cut(People(question.year).first(limit + 1), limit) if question.year else Found()


def _cut(hits: list[Hit], limit: int) -> Found:
    return Found(tuple(hits[:limit]), more=len(hits) > limit)


def _by_name(question: Question, limit: int) -> Found:
    people = People(question.year)
    hits = _named(people, candidates(question.parts), limit + 1)
    if hits:
        return _cut(hits, limit)
    meant = _named(people, further(question.parts), limit)
    names = dict.fromkeys(hit.under or hit.name for hit in meant)
    return Found(suggestions=tuple(names)[:SUGGESTED])


def _named(people: People, parts: list[Tokens], limit: int) -> list[Hit]:
    if not parts:
        return []
    if len(parts) > 2:
        wanted = [pairs(one, other) for one, other in combinations(parts, 2)]
        return people.with_names(with_each(wanted), parts)[:limit] if all(wanted) else []
    groups = _single(parts[0]) if len(parts) == 1 else _by_edits(pairs(*parts))
    if not groups or groups[0][0]:
        return people.with_keys(groups, limit)
    hits = people.with_keys(groups[:1], limit)
    if len(hits) < limit:
        known = {hit.person for hit in hits}
        hits += [hit for hit in people.with_keys(groups[1:], limit) if hit.person not in known]
    return hits[:limit]


def _single(keys: Tokens) -> list[Group]:
    """Each key by itself, so that the first people of a common name are read in their order."""
    return sorted((edits, [key]) for key, edits in keys.items())


def _by_edits(keys: Tokens) -> list[Group]:
    """Pairs are rare: all that need as many edits are read together."""
    groups: dict[int, list[int]] = {}
    for key, edits in keys.items():
        groups.setdefault(edits, []).append(key)
    return sorted(groups.items())


def _by_code(question: Question) -> list[Hit]:
    people, ids = People(question.year), _with_code(question)
    if not question.parts:
        return people.among(ids)
    parts = candidates(question.parts)
    return people.with_names(ids, parts) if parts else []


def _with_code(question: Question) -> list[UUID]:
    with seen_by(SERVICE):  # a merged record leads to the surviving one, which must be visible
        coded = Identifier.objects.filter(value=question.code).values("person")
        numbered = Q(file_number=question.file_number) if question.file_number else Q(pk=None)
        people = Person.objects.filter(Q(pk__in=coded) | numbered).values_list("pk", flat=True)
        return list(survivors(people).values())
