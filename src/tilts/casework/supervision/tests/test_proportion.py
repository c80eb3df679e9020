"""Proportion: which milder steps an answer leaves out, and which warnings still count."""

from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from tilts.casework.supervision.breach_guards import why_not_heard
from tilts.casework.supervision.models import Breach
from tilts.casework.supervision.proportion import left_out, remembered
from tilts.platform.organisation.models import Agency, Unit

from .ordered import TODAY

UNIT = Unit(agency=Agency(code="vpd", country="LV"), code="jelgava")
UNHEARD = "The person was not heard yet."
UNWARNED = "The person was not warned yet."
ONCE = "There was 1 warning."


def breach(state: str = "answered", *warned: date, heard: bool | None = None) -> Breach:
    days = dict(zip(("warned_on", "warned_again_on"), warned, strict=False))
    was = state not in ("noted", "asked") if heard is None else heard
    return Breach(
        unit=UNIT, state=state, happened_on=TODAY, heard_on=TODAY if was else None, **days
    )


@pytest.mark.parametrize(
    ("state", "code", "told"),
    [
        ("noted", "ask", []),
        ("noted", "close_without", []),
        ("noted", "warn", [UNHEARD]),
        ("asked", "warn", [UNHEARD]),
        ("answered", "warn", []),
        ("noted", "go_to_court", [UNHEARD, UNWARNED]),
        ("asked", "go_to_court", [UNHEARD, UNWARNED]),
        ("answered", "go_to_court", [UNWARNED]),
        ("before_court", "decide", []),
    ],
)
def test_what_a_step_leaves_out_of_who_was_never_warned(
    state: str, code: str, told: list[str]
) -> None:
    assert left_out(breach(state), [], code, TODAY) == told


@pytest.mark.parametrize(
    ("own", "others", "told"),
    [
        ([TODAY], [], [ONCE]),
        ([TODAY, TODAY], [], []),
        ([TODAY], [[TODAY]], []),
        ([], [[TODAY, TODAY]], []),
        ([], [[TODAY], [TODAY]], []),
        ([], [[TODAY]], [ONCE]),
    ],
)
def test_two_warnings_for_whatever_breach_lead_to_the_court(
    own: list[date], others: list[list[date]], told: list[str]
) -> None:
    before = [breach("settled", *days) for days in others]
    assert left_out(breach("warned", *own), before, "go_to_court", TODAY) == told


@pytest.mark.parametrize(
    ("state", "code", "told"),
    [
        ("warned", "warn_again", [UNHEARD]),
        ("warned", "go_to_court", [UNHEARD, ONCE]),
        ("before_court", "decide", []),
    ],
)
def test_whoever_was_warned_unheard_is_still_unheard(
    state: str, code: str, told: list[str]
) -> None:
    assert left_out(breach(state, TODAY, heard=False), [], code, TODAY) == told


def test_what_is_warned_of_later_is_not_remembered_on_a_day_before() -> None:
    before = [breach("settled", TODAY), breach("settled", TODAY - timedelta(days=2))]
    counts = [remembered(breach(), before, TODAY - timedelta(days=ago)) for ago in (3, 2, 1, 0)]
    assert counts == [0, 1, 1, 2]


@pytest.mark.parametrize(("later", "count"), [(-1, 0), (0, 1), (1, 1)])
def test_a_warning_counts_for_twelve_months_to_the_day(later: int, count: int) -> None:
    day = date(2026, 5, 20)
    before = breach("settled", date(2025, 5, 20) + timedelta(days=later))
    assert remembered(breach(), [before], day) == count


def test_one_s_own_warnings_never_lapse() -> None:
    assert remembered(breach("warned", date(2019, 1, 1)), [], TODAY) == 1


DAYS = st.dates(date(2020, 1, 1), date(2027, 1, 1))
WARNED = st.lists(st.lists(DAYS, max_size=2), max_size=4)


@given(WARNED, DAYS, DAYS)
def test_time_makes_the_record_milder_and_never_harder(
    others: list[list[date]], one: date, other: date
) -> None:
    early, late = sorted((one, other))
    before = [breach("settled", *(on for on in days if on <= early)) for days in others]
    counts = [remembered(breach(), before, day) for day in (early, late)]
    assert 0 <= counts[1] <= counts[0] <= sum(len(days) for days in others)


@given(st.sampled_from(["noted", "asked", "answered", "warned", "warned_again"]), WARNED, DAYS)
def test_milder_steps_leave_out_no_more_than_harsher_ones(
    state: str, others: list[list[date]], day: date
) -> None:
    before = [breach("settled", *days) for days in others]
    milder = left_out(breach(state), before, "warn", day)
    harsher = left_out(breach(state), before, "go_to_court", day)
    assert set(milder) <= set(harsher)
    assert left_out(breach(state), before, "ask", day) == []


@pytest.mark.parametrize(
    ("given_", "words", "on", "told"),
    [
        (True, "I slept.", 0, []),
        (True, "  ", 0, ["no-words"]),
        (True, "I slept.", -1, ["days-reversed"]),
        (False, "", 5, ["time-to-answer"]),
        (False, "", 6, []),
    ],
)
def test_silence_and_words_at_their_borders(
    given_: bool, words: str, on: int, told: list[str]
) -> None:
    asked = TODAY - timedelta(days=10)
    case = breach("asked")
    case.asked_on, case.answer_by = asked, asked + timedelta(days=5)
    found: Any = why_not_heard(case, given_, words, asked + timedelta(days=on))
    assert [reason.code for reason in found] == told
