"""The contact standard, as a plain computation: what is asked, done, missing, and by when."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.supervision.standard import (
    Basis,
    Count,
    Known,
    Met,
    Span,
    behind_first,
    month_of,
    part_of,
    quarter_of,
    standing_of,
)
from tilts.jurisdictions.schema import ContactStandard

SOMEBODY = UUID(int=1)
LONG_AGO = date(2026, 5, 1)
NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))
HIGH = ContactStandard(
    code="high", names={"en": "High"}, valid_from=date(2000, 1, 1), source="a test",
    confirmed=True, per_month=3, visits_per_quarter=1, counted=("office", "visit", "video"),
)  # fmt: skip
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


def met(*days: int, how: str = "office", month: int = 11) -> list[Met]:
    return [Met(date(2026, month, day), how) for day in days]


def standing(done: list[Met], ahead: list[Met], day: int = 15, since: date = LONG_AGO):
    basis = Basis(HIGH, "LV", since, "high", date(2026, 9, 1))
    return standing_of(SOMEBODY, basis, Known(done, ahead), date(2026, 11, day))


@pytest.mark.parametrize(
    ("day", "month", "quarter"),
    [
        (date(2026, 11, 26), (date(2026, 11, 1), 30), (date(2026, 10, 1), 92)),
        (date(2028, 2, 29), (date(2028, 2, 1), 29), (date(2028, 1, 1), 91)),
        (date(2027, 1, 1), (date(2027, 1, 1), 31), (date(2027, 1, 1), 90)),
    ],
)
def test_months_and_quarters(day, month, quarter):
    spans = [(span.first, span.days) for span in (month_of(day), quarter_of(day))]
    assert spans == [month, quarter]


@pytest.mark.parametrize(
    ("since", "asked"),
    [
        (date(2026, 5, 1), 3),
        (date(2026, 11, 1), 3),
        (date(2026, 11, 2), 2),
        (date(2026, 11, 11), 2),
        (date(2026, 11, 12), 1),
        (date(2026, 11, 22), 0),
        (date(2026, 12, 1), 0),
    ],
)
def test_a_month_begun_late_asks_for_its_part(since, asked):
    assert part_of(3, NOVEMBER, since) == asked


@given(st.integers(0, 31), DAYS, DAYS)
def test_a_part_is_never_more_than_the_whole_and_grows_with_the_time(amount, day, since):
    span = month_of(day)
    part = part_of(amount, span, since)
    earlier = part_of(amount, span, since - timedelta(days=1))
    assert 0 <= part <= earlier <= amount == part_of(amount, span, span.first)


def test_what_counts():
    """Meetings of the month in a way that counts; home visits count for both."""
    found = standing(
        [*met(3), *met(4, how="phone"), *met(5, how="visit"), *met(30, month=10)],
        [*met(28), *met(29, how="letter"), *met(1, month=12)],
    )
    assert (found.contacts, found.visits) == (
        Count(3, 2, 1, NOVEMBER),
        Count(1, 1, 0, Span(date(2026, 10, 1), date(2026, 12, 31))),
    )
    assert (found.contacts.missing, found.is_met, found.is_behind) == (0, False, False)


def test_all_done_is_met():
    found = standing(met(2, 9, how="visit") + met(14), [])
    assert (found.is_met, found.is_behind) == (True, False)


@pytest.mark.parametrize(
    ("done", "ahead", "last_good_day"),
    [
        (0, 0, 9),  # three missing: three weeks should be left
        (1, 0, 16),
        (2, 0, 23),
        (0, 2, 23),
        (3, 0, 30),
        (1, 2, 30),
    ],
)
def test_a_week_should_be_left_for_each_contact_that_is_missing(done, ahead, last_good_day):
    count = Count(3, done, ahead, NOVEMBER)
    late = [day for day in range(1, 31) if count.is_behind(date(2026, 11, day))]
    assert late == list(range(last_good_day + 1, 31))


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6), st.integers(1, 30))
def test_to_do_more_never_makes_it_worse(asked, done, ahead, day):
    count, more = Count(asked, done, ahead, NOVEMBER), Count(asked, done + 1, ahead, NOVEMBER)
    today = date(2026, 11, day)
    assert more.missing <= count.missing
    assert (count.is_behind(today), True)[more.is_behind(today)] == count.is_behind(today)


def test_who_falls_behind_most_comes_first():
    one, two, three = standing(met(2, 3), []), standing([], []), standing(met(1, 2, 4), [])
    three_visited = standing(met(1, 2, 4, how="visit"), [])
    late = [standing([], [], 29), standing(met(2), [], 29), standing(met(1, 2, 4, how="visit"), [])]
    assert [found.contacts.missing for found in behind_first([*late, three_visited])] == [3, 2]
    assert [found.is_behind for found in (one, two, three)] == [False, True, False]


@pytest.mark.parametrize(("level", "provisional"), [("high", False), ("", True), ("extreme", True)])
def test_without_a_level_that_is_known_it_is_provisional(level, provisional):
    assert Basis(HIGH, "LV", LONG_AGO, level).is_provisional is provisional
