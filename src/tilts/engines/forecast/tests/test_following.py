"""Who is followed from when: by hand, day by day, and for whoever cannot be judged."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.forecast.following import (
    DIED,
    INSIDE,
    TOO_SHORT,
    Followed,
    Life,
    Span,
    at_risk,
    first_day_out,
    follow,
)

ENTERED, TODAY = date(2022, 1, 1), date(2026, 1, 1)
DAY = timedelta(days=1)


def after(days: int) -> date:
    return ENTERED + days * DAY


def followed(life: Life, *, window: int = 365, from_liberty: bool = True) -> Followed | str:
    return follow(life, window=window, from_liberty=from_liberty, today=TODAY)


def test_who_does_nothing_is_followed_for_the_window():
    assert followed(Life(ENTERED)) == Followed(ENTERED, False, 365)


@pytest.mark.parametrize(
    ("offences", "told"),
    [
        ([after(100)], Followed(ENTERED, True, 100)),
        ([after(300), after(40)], Followed(ENTERED, True, 40)),
        ([after(365)], Followed(ENTERED, True, 365)),
        ([after(366)], Followed(ENTERED, False, 365)),
        ([ENTERED], Followed(ENTERED, False, 365)),
        ([after(-50)], Followed(ENTERED, False, 365)),
    ],
)
def test_the_first_offence_after_the_start_counts_within_the_window(
    offences: Sequence[date], told: Followed
):
    assert followed(Life(ENTERED, offences=offences)) == told


def test_days_inside_are_no_time_at_risk():
    inside = [(after(50), after(150))]
    assert followed(Life(ENTERED, inside, [after(200)])) == Followed(ENTERED, True, 100)
    assert followed(Life(ENTERED, inside, [after(465)])) == Followed(ENTERED, True, 365)
    assert followed(Life(ENTERED, inside, [after(466)])) == Followed(ENTERED, False, 365)


def test_whoever_is_inside_is_followed_from_their_release():
    life = Life(ENTERED, [(after(-90), after(30))], [after(10), after(60)])
    assert followed(life) == Followed(after(30), True, 30)
    assert followed(life, from_liberty=False) == Followed(ENTERED, True, 0)


@pytest.mark.parametrize(
    ("life", "why"),
    [
        (Life(ENTERED, [(after(-90), None)]), INSIDE),
        (Life(ENTERED, [(after(-90), None)], died_on=after(9)), DIED),
        (Life(ENTERED, died_on=after(200)), DIED),
        (Life(ENTERED, [(after(100), None)]), TOO_SHORT),
        (Life(TODAY - 364 * DAY), TOO_SHORT),
    ],
)
def test_who_cannot_be_judged_says_why(life: Life, why: str):
    assert followed(life) == why


def test_who_returned_in_a_window_that_is_not_over_is_left_out_like_who_did_not():
    assert followed(Life(ENTERED, offences=[after(9)], died_on=after(20))) == DIED
    began = TODAY - 40 * DAY
    assert followed(Life(began, offences=[began + 5 * DAY])) == TOO_SHORT


def test_who_is_imprisoned_for_their_return_is_judged_all_the_same():
    life = Life(ENTERED, [(after(120), None)], [after(100)])
    assert followed(life) == Followed(ENTERED, True, 100)


def test_who_was_watched_to_the_last_day_of_the_window_is_judged():
    began = TODAY - 365 * DAY
    assert followed(Life(began)) == Followed(began, False, 365)


def test_an_offence_after_a_death_or_after_today_is_a_mistake_and_no_outcome():
    life = Life(ENTERED, offences=[after(500)], died_on=after(400))
    assert followed(life) == Followed(ENTERED, False, 365)
    assert followed(Life(TODAY - 9 * DAY, offences=[TODAY + DAY])) == TOO_SHORT


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    """Some that overlap, touch, or have no end."""
    found: list[Span] = []
    for _ in range(draw(st.integers(0, 4))):
        first = draw(st.integers(-50, 300))
        length = draw(st.one_of(st.none(), st.integers(1, 200)))
        found.append((after(first), None if length is None else after(first + length)))
    return found


def out(day: date, inside: Sequence[Span]) -> bool:
    return not any(since <= day and (until is None or day < until) for since, until in inside)


@given(spans(), st.integers(0, 250), st.integers(0, 250))
def test_time_at_risk_is_that_counted_day_by_day(inside: list[Span], first: int, length: int):
    start, end = after(first), after(first + length)
    days = sum(out(after(first + n), inside) for n in range(length))
    assert at_risk(start, end, inside) == days


@given(spans(), st.integers(-60, 320))
def test_the_first_day_out_is_that_found_day_by_day(inside: list[Span], first: int):
    days = (after(first + n) for n in range(700))
    expected = next((day for day in days if out(day, inside)), None)
    assert first_day_out(after(first), inside) == expected


@given(spans(), st.lists(st.integers(-30, 900), max_size=4), st.integers(30, 400))
def test_nobody_is_judged_by_more_than_the_window(
    inside: list[Span], offences: list[int], window: int
):
    life = Life(ENTERED, inside, [after(day) for day in offences])
    told = followed(life, window=window)
    if isinstance(told, Followed):
        assert 0 <= told.days <= window
        assert told.returned or told.days == window
        assert out(told.start, inside)
    else:
        assert told in (INSIDE, TOO_SHORT)
