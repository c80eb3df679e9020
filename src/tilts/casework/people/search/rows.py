"""The queries of a search: one SQL text for both databases.

Written by hand because compiling them anew would cost Django several times what they take.
They see only people visible in the present scope: Django writes that sub-query.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django_scopes import get_scope

from tilts.platform.access.visibility import Visible
from tilts.platform.record.driver import marks, rows
from tilts.platform.record.inserting import adapted

from ..models import Person
from ..models.index import PAIR
from .candidates import Tokens, fewest_edits
from .found import COLUMNS, Hit, Row, best_rows, hit, in_order

NO_KEY = -1
Group = tuple[int, Collection[int]]  # edits, and the keys that need so many

# To SQLite CROSS JOIN says that the tokens come first; to PostgreSQL it is a join like another.
OF_KEYS = """
SELECT * FROM (
    SELECT {edits} AS edits, t.kind, t.under, p.* FROM people_persontoken t
    CROSS JOIN ({people}) p WHERE p.party_id = t.person_id AND t.key IN ({keys}) {end}
) AS part_{number}
"""
IN_ORDER = "ORDER BY t.sort_key, t.person_id"
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
        visible = get_scope().get("person")
        self.sql, params, then = _people(visible, year)
        now = _moment(visible)
        self.params = tuple(now if value == then else value for value in params) if now else params

    def first(self, limit: int) -> list[Hit]:
        """The first of them in the alphabet."""
        people = _born(self.year).order_by("sort_key", "pk").values_list(*COLUMNS)[:limit]
        return [Hit(0, "", "", *row) for row in people]

    def among(self, ids: Collection[UUID]) -> list[Hit]:
        """Those of these people who are among them."""
        people = _born(self.year).filter(pk__in=ids).values_list(*COLUMNS)
        return in_order(Hit(0, "", "", *row) for row in people)

    def with_keys(self, groups: Sequence[Group], limit: int) -> list[Hit]:
        """Those with one of the keys, in order, at most `limit`."""
        if not groups:
            return []
        # One key is in order by its index. Of several few people are found as a rule, and all of
        # them are read sooner than sorted. Somebody with an alias may come twice: read on until
        # there are enough.
        ordered, read = all(len(keys) == 1 for _, keys in groups), 2 * limit
        while True:
            found = self._read(groups, read, ordered)
            best = best_rows(found)
            if len(found) < read or (ordered and len(best) >= limit):
                return [hit(row) for row in best[:limit]]
            ordered, read = True, read * 2 if ordered else read

    def _read(self, groups: Sequence[Group], limit: int, ordered: bool) -> list[Row]:
        texts, params = [], list[Any]()
        order = IN_ORDER if ordered else ""
        for number, (edits, keys) in enumerate(groups):
            places = _places(len(keys))
            params += [*self.params, *keys, *[NO_KEY] * (places - len(keys))]
            texts.append(_of_keys(self.sql, edits, places, f"{order} LIMIT {limit}", number))
        return rows(" UNION ALL ".join(texts), params)

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
        own = [adapted(person) for person in ids]
        sql = TOKENS_OF.format(people=self.sql, pair=PAIR, ids=marks(len(own)))
        return rows(sql, (*self.params, *own))


def _born(year: int | None) -> QuerySet[Person]:
    people: QuerySet[Person] = Person.objects.filter(merged_into=None, entered_in_error=False)
    return people.filter(birth_date__year=year) if year else people


@lru_cache(maxsize=1024)
def _people(visible: Visible | None, year: int | None) -> tuple[str, tuple[Any, ...], Any]:
    """Compiled once for the present scope: it would take many times as long as the search.

    With the moment at which it was compiled, as it stands among the parameters.
    """
    sql, params = _born(year).values_list(*COLUMNS).query.sql_with_params()
    return sql, tuple(params), _moment(visible)


def _moment(visible: Visible | None) -> Any:
    """When a broken glass must be open to show people, as the database takes it; None for never."""
    at = visible.at if visible else None
    return connection.ops.adapt_datetimefield_value(at) if at else None


def _named(tokens: dict[int, Hit], parts: list[Tokens]) -> Iterator[Hit]:
    edits = fewest_edits(parts, set(tokens))
    if edits is not None:
        matched = [hit for token, hit in tokens.items() if any(token in part for part in parts)]
        shown = max(matched or tokens.values(), key=lambda h: bool(h.kind))
        yield shown._replace(edits=edits)


def with_each(sets: Sequence[Collection[int]]) -> set[UUID]:
    """People, visible or not, who have a key of every set."""
    texts = [WITH_EACH.format(keys=_listed(keys)) for keys in sets]
    return {_uuid(row[0]) for row in rows(" INTERSECT ".join(texts))}


def _places(count: int) -> int:
    """Places for at least so many keys: few different texts, which SQLite then parses once."""
    return 1 << (count - 1).bit_length()


@lru_cache(maxsize=256)
def _of_keys(people: str, edits: int, places: int, end: str, number: int) -> str:
    keys = marks(places)
    return OF_KEYS.format(edits=edits, people=people, keys=keys, end=end, number=number)


def _listed(keys: Collection[int]) -> str:
    return ", ".join(map(str, sorted(keys)))


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
