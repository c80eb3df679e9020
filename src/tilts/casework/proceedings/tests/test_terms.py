"""Measures on the calendar: their length, their last day, and what goes into the calculation."""

from datetime import date, timedelta
from typing import Any

import pytest

from tilts.casework.proceedings.actions import end_measure, start_measure
from tilts.casework.proceedings.models import Ending, Measure
from tilts.casework.proceedings.release import release_calculation
from tilts.casework.proceedings.terms import (
    Bar,
    bar_of,
    chain_of,
    components,
    expected_end,
    term_of,
)
from tilts.engines.calendars.sentences import IMPRISONMENT, Component, Term
from tilts.platform.parties.actors import SERVICE

from .world import IN_FORCE, JUDGED, again, imprisoned, judged, sentenced, today

DAY = timedelta(days=1)


def component(measure: Measure, **other: Any) -> Component:
    """Two years in prison from the day in force, as the calculation takes it."""
    usual: dict[str, Any] = {
        "code": str(measure.pk),
        "release_class": "",
        "term": Term(2, 0, 0),
        "first_day": IN_FORCE,
        "after": "",
        "judged_on": JUDGED,
        "suspended": False,
        "remand_days": 0,
        "kind": IMPRISONMENT,
    }
    return Component(**{**usual, **other})


@pytest.mark.parametrize(
    ("what", "term"),
    [
        ({"years": 2}, Term(2, 0, 0)),
        ({"years": 0, "months": 7, "days": 3}, Term(0, 7, 3)),
        ({"kind": "life_imprisonment", "years": 0}, None),
        ({"kind": "community_service", "years": 0, "minutes": 600}, None),
    ],
)
def test_a_length_in_time(person, prison, what, term):
    assert term_of(imprisoned(judged(person, prison), **what)) == term


@pytest.mark.parametrize(
    ("what", "last"),
    [
        ({}, date(2027, 3, 19)),
        ({"remand_days": 30}, date(2027, 2, 17)),
        ({"years": 0, "days": 1}, IN_FORCE),
        ({"years": 0, "months": 1, "start": date(2025, 1, 31)}, date(2025, 2, 28)),
        ({"start": date(2024, 2, 29), "years": 1}, date(2025, 2, 28)),
        ({"start": None}, None),
        ({"kind": "life_imprisonment", "years": 0}, None),
        ({"kind": "probation_supervision", "years": 1}, date(2026, 3, 19)),
        ({"kind": "probation_supervision", "years": 1, "start": None}, date(2026, 3, 19)),
        ({"suspended": True, "probation_months": 18}, date(2026, 9, 19)),
        ({"kind": "community_service", "years": 0, "minutes": 600}, None),
    ],
)
def test_the_last_day_by_calculation(person, prison, what, last):
    assert expected_end(sentenced(person, prison, **what)) == last


def test_what_follows_ends_after_all_that_went_before(person, prison):
    proceeding = judged(person, prison)
    first = imprisoned(proceeding)
    second = imprisoned(proceeding, follows=first, years=1)
    third = imprisoned(proceeding, follows=second, years=0, months=6)
    assert chain_of(third) == [third, second, first]
    ends = [expected_end(measure) for measure in (first, second, third)]
    assert ends == [date(2027, 3, 19), date(2028, 3, 19), date(2028, 9, 19)]


def test_a_sentence_goes_into_the_calculation_with_the_gravest_class(person, prison):
    measure = sentenced(person, prison, remand_days=12)
    gravities = {measure.proceeding_id: ["less_serious", "serious"]}
    expected = component(measure, release_class="serious", remand_days=12)
    assert components([measure], gravities) == [expected]


