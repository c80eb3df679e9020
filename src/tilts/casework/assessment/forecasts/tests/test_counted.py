"""How often the outcome was seen at each level: what is read, and what cannot be."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.assessment.forecasts import actions
from tilts.casework.assessment.forecasts.counted import (
    Counted,
    levels_of,
    read_counted,
    why_not_counted,
)
from tilts.casework.assessment.forecasts.models import LocalValidation
from tilts.engines.forecast.shares import wilson

from .desk import COUNTED, RVN, Desk

NUMBERS = st.integers(0, 10**9)


@given(events=NUMBERS, people=NUMBERS, word=st.sampled_from(["of", "no", "iš", "/", "из"]))
def test_a_count_is_read_as_it_is_written(events: int, people: int, word: str):
    assert read_counted("low", f" {events} {word}  {people} ") == Counted("low", people, events)


@pytest.mark.parametrize("text", ["", "31", "31/412", "a of b", "-3 of 9", "31 of 412 of 9"])
def test_what_is_no_count_is_not_read(text: str):
    assert read_counted("low", text) is None


def test_a_share_has_its_interval():
    one = COUNTED[2]
    assert (one.rate, one.interval) == (0.5, wilson(100, 200))


def test_the_levels_are_those_of_the_instrument_the_lowest_first():
    assert [one.id for one in levels_of("rvn-demo", "2026.1")] == [
        "low", "medium", "high", "very_high",
    ]  # fmt: skip
    assert levels_of("psa", "2018") == levels_of("none", "1") == ()


@pytest.mark.parametrize(
    ("counted", "people", "events", "expected"),
    [
        (COUNTED, 900, 270, []),
        ((), 900, 270, []),
        (COUNTED[:1], 300, 30, []),
        (COUNTED, 901, 270, ["levels-do-not-add-up"]),
        (COUNTED, 900, 271, ["levels-do-not-add-up"]),
        ((Counted("extreme", 9, 3),), 9, 3, ["unknown-level"]),
        ((COUNTED[1], COUNTED[0]), 600, 90, ["unknown-level"]),
        ((COUNTED[0], COUNTED[0]), 600, 60, ["unknown-level"]),
        ((Counted("low", 9, 10), Counted("high", 0, 0)), 9, 10, ["odd-level", "odd-level"]),
    ],
)
def test_counts_that_cannot_be(counted: Any, people: int, events: int, expected: list[str]):
    levels = levels_of("rvn-demo", "2026.1")
    assert [one.code for one in why_not_counted(counted, levels, people, events)] == expected


def test_an_instrument_without_levels_counts_none():
    assert [one.code for one in why_not_counted(COUNTED, (), 900, 270)] == ["unknown-level"]


@pytest.mark.django_db
def test_they_are_kept_with_the_validation(desk: Desk, refused: Any):
    model = actions.register_model(
        by=desk.keeper, agency="ievp", told=desk.described("rvn"), origin=RVN
    )
    row = desk.validate(model, levels=COUNTED)
    kept = LocalValidation.objects.get(pk=row.pk)
    assert (kept.counted(), kept.outcome, kept.months) == (COUNTED, "convicted", 24)
    more: dict[str, Any] = {"levels": COUNTED, "people": 800}
    assert refused(lambda: desk.validate(model, **more)) == ["levels-do-not-add-up"]
    assert refused(lambda: desk.validate(model, months=0)) == ["no-outcome"]
    assert refused(lambda: desk.validate(model, outcome="")) == ["no-outcome"]
