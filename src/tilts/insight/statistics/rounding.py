"""Numbers are rounded, so that tables with different filters say nobody when they are subtracted.

Fixed random rounding, as Stats NZ and Statistics Canada do it: each number goes to a multiple of
three beside it, the nearer one more often, sums by themselves. The draw follows from who is counted
(the cell keys of the Australian Bureau of Statistics and of the ONS): the same people are the same
number however one asks, and asking again tells no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b

from django.conf import settings

from .tables import FEW, Hidden, Table, Told

BASE = 3
Person = tuple[str, str, str]  # a person with their row and their column
Keys = Sequence[Sequence[int]]  # of the cells of a table


def rounded(table: Table, people: Iterable[Person]) -> Table:
    """A protected table with every number that is told as a multiple of three, 6 the least."""
    keys = keys_of(table, people)
    across = [sum(row) for row in keys]
    down = [sum(column) for column in zip(*keys, strict=True)]
    return Table(
        table.rows,
        table.columns,
        [_all(*pair) for pair in zip(table.cells, keys, strict=True)],
        None if table.of_rows is None else _all(table.of_rows, across),
        None if table.of_columns is None else _all(table.of_columns, down),
        None if table.of_all is None else _all([table.of_all], [sum(across)])[0],
    )


def keys_of(table: Table, people: Iterable[Person]) -> Keys:
    """What stands for the people of each cell: the sum of a number for each of them."""
    of = cache(_key)
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for person, row, column in people:
        sums[row, column] += of(person)
    return [[sums[row, column] for column in table.columns] for row in table.rows]


def _key(person: str) -> int:
    return _drawn(f"person {person}")


def _drawn(text: str) -> int:
    """64 bits that follow from a text and from this service's secret."""
    secret = blake2b(settings.SECRET_KEY.encode(), person=b"rounding").digest()
    return int.from_bytes(blake2b(text.encode(), key=secret, digest_size=8).digest())


def _all(numbers: Sequence[Told], keys: Sequence[int]) -> list[Told]:
    return [
        told if isinstance(told, Hidden) else to_three(told, key)
        for told, key in zip(numbers, keys, strict=True)
    ]


def to_three(people: int, key: int) -> int:
    """A multiple of three less than three away; of one between two, on the average itself.

    None of those from which one sees that few are hidden: five are six.
    """
    over = people % BASE
    low = people - over
    if over == 0:
        return people
    up = low < FEW or _drawn(f"cell {key}") % BASE < over
    return low + BASE if up else low