@pytest.mark.parametrize(
    ("what", "other"),
    [
        ({"kind": "life_imprisonment", "years": 0}, {"release_class": "life", "term": None}),
        (
            {"release_class": "after_revoked_release"},
            {"release_class": "after_revoked_release"},
        ),
        ({"suspended": True, "probation_months": 12}, {"suspended": True}),
        (
            {"kind": "community_service", "years": 0, "minutes": 600},
            {"kind": "community_service", "term": None},
        ),
    ],
)
def test_each_shape_of_a_sentence_is_one_component(person, prison, what, other):
    measure = sentenced(person, prison, **what)
    assert components([measure], {}) == [component(measure, **other)]


def test_orders_and_what_ended_before_its_time_are_left_out(person, prison):
    proceeding = judged(person, prison)
    order = imprisoned(proceeding, kind="remand", years=0)
    pardoned, served = imprisoned(proceeding), imprisoned(proceeding, years=0, days=3)
    end(pardoned, Ending.PARDONED, date(2025, 5, 1))
    end(served, Ending.SERVED, IN_FORCE + 2 * DAY)
    found = components([order, pardoned, served], {})
    assert [one.code for one in found] == [str(served.pk)]


def end(measure: Measure, how: Ending, day: date) -> None:
    end_measure(by=SERVICE, measure=measure, ended_on=day, how=how, reason="a decision")


def test_what_followed_a_pardoned_term_begins_the_day_after(person, prison):
    proceeding = judged(person, prison)
    first = imprisoned(proceeding)
    second = imprisoned(proceeding, follows=first, years=1)
    running, waiting = components([first, second], {})
    assert (running.after, running.first_day) == ("", IN_FORCE)
    assert (waiting.after, waiting.first_day) == (str(first.pk), None)
    end(first, Ending.PARDONED, date(2025, 5, 1))
    (left,) = components([again(first), again(second)], {})
    assert (left.code, left.after, left.first_day) == (str(second.pk), "", date(2025, 5, 2))


def bars(person) -> list[tuple[date, date | None, bool]]:
    found = release_calculation(person, today()).bars
    return [(bar.first, bar.last, bar.expected) for bar in found]


def test_a_running_measure_is_a_bar_to_its_expected_end(person, prison):
    measure = sentenced(person, prison)
    assert release_calculation(person, today()).bars == (
        Bar(measure, IN_FORCE, date(2027, 3, 19), expected=True),
    )


def test_an_ended_measure_is_a_bar_to_the_day_it_ended(person, prison):
    measure = sentenced(person, prison)
    end(measure, Ending.RELEASED, date(2025, 9, 1))
    assert bars(person) == [(IN_FORCE, date(2025, 9, 1), False)]


def test_what_ended_before_its_first_day_is_a_bar_of_one_day(person, prison):
    measure = sentenced(person, prison, start=IN_FORCE + 90 * DAY)
    end(measure, Ending.PARDONED, IN_FORCE)
    assert bars(person) == [(IN_FORCE + 90 * DAY, IN_FORCE + 90 * DAY, False)]


def test_without_a_first_day_there_is_no_bar_until_it_is_given(person, prison):
    measure = imprisoned(judged(person, prison), start=None)
    assert (bar_of(measure, {}), bars(person)) == (None, [])
    start_measure(by=SERVICE, measure=measure, start=JUDGED)
    assert bars(person) == [(JUDGED, date(2027, 3, 2), True)]


def test_sentences_in_a_row_are_bars_in_a_row(person, prison):
    proceeding = judged(person, prison)
    first = imprisoned(proceeding, years=1)
    imprisoned(proceeding, follows=first, years=1)
    assert bars(person) == [
        (IN_FORCE, date(2026, 3, 19), True),
        (date(2026, 3, 20), date(2027, 3, 19), True),
    ]


@pytest.mark.parametrize(
    ("what", "inside"),
    [
        ({}, True),
        ({"kind": "life_imprisonment", "years": 0}, True),
        ({"suspended": True, "probation_months": 6}, False),
        ({"kind": "probation_supervision"}, False),
    ],
)
def test_which_bars_are_served_in_prison(person, prison, what, inside):
    sentenced(person, prison, **what)
    assert [bar.in_custody for bar in release_calculation(person, today()).bars] == [inside]
