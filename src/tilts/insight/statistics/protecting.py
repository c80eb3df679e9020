"""Small numbers are hidden so that they cannot be computed from what is shown.

A table with its sums is a flow: what enters a row leaves it into the cells, and what enters a
column goes on to its sum. A hidden number cannot be computed when one person more (or less) could
flow some way round while every number that is shown, and all that the marks say, stays true. Where
there is no such way, the cheapest one is hidden too (shortest paths, as in Castro, “A
shortest-paths heuristic for statistical data protection in positive tables”, INFORMS Journal on
Computing 19, 2007).
There always is one: what is not zero could be one more, and with it its sums, if they are hidden.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import count

from .tables import FEW, Counts, Hidden, Table, Told

Node = tuple[str, int]
ALL_ROWS, ALL_COLUMNS = ("all rows", 0), ("all columns", 0)


@dataclass(eq=False)
class Number:
    """A number of a table, flowing from one node to another; not `told` where sums make no sense.

    A zero is shown: nobody is behind it.
    """

    tail: Node
    head: Node
    people: int
    told: bool = True
    mark: Hidden | None = None

    @property
    def shown(self) -> Told:
        """The number, or its mark."""
        return self.people if self.mark is None else self.mark

    def cost(self, change: int) -> int | None:
        """What is lost by letting it be one more or one less; None where that cannot be."""
        if not self.told:
            return 0 if self.people + change >= 0 else None
        if self.people == 0 or self.people + change == 0:
            return None
        if self.mark is None:
            return self.people
        return int(self._leaves_mark(change))

    def let(self, change: int) -> None:
        """Say so little of it that it could be one more or one less."""
        if self.told and (self.mark is None or self._leaves_mark(change)):
            self.mark = Hidden.NEAR

    def _leaves_mark(self, change: int) -> bool:
        return self.mark is Hidden.FEW and self.people + change == FEW


Step = tuple[Number, int]  # a number, and whether it grows or shrinks


@dataclass
class Flow:
    """All numbers of a table with its sums."""

    cells: list[list[Number]]
    of_rows: list[Number]
    of_columns: list[Number]
    of_all: Number

    def numbers(self) -> Iterator[Number]:
        """Every number, cells first."""
        for row in self.cells:
            yield from row
        yield from (*self.of_rows, *self.of_columns, self.of_all)

    def hide_few(self) -> None:
        """Hide small numbers, and what they could be computed from."""
        few = [number for number in self.numbers() if number.told and 0 < number.people < FEW]
        for number in few:
            number.mark = Hidden.FEW
        loose: set[Number] = set()  # what can be another number already
        for number in sorted(few, key=lambda one: one.people):
            if number in loose:
                continue
            _, _, steps = min(self._ways_round(number))
            for other, change in steps:
                other.let(change)
                loose.add(other)

    def _ways_round(self, number: Number) -> Iterator[tuple[int, int, list[Step]]]:
        """How it could be one more, and one less: cost, preference, everything that changes."""
        for change, start, goal in (
            (1, number.head, number.tail),
            (-1, number.tail, number.head),
        ):
            own = number.cost(change)
            found = None if own is None else self._cheapest(start, goal, number)
            if own is not None and found is not None:
                cost, steps = found
                yield cost + own, change, [(number, change), *steps]

    def _cheapest(self, start: Node, goal: Node, but: Number) -> tuple[int, list[Step]] | None:
        """Dijkstra's way from one node to another that does not pass a number."""
        turn = count(0, -1)  # of equal costs the last found first: that goes deep, not wide
        waiting: list[tuple[int, int, Node]] = [(0, next(turn), start)]
        least: dict[Node, int] = {start: 0}
        reached: dict[Node, tuple[Node, Step]] = {}
        while waiting:
            cost, _, node = heappop(waiting)
            if node == goal:
                return cost, _back(reached, goal)
            if cost > least[node]:
                continue
            for onward, number, change in self._from[node]:
                more = None if number is but else number.cost(change)
                if more is not None and cost + more < least.get(onward, cost + more + 1):
                    least[onward] = cost + more
                    reached[onward] = node, (number, change)
                    heappush(waiting, (cost + more, next(turn), onward))
        return None

    @cached_property
    def _from(self) -> dict[Node, list[tuple[Node, Number, int]]]:
        """Where one gets from a node: along a number that grows, against one that shrinks."""
        ways: dict[Node, list[tuple[Node, Number, int]]] = defaultdict(list)
        for number in self.numbers():
            ways[number.tail].append((number.head, number, 1))
            ways[number.head].append((number.tail, number, -1))
        return ways


def _back(reached: dict[Node, tuple[Node, Step]], goal: Node) -> list[Step]:
    """The steps that led to a node."""
    steps, node = [], goal
    while node in reached:
        node, step = reached[node]
        steps.append(step)
    return steps


def protect(counts: Counts) -> Table:
    """The table as it may be shown."""
    flow = _flow(counts)
    flow.hide_few()
    of_rows = [number.shown for number in flow.of_rows]
    of_columns = [number.shown for number in flow.of_columns]
    return Table(
        counts.rows,
        counts.columns,
        [[number.shown for number in row] for row in flow.cells],
        of_rows if counts.parts_of_rows else None,
        of_columns if counts.parts_of_columns else None,
        flow.of_all.shown if flow.of_all.told else None,
    )


def _flow(counts: Counts) -> Flow:
    people, in_rows, in_columns = counts.people, counts.parts_of_rows, counts.parts_of_columns
    rows = [("row", index) for index in range(len(counts.rows))]
    columns = [("column", index) for index in range(len(counts.columns))]
    across = [sum(row) for row in people]
    down = [sum(row[index] for row in people) for index in range(len(columns))]
    return Flow(
        [
            [Number(row, column, people[i][j]) for j, column in enumerate(columns)]
            for i, row in enumerate(rows)
        ],
        [Number(ALL_ROWS, row, across[i], in_rows) for i, row in enumerate(rows)],
        [Number(column, ALL_COLUMNS, down[j], in_columns) for j, column in enumerate(columns)],
        Number(ALL_COLUMNS, ALL_ROWS, sum(across), in_rows and in_columns),
    )
