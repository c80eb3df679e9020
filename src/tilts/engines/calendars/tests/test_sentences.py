"""How terms lie on the calendar, and data that contradicts itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from tilts.engines.calendars.sentences import (
    Component,
    NoDate,
    Reason,
    Span,
    Term,
    in_order,
    lay_out,
    set_aside,
)
from tilts.engines.calendars.tests.strategies import chains, days, terms
from tilts.engines.calendars.tests.test_months import days_of

FIRST = date(2026, 3, 1)
ONE = Component("a", "serious", Term(years=1), FIRST, judged_on=FIRST)
NEXT = Component("b", "serious", Term(months=6), after="a", judged_on=FIRST)


@pytest.mark.parametrize(
    ("term", "first", "free"),
    [
        (Term(years=1), date(2026, 3, 1), date(2027, 3, 1)),
        (Term(years=1), date(2024, 2, 29), date(2025, 3, 1)),
        (Term(months=1), date(2025, 1, 31), date(2025, 3, 1)),
        (Term(years=2, months=3, days=10), date(2026, 11, 22), date(2029, 3, 4)),
        (Term(days=1), date(2026, 3, 1), date(2026, 3, 2)),
    ],
)
def test_golden_terms(term: Term, first: date, free: date) -> None:
    assert term.free(first) == free


@given(terms, days)
def test_a_term_counted_day_by_day(term: Term, first: date) -> None:
    counted = days_of(first, term.years * 12 + term.months) + term.days
    assert (term.free(first) - first).days == counted


def test_consecutive_terms_and_the_remand_that_is_left() -> None:
    components = [replace(ONE, remand_days=400), NEXT]
    first = Span(components[0], FIRST, date(2027, 3, 1), FIRST, 365, 35)
    second = Span(NEXT, FIRST, date(2026, 9, 1), date(2026, 7, 28), 35, 0, follows=first)
    assert lay_out(components) == ([first, second], [])
    assert (first.last, second.last) == (FIRST, date(2026, 7, 27))
    assert second.chain == (first, second)


def test_a_first_day_that_cannot_be_known() -> None:
    lost = replace(ONE, first_day=None)
    life = replace(ONE, term=None)
    unknown_b = NoDate(Reason.START_UNKNOWN, "b")
    assert lay_out([lost, NEXT]) == ([], [NoDate(Reason.START_UNKNOWN, "a"), unknown_b])
    assert lay_out([life, NEXT]) == ([Span(life, FIRST, None, None, 0, 0)], [unknown_b])


def test_components_are_served_after_those_they_follow() -> None:
    assert in_order([NEXT, ONE]) == [ONE, NEXT]


@pytest.mark.parametrize(
    ("components", "message"),
    [
        ([ONE, ONE], "bear the same code"),
        ([NEXT], "No such component to follow: a"),
        ([replace(ONE, first_day=None, after="b"), NEXT], "in a circle"),
    ],
)
def test_contradictions_between_components(components: list[Component], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        in_order(components)


def test_contradictions_within_a_component() -> None:
    with pytest.raises(ValueError, match="may not be negative"):
        replace(ONE, remand_days=-1)
    with pytest.raises(ValueError, match="its first day is derived"):
        replace(NEXT, first_day=FIRST)
    for parts in ((0, 0, 0), (1, -1, 0)):
        with pytest.raises(ValueError, match="at least one day"):
            Term(*parts)


def test_a_life_term_has_no_days() -> None:
    [span], _ = lay_out([replace(ONE, term=None)])
    with pytest.raises(ValueError, match="a is a life sentence"):
        span.days  # noqa: B018 - reading the property is what raises


@pytest.mark.parametrize(
    ("component", "reason"),
    [
        (ONE, None),
        (replace(ONE, kind="community_service"), NoDate(Reason.NOT_IMPRISONMENT, "a")),
        (replace(ONE, judged_on=None), NoDate(Reason.BEFORE_JUDGMENT, "a")),
        (replace(ONE, suspended=True), NoDate(Reason.SUSPENDED, "a")),
    ],
)
def test_what_is_not_served(component: Component, reason: NoDate | None) -> None:
    assert set_aside(component) == reason


@given(chains())
def test_a_chain_has_no_gaps_and_loses_no_remand(components: list[Component]) -> None:
    spans, unknown = lay_out(components)
    assert unknown == []
    assert [span.first for span in spans[1:]] == [span.free for span in spans[:-1]]
    assert sum(s.remand for s in spans) + spans[-1].carried == sum(
        c.remand_days for c in components
    )
    assert all(s.free == s.first + timedelta(days=s.days - s.remand) for s in spans)
