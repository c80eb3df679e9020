"""The queries of a search: one SQL text for both databases.

Written by hand because compiling them anew would cost Django several times what they take.
They see only people visible in the present scope: Django writes that sub-query.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django_scopes import get_scope

from tilts.platform.access.visibility import EVERYONE
from tilts.platform.record.inserting import adapted

from ..models import Person
from ..models.index import PAIR
from .candidates import Tokens, fewest_edits
from .found import COLUMNS, Hit, hit, in_order

NO_KEY = -1
Group = tuple[int, Collection[int]]  # edits, and the keys that need so many

OF_KEYS = """
SELECT * FROM (
    SELECT {edits} AS edits, t.kind, t.under, p.* FROM people_persontoken t
    JOIN ({people}) p ON p.party_id = t.person_id
    WHERE t.key IN ({keys}) ORDER BY t.sort_key, t.person_id LIMIT {limit}
) AS part_{number}
"""
WITH_EACH = """
SELECT person_id FROM people_persontoken WHERE key IN ({keys})
"""
TOKENS_OF = """
SELECT t.key, t.kind, t.under, p.* FROM people_persontoken t
JOIN ({people}) p ON p.party_id = t.person_id
WHERE t.key < {pair} AND t.person_id IN ({ids})
"""


class People:
    """The people among whom somebody searches: visible, not merged, perhaps of one birth year."""

    def __init__(self, year: int | None = None) -> None:
        self.year = year
        everyone = get_scope().get("person") is EVERYONE
        self.sql, self.params = _everyone(year) if everyone else _compiled(year)

    def first(self, limit: int) -> list[Hit]:
        """The first of them in the alphabet."""
        rows = _rows_born(self.year).order_by("sort_key", "pk").values_list(*COLUMNS)[:limit]
        return [Hit(0, "", "", *row) for row in rows]

    def among(self, ids: Collection[UUID]) -> list[Hit]:
        """Those of these people who are among them."""
        rows = _rows_born(self.year).filter(pk__in=ids).values_list(*COLUMNS)
        return in_order(Hit(0, "", "", *row) for row in rows)

    def with_keys(self, groups: Sequence[Group], limit: int) -> list[Hit]:
        """Those with one of the keys, in order, at most `limit`."""
        if not groups:
            return []
        # Somebody with an alias may come twice: read on until there are enough.
        read = 2 * limit
        while True:
            rows = self._read(groups, read)
            hits = in_order(rows)
            if len(hits) >= limit or len(rows) < read:
                return hits[:limit]
            read *= 2

    def _read(self, groups: Sequence[Group], limit: int) -> list[Hit]:
        texts, params = [], list[Any]()
        for number, (edits, keys) in enumerate(groups):
            marks = _marks(len(keys))
            padding = [NO_KEY] * (marks.count("%s") - len(keys))
            params += [*self.params, *keys, *padding]
            texts.append(
                OF_KEYS.format(edits=edits, people=self.sql, keys=marks, limit=limit, number=number)
            )
        return [hit(row) for row in _rows(" UNION ALL ".join(texts), params)]

    def with_names(self, ids: Collection[UUID], parts: list[Tokens]) -> list[Hit]:
        """Those of these people whose names have a token of its own for each part, in order."""
        tokens: dict[UUID, dict[int, Hit]] = defaultdict(dict)
        for key, *row in self._tokens(ids):
            found = hit((0, *row))
            tokens[found.person][key] = found
        return in_order(chain.from_iterable(_named(of, parts) for of in tokens.values()))

    def _tokens(self, ids: Collection[UUID]) -> list[tuple[Any, ...]]:
        if not ids:
            return []
        marks = ", ".join(["%s"] * len(ids))
        own = [adapted(person) for person in ids]
        sql = TOKENS_OF.format(people=self.sql, pair=PAIR, ids=marks)
        return _rows(sql, (*self.params, *own))


def _rows_born(year: int | None) -> QuerySet[Person]:
    rows: QuerySet[Person] = Person.objects.filter(merged_into=None, entered_in_error=False)
    return rows.filter(birth_date__year=year) if year else rows


def _compiled(year: int | None) -> tuple[str, tuple[Any, ...]]:
    sql, params = _rows_born(year).values_list(*COLUMNS).query.sql_with_params()
    return sql, tuple(params)


@lru_cache(maxsize=256)
def _everyone(year: int | None) -> tuple[str, tuple[Any, ...]]:
    """Compiled once for those who may see everybody: it would take as long as the search."""
    return _compiled(year)


def _named(tokens: dict[int, Hit], parts: list[Tokens]) -> Iterator[Hit]:
    edits = fewest_edits(parts, set(tokens))
    if edits is not None:
        matched = [hit for token, hit in tokens.items() if any(token in part for part in parts)]
        shown = max(matched or tokens.values(), key=lambda h: bool(h.kind))
        yield shown._replace(edits=edits)


def with_each(sets: Sequence[Collection[int]]) -> set[UUID]:
    """People, visible or not, who have a key of every set."""
    texts = [WITH_EACH.format(keys=_listed(keys)) for keys in sets]
    return {_uuid(row[0]) for row in _rows(" INTERSECT ".join(texts))}


@cache
def _marks(count: int) -> str:
    """Places for at least so many keys: few different texts, which SQLite then parses once."""
    return ", ".join(["%s"] * (1 << max(count - 1, 1).bit_length()))


def _listed(keys: Collection[int]) -> str:
    return ", ".join(map(str, sorted(keys)))


def _rows(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
