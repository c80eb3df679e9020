"""Search for misspelt names among a million people, against a look-up of the same rows."""

import random
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

from django.db import connection

from bench.million import load
from bench.timing import show
from tilts.casework.people.models import Person
from tilts.casework.people.search import Found, search
from tilts.casework.people.search.found import COLUMNS
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

NAMES = 300
LIMIT = 50
LOOK_UP = """
SELECT {columns} FROM people_person WHERE sort_key IN ({marks})
ORDER BY sort_key, party_id LIMIT {limit}
"""
Rows = list[tuple[Any, ...]]


def main() -> None:
    """The same people: by primary key through the driver, and by a name misspelt twice."""
    load()
    with seen_by(SERVICE):
        names = list(_misspelt())
        found = [search(name) for name in names]
        print(f"{sum(len(f.hits) for f in found) / NAMES:.1f} people found by a name")
        queries, look_ups = cycle(names), cycle(map(_look_up, found))
        show(
            f"Person search on {connection.vendor}",
            {"look-up": lambda: next(look_ups)(), "search": lambda: search(next(queries))},
            baseline="look-up",
            runs=NAMES,
        )


def _misspelt() -> Iterator[str]:
    """Names of people from all over the alphabet of keys, one edit in each part."""
    rng = random.Random(5)
    numbers = [f"{n // 100_000:02}-{n % 100_000:05}" for n in rng.sample(range(1_000_000), NAMES)]
    rows = Person.objects.filter(file_number__in=numbers).order_by("file_number")
    for family, given in rows.values_list("family", "given"):
        yield f"{_edited(family, rng)} {_edited(given, rng)}"


def _edited(name: str, rng: random.Random) -> str:
    if len(name) < 5:
        return name
    at = rng.randrange(1, len(name) - 1)
    before, letter, after = name[:at], name[at], name[at + 1 :]
    other = rng.choice("aeinrst")
    return rng.choice([
        before + after, before + other + letter + after, before + other + after,
        before + after[0] + letter + after[1:],
    ])  # fmt: skip


def _look_up(found: Found) -> Callable[[], Rows]:
    """The people of these names as spelt: the same rows in the same columns, unless cut."""
    mark, columns = "?" if connection.vendor == "sqlite" else "%s", ", ".join(COLUMNS)
    names = list(dict.fromkeys(hit.sort_key for hit in found.hits)) or [""]
    marks = ", ".join([mark] * len(names))
    sql = LOOK_UP.format(columns=columns, marks=marks, limit=LIMIT)
    cursor = connection.connection.cursor()
    return lambda: cursor.execute(sql, names).fetchall()
