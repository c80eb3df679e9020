"""What lies on the shelf: the rule at its edges, the reasons in words, what could be done."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.calendars.months import add_months
from tilts.insight.adoption.shelf import Rule, remedies, rule_on, why_shelved
from tilts.platform.workflow.tools import Tool

TODAY = date(2026, 6, 15)
RULE = Rule(in_force=12, unused=12, lapsing=6)
DAY = timedelta(days=1)
YEAR_AGO = date(2025, 6, 15)
FAR = date(2030, 1, 1)


def tool(since: date | None = date(2023, 3, 3), **other) -> Tool:
    values = {"code": "equip", "title": "EQUIP", "standing": "licensed", "in_force": True}
    return Tool(**{**values, "since": since, **other})


def codes(of: Tool, last: date | None = None, trained: int = 0) -> list[str]:
    return [reason.code for reason in why_shelved(of, last, trained, RULE, TODAY)]


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_the_rule_is_the_countrys(country):
    assert rule_on(country, TODAY) == RULE


@pytest.mark.parametrize(
    ("since", "last", "shelved"),
    [
        (YEAR_AGO, None, True),
        (YEAR_AGO + DAY, None, False),  # there for less than a year
        (date(2023, 3, 3), None, True),
        (date(2023, 3, 3), YEAR_AGO, True),
        (date(2023, 3, 3), YEAR_AGO + DAY, False),
        (date(2023, 3, 3), TODAY, False),
        (None, None, False),  # nobody knows since when
    ],
)
def test_what_was_there_for_a_year_and_was_not_used_in_the_last(since, last, shelved):
    assert bool(codes(tool(since), last)) == shelved


@pytest.mark.parametrize(
    ("until", "last", "shelved"),
    [
        (date(2026, 12, 15), None, True),
        (date(2026, 12, 16), None, False),
        (date(2026, 12, 15), date(2026, 2, 1), False),  # it was used under this licence
        (date(2026, 12, 15), date(2025, 12, 31), True),  # under the one before
        (None, None, False),
    ],
)
def test_what_ends_soon_and_was_never_used_under_this_licence(until, last, shelved):
    assert bool(codes(tool(date(2026, 1, 1), until=until), last)) == shelved


def test_what_may_not_be_used_does_not_lie_on_the_shelf():
    """On trial, a reference, suspended, withdrawn or lapsed: that was decided."""
    assert codes(tool(in_force=False, until=TODAY)) == []


def words(of: Tool, last: date | None, trained: int) -> list[str]:
    return [str(reason.text) for reason in why_shelved(of, last, trained, RULE, TODAY)]


def test_why_in_words():
    assert words(tool(until=date(2027, 3, 2)), date(2024, 6, 30), 7) == [
        "It has been usable since 3 March 2023.",
        "It was last used in June 2024.",
        "7 people have learnt it; none of them used it in the last 12 months.",
        "It may be used until 2 March 2027, not longer.",
    ]


def test_why_in_words_of_what_nobody_knows():
    assert words(tool(), None, 0) == [
        "It has been usable since 3 March 2023.",
        "It was never used.",
        "Nobody is on record as having learnt it.",
    ]
    assert words(tool(), None, 1)[2] == (
        "1 person has learnt it, and did not use it in the last 12 months."
    )


def test_of_what_was_used_lately_under_another_licence_nobody_is_said_to_be_idle():
    of = tool(date(2026, 1, 1), until=date(2026, 12, 15))
    assert codes(of, date(2025, 12, 31), 5) == ["since", "last-used", "until"]
    assert codes(of, date(2025, 6, 15), 5) == ["since", "last-used", "trained", "until"]
    assert codes(of, date(2025, 12, 31), 0) == ["since", "last-used", "nobody-trained", "until"]


RETIRE = "If nobody needs it any more, take it out of use and say why."
ASK = "Ask those who learnt it what stands in the way, and plan the next use with them."


@pytest.mark.parametrize(
    ("until", "trained", "told"),
    [
        (None, 3, [ASK, RETIRE]),
        (FAR, 0, ["Find out who wanted it and why, and have somebody learn it.", RETIRE]),
        (
            date(2026, 9, 1),
            3,
            [ASK, "Decide before 1 September 2026 whether it shall go on.", RETIRE],
        ),
    ],
)
def test_what_could_be_done(until, trained, told):
    assert remedies(tool(until=until), trained, RULE, TODAY) == told


months = st.integers(1, 36)
near = st.dates(date(2020, 1, 1), date(2033, 1, 1))


past = st.dates(date(2020, 1, 1), TODAY)


@given(past, st.none() | near, st.none() | past, months, months, months)
def test_a_later_use_never_puts_a_tool_on_the_shelf(since, until, last, force, unused, lapsing):
    """And one that is used today lies on no shelf, however the country set its rule."""
    rule = Rule(force, unused, lapsing)
    of = tool(since, until=until)
    before = bool(why_shelved(of, last, 0, rule, TODAY))
    later = last and min(TODAY, add_months(last, 1))
    assert bool(why_shelved(of, later, 0, rule, TODAY)) <= before
    assert why_shelved(of, TODAY, 0, rule, TODAY) == []
