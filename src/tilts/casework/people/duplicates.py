"""Who may be in the record already: proposed with the evidence, decided by a person."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Text
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

from .merging import merged_records, survivors
from .models import Decision, Identifier, OtherName, PairDecision, Person, PersonToken
from .names import edits, tokens
from .search.candidates import Tokens, fewest_edits, near_tokens, pairs

MOST = 200  # people looked at for one name


class Sign(StrEnum):
    """One thing that two records have in common, or not."""

    CODE = "code"
    NAME = "name"
    SIMILAR = "similar"
    OTHER_NAME = "other-name"
    PART = "part"
    BIRTH = "birth"
    OTHER_BIRTH = "other-birth"


# What a sign weighs in a hundred. Agreed weights, not learned ones: they order a short list.
SIGNS: dict[Sign, tuple[int, Text]] = {
    Sign.CODE: (60, _("The same personal code")),
    Sign.NAME: (35, _("The same name")),
    Sign.SIMILAR: (25, _("A name that differs by a letter or in transcription")),
    Sign.OTHER_NAME: (25, _("The name of one is a former or other name of the other")),
    Sign.PART: (10, _("The family or the given name is alike")),
    Sign.BIRTH: (35, _("The same birth date")),
    Sign.OTHER_BIRTH: (-20, _("Another birth date")),
}
POSSIBLE, LIKELY, CERTAIN = 30, 60, 90


@dataclass(frozen=True)
class Description:
    """What is known of a person, or of one about to be registered (without `person`).

    What was known of the records merged into a person is known of them.
    """

    names: tuple[str, ...]  # the present one first, in any order of its parts
    birth_date: date | None = None
    codes: frozenset[str] = field(default_factory=frozenset)
    person: UUID | None = None


@dataclass(frozen=True)
class Twin:
    """Somebody who may be the same, the signs for and against it, and their sum."""

    person: Person
    signs: tuple[Sign, ...]

    @property
    def score(self) -> int:
        """Weight of all signs, 0 to 100."""
        return max(0, min(100, sum(SIGNS[sign][0] for sign in self.signs)))

    @property
    def band(self) -> str:
        """ "certain", "likely", "possible", or "" when it is not worth a look."""
        bands = ((CERTAIN, "certain"), (LIKELY, "likely"), (POSSIBLE, "possible"))
        return next((name for least, name in bands if self.score >= least), "")

    @property
    def evidence(self) -> list[Text]:
        """The signs in words."""
        return [SIGNS[sign][1] for sign in self.signs]


def duplicates_of(person: Person) -> list[Twin]:
    """People visible in the present scope who may be this one, the likeliest first."""
    (described,) = describe([person])
    return possible_duplicates(described)


def possible_duplicates(wanted: Description, *, limit: int = 10) -> list[Twin]:
    """People visible in the present scope who may be the one described, the likeliest first.

    Pairs that somebody decided to be different are left out, and so are those whose merge would
    join such a pair. The number of queries does not depend on how many come into question.
    """
    ids = _in_question(wanted) - _not_proposed(wanted.person)
    shown = Person.objects.filter(pk__in=ids, merged_into=None, entered_in_error=False)
    people = list(shown.select_related("unit"))
    twins = [
        Twin(person, tuple(_signs(wanted, described)))
        for person, described in zip(people, describe(people), strict=True)
    ]
    proposed = [twin for twin in twins if twin.band]
    return sorted(proposed, key=lambda t: (-t.score, t.person.sort_key, t.person.pk))[:limit]


def describe(people: Collection[Person]) -> list[Description]:
    """What the record knows of these people, in as many queries for all as for one."""
    with seen_by(SERVICE):  # who sees a person finds them by what was merged into them, too
        merged = merged_records(person.pk for person in people)
        records = {p.pk: [p, *merged[p.pk]] for p in people}
        rows = [record.pk for own in records.values() for record in own]
        others, codes = _others(rows), _codes(rows)
    return [
        Description(
            names=tuple(_names(records[person.pk], others)),
            birth_date=_exact_birth(person),
            codes=frozenset(code for record in records[person.pk] for code in codes[record.pk]),
            person=person.pk,
        )
        for person in people
    ]


def _names(records: list[Person], others: dict[UUID, list[str]]) -> Iterator[str]:
    for record in records:
        yield record.name
        yield from others[record.pk]


def _others(records: list[UUID]) -> dict[UUID, list[str]]:
    found = defaultdict(list)
    for name in OtherName.objects.filter(person__in=records).order_by("pk"):
        found[name.person_id].append(name.name)
    return found


def _codes(records: list[UUID]) -> dict[UUID, set[str]]:
    found = defaultdict(set)
    for code in Identifier.objects.filter(person__in=records).exclude(value=""):
        found[code.person_id].add(code.value)
    return found


def _exact_birth(person: Person) -> date | None:
    return person.birth_date if person.birth_precision == "day" else None


def _in_question(wanted: Description) -> set[UUID]:
    """Everybody with one of the codes, with a like name, or born that day with a like part."""
    near = near_tokens({token for name in wanted.names for token in tokens(name)})
    keys = {key for name in wanted.names for key in _pair_keys(tokens(name), near)}
    named = PersonToken.objects.filter(key__in=keys).order_by("sort_key", "person")
    found = {*_with_codes(wanted.codes), *named.values_list("person", flat=True)[:MOST]}
    if wanted.birth_date:
        single = {token for nearby in near.values() for token in nearby}
        born = PersonToken.objects.filter(
            person__birth_date=wanted.birth_date, key__in=single
        ).values_list("person", flat=True)
        found |= set(born)
    return found


def _pair_keys(parts: tuple[str, ...], near: dict[str, Tokens]) -> Iterator[int]:
    for one, other in combinations(parts, 2):
        yield from pairs(near[one], near[other])


def _with_codes(codes: Collection[str]) -> set[UUID]:
    """Who has one of these codes, or had it before their record was merged."""
    with seen_by(SERVICE):
        coded = Identifier.objects.filter(value__in=codes).values_list("person", flat=True)
        return set(survivors(coded).values())


def _not_proposed(person: UUID | None) -> set[UUID]:
    """The person's own records, and those who were decided to be others than one of these."""
    if person is None:
        return set()
    with seen_by(SERVICE):
        own = [person, *(row.pk for row in merged_records([person])[person])]
        decided = PairDecision.objects.filter(
            Q(person__in=own) | Q(other__in=own), decision=Decision.DIFFERENT
        )
        others = {one for pair in decided.values_list("person", "other") for one in pair}
        return {*own, *others, *survivors([person, *others]).values()}


