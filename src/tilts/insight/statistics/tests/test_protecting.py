"""No hidden number can be computed from what is shown, whatever the table."""

from collections.abc import Iterator
from itertools import chain, product

from hypothesis import example, given
from hypothesis import strategies as st

from tilts.insight.statistics.protecting import protect
from tilts.insight.statistics.tables import Counts, Hidden, Table, Told

FEW, NEAR = Hidden.FEW, Hidden.NEAR


def counts(people: list[list[int]], across: bool = True, down: bool = True) -> Counts:
    rows, columns = (
        [f"r{i}" for i, _ in enumerate(people)],
        [f"c{j}" for j, _ in enumerate(people[0])],
    )
    return Counts(rows, columns, people, across, down)


def fits(told: Told, number: int) -> bool:
    """Whether a number may stand behind what is told, as a reader knows it."""
    if told is FEW:
        return 1 <= number <= 4
    return number >= 1 if told is NEAR else number == told


def tables_like(shown: Table, most: int) -> Iterator[list[list[int]]]:
    """Every table with cells up to `most` that is told in the same way, as a reader may try."""
    width = len(shown.columns)
    rows = [
        [
            list(row)
            for row in product(*(range(most + 1) if isinstance(t, Hidden) else [t] for t in told))
            if all(fits(t, n) for t, n in zip(told, row, strict=True))
            and (shown.of_rows is None or fits(shown.of_rows[i], sum(row)))
        ]
        for i, told in enumerate(shown.cells)
    ]
    for table in product(*rows):
        down = [sum(row[j] for row in table) for j in range(width)]
        if shown.of_columns is not None and not all(map(fits, shown.of_columns, down)):
            continue
        if shown.of_all is None or fits(shown.of_all, sum(down)):
            yield list(table)


def computed(shown: Table, most: int) -> list[tuple[int, int]]:
    """Hidden cells that have the same number in every table like the one shown."""
    found = list(tables_like(shown, most))
    return [
        (i, j)
        for i, told in enumerate(shown.cells)
        for j, cell in enumerate(told)
        if isinstance(cell, Hidden) and len({table[i][j] for table in found}) < 2
    ]


def computed_sums(shown: Table, most: int) -> list[str]:
    """Hidden sums that are the same in every table like the one shown."""
    found = list(tables_like(shown, most))
    sums = [
        *((f"row {i}", t, {sum(x[i]) for x in found}) for i, t in enumerate(shown.of_rows or ())),
        *(
            (f"column {j}", t, {sum(row[j] for row in x) for x in found})
            for j, t in enumerate(shown.of_columns or ())
        ),
        ("all", shown.of_all, {sum(map(sum, x)) for x in found}),
    ]
    return [name for name, told, values in sums if isinstance(told, Hidden) and len(values) < 2]


SMALL = st.one_of(st.integers(0, 4), st.integers(0, 9))
PEOPLE = st.tuples(st.integers(1, 2), st.integers(1, 3)).flatmap(
    lambda size: st.lists(
        st.lists(SMALL, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


@given(PEOPLE, st.booleans(), st.booleans())
@example([[1, 1, 1, 1]], True, True)
@example([[1, 5]], True, True)
@example([[4, 4]], True, True)
@example([[3, 0], [10, 12]], True, True)
def test_nothing_hidden_can_be_computed(people, across, down):
    shown = protect(counts(people, across, down))
    most = max(map(max, people)) + 1
    assert (computed(shown, most), computed_sums(shown, most)) == ([], [])


@given(PEOPLE, st.booleans(), st.booleans())
def test_what_is_told_is_true_and_never_few(people, across, down):
    shown = protect(counts(people, across, down))
    columns = [*zip(*people, strict=True)]
    pairs = [
        *zip(chain(*people), chain(*shown.cells), strict=True),
        *(zip(map(sum, people), shown.of_rows or (), strict=True) if across else ()),
        *(zip(map(sum, columns), shown.of_columns or (), strict=True) if down else ()),
        *([(sum(map(sum, people)), shown.of_all)] if across and down else ()),
    ]
    assert [(number, told) for number, told in pairs if not fits(told, number)] == []
    assert [told for _, told in pairs if not isinstance(told, Hidden) and 0 < told < 5] == []


@given(st.lists(st.lists(st.integers(5, 99), min_size=2, max_size=2), min_size=1, max_size=4))
def test_large_numbers_stay(people):
    shown = protect(counts(people))
    sums = [sum(row) for row in people], [sum(column) for column in zip(*people, strict=True)]
    assert (shown.cells, shown.of_rows, shown.of_columns, shown.of_all) == (
        people,
        *sums,
        sum(sums[0]),
    )


def shown_of(people: list[list[int]], **parts: bool) -> tuple[object, ...]:
    table = protect(counts(people, **parts))
    return table.cells, table.of_rows, table.of_columns, table.of_all


def test_one_small_number_hides_the_next_smallest():
    assert shown_of([[3], [20], [11]], across=False) == ([[FEW], [20], [NEAR]], None, [34], None)


def test_two_small_numbers_hide_each_other():
    assert shown_of([[3], [2], [11]], across=False) == ([[FEW], [FEW], [11]], None, [16], None)


def test_two_small_numbers_that_their_sum_would_tell():
    """Twice under five and eight together would be four each."""
    assert shown_of([[4], [4], [11]], across=False) == ([[FEW], [NEAR], [11]], None, [19], None)


def test_a_small_number_in_a_table_hides_a_square():
    assert shown_of([[3, 30, 40], [20, 9, 50], [60, 70, 80]]) == (
        [[FEW, NEAR, 40], [NEAR, NEAR, 50], [60, 70, 80]],
        [73, 79, 210],
        [83, 109, 170],
        362,
    )


def test_a_row_that_is_small_as_a_whole():
    assert shown_of([[0, 3], [10, 12]]) == (
        [[0, FEW], [10, NEAR]],
        [FEW, NEAR],
        [10, 15],
        25,
    )


def test_where_zeros_leave_no_other_way_the_sum_of_all_is_hidden():
    assert shown_of([[0, 3, 0], [0, 0, 9]]) == (
        [[0, FEW, 0], [0, 0, 9]],
        [FEW, 9],
        [0, FEW, 9],
        NEAR,
    )


def test_without_sums_only_small_numbers_are_hidden():
    alone = shown_of([[3, 30], [20, 9]], across=False, down=False)
    assert alone == ([[FEW, 30], [20, 9]], None, None, None)


def test_nobody_at_all():
    assert protect(Counts([], [], [])) == Table([], [], [], [], [], 0)


def test_what_marks_look_like():
    assert (FEW.text, NEAR.text) == ("<5", "…")
