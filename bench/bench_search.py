"""Search for misspelt names among a million people, against a look-up of the same rows."""

import random
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from typing import Any
from uuid import UUID

from django.db import connection

from bench.million import PATH, file_number, load, size_of
from bench.timing import Case, show
from tilts.casework.people.models import Person
from tilts.casework.people.search import Found, search
from tilts.casework.people.search.found import COLUMNS
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor, Grant, Scope

NAMES = 300
LIMIT = 50
GRANT = Grant("people.see", Scope.UNIT, "officer", PATH)
OFFICER = Actor(party=UUID(int=1), kind="staff", name="Officer", grants=(GRANT,))
LOOK_UP = """
SELECT {columns} FROM people_person WHERE sort_key IN ({marks})
ORDER BY sort_key, party_id LIMIT {limit}
"""
Rows = list[tuple[Any, ...]]


def main() -> None:
    """The same people: by their exact names through the driver, and by names misspelt twice."""
    size = size_of(sys.argv)
    load(size)
    with seen_by(SERVICE):
        names = list(misspelt(size))
        found = [search(name) for name in names]
        hits, cut = sum(len(f.hits) for f in found), sum(f.more for f in found)
        print(f"{hits / NAMES:.1f} people found by a name; {cut} answers were cut")
        look_ups, ours, theirs = cycle([look_up(f) for f in found]), cycle(names), cycle(names)
        cases: dict[str, Case] = {
            "look-up": lambda: next(look_ups)(),
            "search": lambda: search(next(ours)),
            "search, officer of a unit": partial(_search, OFFICER, theirs),
        }
        show(f"{size:,} people on {connection.vendor}", cases, baseline="look-up", runs=NAMES)


def _search(actor: Actor, names: Iterator[str]) -> Found:
    with seen_by(actor):
        return search(next(names))


def misspelt(size: int) -> Iterator[str]:
    """Names of people from all over the alphabet of keys, one edit in each part."""
    rng = random.Random(5)
    numbers = [file_number(n) for n in rng.sample(range(size), NAMES)]
    rows = Person.objects.filter(file_number__in=numbers).order_by("file_number")
    for family, given in rows.values_list("family", "given"):
        yield f"{edited(family, rng)} {edited(given, rng)}"


def edited(name: str, rng: random.Random) -> str:
    """The name with one letter added, left out, replaced or swapped; a short one as it is."""
    if len(name) < 5:
        return name
    at = rng.randrange(1, len(name) - 1)
    before, letter, after = name[:at], name[at], name[at + 1 :]
    other = rng.choice("aeinrst")
    return rng.choice([
        before + after, before + other + letter + after, before + other + after,
        before + after[0] + letter + after[1:],
    ])  # fmt: skip


def look_up(found: Found) -> Callable[[], Rows]:
    """The people of these names as spelt: the same rows in the same columns, unless cut."""
    mark, columns = "?" if connection.vendor == "sqlite" else "%s", ", ".join(COLUMNS)
    names = list(dict.fromkeys(hit.sort_key for hit in found.hits)) or [""]
    marks = ", ".join([mark] * len(names))
    sql = LOOK_UP.format(columns=columns, marks=marks, limit=LIMIT)
    cursor = connection.connection.cursor()
    return lambda: cursor.execute(sql, names).fetchall()
