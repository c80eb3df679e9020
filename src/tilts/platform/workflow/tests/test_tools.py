"""Rooms register tools and their uses; since when a tool could be used without a break."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.platform.workflow.tools import ListedUses, held_since, tool_kinds, uses_of

DAY = date(2026, 6, 1)
ONE = timedelta(days=1)


def term(first: tuple[int, int], last: tuple[int, int] | None) -> tuple[date, date | None]:
    return date(*first, 1), date(*last, 1) - ONE if last else None


@pytest.mark.parametrize(
    ("terms", "since"),
    [
        ([], None),
        ([term((2024, 1), None)], date(2024, 1, 1)),
        ([term((2024, 1), (2026, 1))], None),  # over
        ([term((2026, 7), None)], None),  # still to come
        ([term((2023, 1), (2024, 1)), term((2024, 1), None)], date(2023, 1, 1)),  # renewed in time
        ([term((2023, 1), (2023, 12)), term((2024, 1), None)], date(2024, 1, 1)),  # a month late
        ([term((2020, 1), None), term((2025, 1), (2025, 6))], date(2020, 1, 1)),  # one in the other
        (
            [term((2025, 1), (2027, 1)), term((2024, 1), (2025, 6))],
            date(2024, 1, 1),
        ),  # they overlap
    ],
)
def test_since_when_without_a_break(terms, since):
    assert held_since(terms, DAY) == since
    assert held_since(reversed(terms), DAY) == since


days = st.integers(0, 60).map(lambda number: DAY - ONE * 30 + ONE * number)
spans = st.tuples(days, st.none() | days).filter(lambda span: span[1] is None or span[0] <= span[1])


@given(st.lists(spans, max_size=6))
def test_every_day_since_then_is_in_a_term_and_the_day_before_in_none(terms):
    def covered(day: date) -> bool:
        return any(first <= day and (last is None or day <= last) for first, last in terms)

    expected = None
    day = DAY
    while covered(day):
        expected, day = day, day - ONE
    assert held_since(terms, DAY) == expected


def test_the_rooms_have_registered_their_kinds_and_uses():
    kinds = [kind.code for kind in tool_kinds()]
    listed = {
        kind: [(uses.code, isinstance(uses, ListedUses), uses.person) for uses in uses_of(kind)]
        for kind in (*kinds, "method")
    }
    assert listed == {
        "instrument": [
            ("assessments", True, "person_id"),
            ("opinions", True, ""),
            ("papers", False, ""),
            ("ratings", True, ""),
            ("readings", True, ""),
        ],
        "programme": [("sessions", True, "")],
        "method": [],
    }
