"""A million fictional people, loaded once into the database of the environment."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, combinations
from typing import Any

from django.core.management import call_command
from django.db import connection
from uuid_utils.compat import uuid7

from bench.loading import copy, loading
from tilts.casework.people.indexing import chunks, token_ids
from tilts.casework.people.models import Person, PersonToken
from tilts.casework.people.models.index import pair_key
from tilts.casework.people.names import tokens
from tilts.casework.people.sorting import sort_key
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Agency, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party
from tilts.platform.record.acts import act
from tilts.platform.record.inserting import adapted

SIZE = 1_000_000
CHUNK = 50_000
PATH = "ievp.riga."
OWN = ("party_id", "file_number", "family", "given", "sort_key", "birth_date")
Name = tuple[int, str, str]  # number, family name, given name
Values = tuple[object, ...]


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = _words(
    "Jānis Andris Juris Edgars Māris Aleksandrs Mārtiņš Aivars Sergejs Vladimirs Artūrs Kārlis "
    "Pēteris Guntis Raivis Dainis Valdis Viktors Andrejs Igors Ivars Normunds Uldis Ilmārs "
    "Anna Kristīne Inese Marija Jeļena Inga Ilze Līga Olga Natālija Anita Svetlana Tatjana "
    "Jonas Vytautas Antanas Tomas Mindaugas Darius Ona Janina Rasa Daiva Jurgita Eglė Žydrūnas"
)
FAMILY = _words(
    "Bērziņš Kalniņš Ozoliņš Jansons Ozols Liepiņš Krūmiņš Balodis Eglītis Zariņš Pētersons "
    "Vītols Kļaviņš Kārkliņš Vanags Ivanovs Petrovs Kuzņecovs Vasiļjevs Smirnovs Kazlauskas "
    "Jankauskas Petrauskas Stankevičius Žukauskas Butkus Paulauskas Urbonas Kavaliauskas"
)
ONSETS = _words("b br d dz g gr k kl kr ķ l ļ m n p pl r s sk sl st š t tr v z ž")
VOWELS = _words("a ā e ē i ī o u ū ai au ie")
ENDINGS = _words("iņš ītis ons ovs evs ers is us ļis sons auskas ienė")


def size_of(arguments: list[str]) -> int:
    """How many people `--size=N` asks for; a million without it."""
    sizes = [option.partition("=")[2] for option in arguments if option.startswith("--size=")]
    return int(sizes[-1]) if sizes else SIZE


def load(size: int) -> None:
    """Load people into an empty database; does nothing where there are as many."""
    unit = prepare()
    with seen_by(SERVICE):
        if Person.objects.count() >= size:
            return
    with loading():
        for chunk in chunks(names(size), CHUNK):
            insert(chunk, unit)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def prepare() -> Unit:
    """Tables, and a unit that people belong to."""
    call_command("migrate", verbosity=0)
    call_command("migrate", database="keys", verbosity=0)
    with act("bench.found", by=SERVICE):
        agency, _ = Agency.objects.get_or_create(
            code="ievp", defaults={"country": "lv", "kind": "prison", "names": {}}
        )
        values = {"agency": agency, "code": "riga", "names": {}, "since": date(2020, 1, 1)}
        opened, _ = Unit.objects.get_or_create(path=PATH, defaults=values)
    found: Unit = opened
    return found


def _stems(rng: random.Random, number: int) -> list[str]:
    return [
        "".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(rng.choice((1, 2, 2, 3))))
        + rng.choice(ONSETS)
        for _ in range(number)
    ]


def names(size: int) -> Iterator[Name]:
    """Family and given names, the common ones first, as Zipf has it."""
    rng = random.Random(7)
    families = FAMILY + [s.capitalize() + rng.choice(ENDINGS) for s in _stems(rng, 60_000)]
    givens = GIVEN + [s.capitalize() + rng.choice(("s", "a", "e", "is")) for s in _stems(rng, 3000)]
    family_weights = list(accumulate(1 / (rank + 10) for rank in range(len(families))))
    given_weights = list(accumulate(1 / (rank + 3) for rank in range(len(givens))))
    return zip(
        range(size),
        rng.choices(families, cum_weights=family_weights, k=size),
        rng.choices(givens, cum_weights=given_weights, k=size),
        strict=True,
    )


def insert(chunk: list[Name], unit: Unit) -> None:
    people = [(adapted(uuid7()), *row, sort_key(row[1], row[2], "")) for row in chunk]
    copy(Party, ("id", "kind"), ((pk, "person") for pk, *_ in people))
    common = _common(unit)
    copy(Person, (*OWN, *common), (_person(*person, *common.values()) for person in people))
    ids = token_ids({token for row in chunk for token in _tokens(row)})
    copy(
        PersonToken,
        ("key", "sort_key", "person_id", "kind", "under"),
        (
            (key, sort_key, pk, "", "")
            for (pk, *row, sort_key) in people
            for key in _keys([ids[token] for token in _tokens(row)])
        ),
    )


def _tokens(row: Sequence[Any]) -> dict[str, None]:
    _number, family, given = row
    return dict.fromkeys((*_parts(family), *_parts(given)))


_parts = lru_cache(maxsize=None)(tokens)


def _keys(ids: list[int]) -> list[int]:
    return [*ids, *(pair_key(one, other) for one, other in combinations(ids, 2))]


def _person(pk: object, number: int, family: str, given: str, key: str, *common: Any) -> Values:
    born = date(1940, 1, 1) + timedelta(days=number * 7919 % 24_000)
    return pk, file_number(number), family, given, key, born.isoformat(), *common


def file_number(number: int) -> str:
    """The file number of the person with this number."""
    return f"{number // 100_000:02}-{number % 100_000:05}"


def _common(unit: Unit) -> dict[str, object]:
    """What all people have in common."""
    return {
        "unit_id": adapted(unit.pk),
        "country": "lv",
        "patronymic": "",
        "family_first": True,
        "birth_precision": "day",
        "sex": "unknown",
        "category": "convicted",
        "interpreter": "",
        "entered_in_error": False,
        "version": 1,
        "citizenships": "[]",
        "languages": "[]",
    }