def _signs(wanted: Description, other: Description) -> Iterator[Sign]:
    if wanted.codes & other.codes:
        yield Sign.CODE
    name = _name_sign(wanted, other)
    if name:
        yield name
    if wanted.birth_date and other.birth_date:
        yield Sign.BIRTH if wanted.birth_date == other.birth_date else Sign.OTHER_BIRTH


def _name_sign(wanted: Description, other: Description) -> Sign | None:
    present = _difference(wanted.names[0], other.names[0])
    if present is not None:
        return Sign.SIMILAR if present else Sign.NAME
    former = [(wanted.names[0], name) for name in other.names[1:]]
    former += [(name, theirs) for name in wanted.names[1:] for theirs in other.names]
    if any(_difference(ours, theirs) is not None for ours, theirs in former):
        return Sign.OTHER_NAME
    parts, theirs = tokens(wanted.names[0]), tokens(other.names[0])
    alike = any(edits(part, token) is not None for part in parts for token in theirs)
    return Sign.PART if alike else None


def _difference(one: str, other: str) -> int | None:
    """Edits between two names whose shorter one is in the longer one; None when it is not."""
    shorter, longer = sorted((tokens(one), tokens(other)), key=len)
    near = [
        {i: e for i, token in enumerate(longer) if (e := edits(part, token)) is not None}
        for part in shorter
    ]
    return fewest_edits(near, set(range(len(longer)))) if shorter else None
