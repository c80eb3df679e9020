"""Tables subtracted from each other name nobody, and the same people are always the same number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.insight.statistics.rounding import keys_of, rounded, to_three
from tilts.insight.statistics.tables import Hidden, Table

FEW, NEAR = Hidden.FEW, Hidden.NEAR
KEYS = range(3000)


def people(*cells: tuple[str, str, int]) -> list[tuple[str, str, str]]:
    """So many people in each row and column."""
    return [(f"{row}{column}{n}", row, column) for row, column, many in cells for n in range(many)]


def alone(many: int, counted: list[tuple[str, str, str]]) -> int:
    """What a table of one cell tells."""
    told = rounded(column(many), counted).cells[0][0]
    assert isinstance(told, int)
    return told


def column(*numbers: int | Hidden) -> Table:
    rows = [f"r{n}" for n in range(len(numbers))]
    return Table(rows, ["people"], [[one] for one in numbers], None, None, None)


def test_multiples_of_three_stay_and_others_go_to_one_beside_them():
    shown = {number: {to_three(number, key) for key in KEYS} for number in (0, 5, 6, 7, 8, 9, 100)}
    assert shown == {
        0: {0}, 5: {6}, 6: {6}, 7: {6, 9}, 8: {6, 9}, 9: {9}, 100: {99, 102},
    }  # fmt: skip


@pytest.mark.parametrize("number", [7, 8, 100, 101])
def test_on_the_average_a_number_is_itself(number):
    shown = [to_three(number, key) for key in KEYS]
    assert abs(sum(shown) / len(shown) - number) < 0.1


@given(st.integers(5, 10_000), st.integers(0, 2**70))
def test_no_number_is_off_by_three(number, key):
    assert abs(to_three(number, key) - number) < 3
    assert to_three(number, key) % 3 == 0


def test_what_is_hidden_stays_hidden():
    table = Table(["a", "b"], ["x", "y"], [[FEW, 7], [NEAR, 0]], [10, NEAR], [NEAR, 7], 19)
    counted = people(("a", "x", 3), ("a", "y", 7), ("b", "x", 9))
    shown = rounded(table, counted)
    assert (shown.rows, shown.columns) == (table.rows, table.columns)
    assert [[FEW, shown.cells[0][1]], [NEAR, 0]] == shown.cells
    assert shown.of_rows
    assert shown.of_columns
    assert (shown.of_rows[1], shown.of_columns[0]) == (NEAR, NEAR)
    told = [shown.cells[0][1], shown.of_rows[0], shown.of_columns[1], shown.of_all]
    assert [one % 3 for one in told if isinstance(one, int)] == [0, 0, 0, 0]


def test_sums_that_make_no_sense_stay_away():
    shown = rounded(column(7), people(("r0", "people", 7)))
    assert (shown.of_rows, shown.of_columns, shown.of_all) == (None, None, None)


def test_the_same_people_are_the_same_number_however_one_asks():
    for many in range(5, 60):
        here = people(("r0", "people", many))
        table = Table(["r0", "r1"], ["people"], [[many], [9]], None, [many + 9], None)
        beside = rounded(table, [*reversed(here), *people(("r1", "people", 9))])
        sums = rounded(Table(["r0"], ["people"], [[many]], [many], [many], many), here)
        assert sums.of_rows
        assert sums.of_columns
        told = {beside.cells[0][0], sums.of_rows[0], sums.of_columns[0], sums.of_all}
        assert told == {alone(many, here)}


def test_the_keys_of_a_sum_are_those_of_its_cells():
    table = Table(["a"], ["x", "y"], [[5, 5]], [10], None, None)
    counted = people(("a", "x", 5), ("a", "y", 5))
    ((x, y),) = keys_of(table, counted)
    together = [(person, "a", "x") for person, *_ in counted]
    assert keys_of(Table(["a"], ["x"], [[10]], None, None, None), together) == [[x + y]]


def test_everybody_less_some_does_not_say_how_few_are_left():
    """All less the men: a difference may come from fewer and from more women than it says."""
    women: dict[int, set[int]] = {}
    for service in range(100):
        for all_men in (49, 50, 51):
            men = [(f"{service}m{n}", "r0", "people") for n in range(all_men)]
            less = alone(all_men, men)
            for few in range(1, 8):
                whole = [*men, *((f"{service}w{n}", "r0", "people") for n in range(few))]
                both = alone(all_men + few, whole)
                women.setdefault(both - less, set()).add(few)
    assert {shown: women[shown] for shown in (0, 3, 6)} == {
        0: {1, 2, 3, 4}, 3: {1, 2, 3, 4, 5, 6, 7}, 6: {2, 3, 4, 5, 6, 7},
    }  # fmt: skip


def test_another_service_draws_otherwise(settings):
    def shown() -> list[int]:
        return [alone(n, people(("r0", "people", n))) for n in range(100, 200)]

    here = shown()
    settings.SECRET_KEY = "another service's"
    assert shown() != here
