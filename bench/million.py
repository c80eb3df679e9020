"""A million fictional people, loaded once into the database of the environment."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, combinations
from uuid import UUID

from django.core.management import call_command
from django.db import connection, transaction
from uuid_utils.compat import uuid7

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
from tilts.platform.record.inserting import adapted, insert_values

SIZE = 1_000_000


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


def load(size: int = SIZE) -> None:
    """Load people until there are so many; does nothing when there are."""
    unit = prepare()
    with seen_by(SERVICE):
        if Person.objects.count() >= size:
            return
    for chunk in chunks(_names(size), 50_000):
        with transaction.atomic():
            _insert(chunk, unit)
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
        opened, _ = Unit.objects.get_or_create(path="ievp.riga.", defaults=values)
    found: Unit = opened
    return found


def _stems(rng: random.Random, number: int) -> list[str]:
    return [
        "".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(rng.choice((1, 2, 2, 3))))
        + rng.choice(ONSETS)
        for _ in range(number)
    ]


def _names(size: int) -> Iterator[tuple[int, str, str]]:
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


def _insert(chunk: list[tuple[int, str, str]], unit: Unit) -> None:
    people = [(uuid7(), *row) for row in chunk]
    insert_values(Party, ("id", "kind"), [(adapted(pk), "person") for pk, *_ in people])
    columns = [f.column or "" for f in Person._meta.concrete_fields]
    rows = (_person(pk, number, family, given, unit) for pk, number, family, given in people)
    insert_values(Person, columns, ([row[column] for column in columns] for row in rows))
    own = [(pk, family, given, tokens(f"{family} {given}")) for pk, _, family, given in people]
    ids = token_ids({token for *_, names in own for token in names})
    insert_values(
        PersonToken,
        ("key", "sort_key", "person_id", "kind", "under"),
        (
            (key, sort_key(family, given, ""), adapted(pk), "", "")
            for pk, family, given, names in own
            for key in _keys([ids[name] for name in dict.fromkeys(names)])
        ),
    )


def _keys(ids: list[int]) -> list[int]:
    return [*ids, *(pair_key(one, other) for one, other in combinations(ids, 2))]


def _person(pk: UUID, number: int, family: str, given: str, unit: Unit) -> dict[str, object]:
    values = {
        "party_id": adapted(pk),
        "unit_id": adapted(unit.pk),
        "file_number": f"{number // 100_000:02}-{number % 100_000:05}",
        "country": "lv",
        "family": family,
        "given": given,
        "patronymic": "",
        "family_first": True,
        "sort_key": sort_key(family, given, ""),
        "birth_date": (date(1940, 1, 1) + timedelta(days=number * 7919 % 24_000)).isoformat(),
        "birth_precision": "day",
        "sex": "unknown",
        "category": "convicted",
        "interpreter": "",
        "died_on": None,
        "merged_into_id": None,
        "entered_in_error": False,
        "version": 1,
    }
    return values | dict.fromkeys(("citizenships", "languages"), "[]")
