"""By when work of supervision is due: the country packs say."""

from datetime import date, timedelta

import hypothesis.strategies as st
import pytest
from django.apps import apps
from django.conf import settings
from hypothesis import given

from tilts.casework.supervision.breach_cases import ANSWER, ASK, COURT, WAIT, WATCH
from tilts.casework.supervision.cases import (
    ACTIVATE,
    ASSESS,
    CHANGE_DUTIES,
    CHECK,
    EXPLAIN,
    PLAN,
    REGISTER,
)
from tilts.engines.calendars.working_days import is_working_day
from tilts.jurisdictions.loading import packs
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.kinds import kinds

DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
START = date(2026, 11, 9)  # a Monday; in Latvia the 18th is a holiday
DUE = {
    ("LV", REGISTER): date(2026, 11, 24),
    ("LT", REGISTER): date(2026, 11, 12),
}


def test_registration_is_due_as_the_country_says():
    found = {key: due_date(key[0], key[1].deadline, START) for key in DUE}
    assert found == DUE


STEPS = {
    "probation_registration": REGISTER,
    "duties_explained": EXPLAIN,
    "supervision_assessed": ASSESS,
    "supervision_planned": PLAN,
    "supervision_begun": ACTIVATE,
    "duties_checked": CHECK,
    "breach_explanation_asked": ASK,
    "breach_explanation": WAIT,
    "breach_answered": ANSWER,
    "breach_watched": WATCH,
    "breach_decided": COURT,
}


def test_the_work_of_each_stage_is_due_by_a_deadline_of_its_own():
    assert {kind.deadline: kind for kind in STEPS.values()} == STEPS
    assert {kind.by_step for kind in STEPS.values()} == {True}
    assert (CHANGE_DUTIES.deadline, CHANGE_DUTIES.by_step) == ("breach_answered", False)


# Free at Christmas: 24 to 26 December, 1 January, in Latvia the 31st too. Easter 2027: 28 March,
# in Latvia with Good Friday. Midsummer: 24 June, in Latvia the 23rd too; 6 July in Lithuania.
WORKING_DAYS = [
    (
        "registration_after_early_release",
        date(2026, 12, 23),
        date(2026, 12, 30),
        date(2026, 12, 30),
    ),
    ("registration_after_early_release", date(2026, 12, 30), date(2027, 1, 6), date(2027, 1, 5)),
    ("registration_after_early_release", date(2027, 3, 24), date(2027, 3, 31), date(2027, 3, 30)),
    ("registration_after_early_release", date(2027, 6, 21), date(2027, 6, 28), date(2027, 6, 25)),
    ("duties_explained", date(2026, 12, 18), date(2027, 1, 7), date(2027, 1, 6)),
    ("duties_explained", date(2027, 6, 21), date(2027, 7, 7), date(2027, 7, 7)),
    ("duties_explained", date(2028, 2, 18), date(2028, 3, 3), date(2028, 3, 3)),
    ("breach_explanation_asked", date(2027, 3, 25), date(2027, 4, 5), date(2027, 4, 2)),
    ("breach_explanation", date(2027, 12, 31), date(2028, 1, 14), date(2028, 1, 14)),
    ("breach_answered", date(2026, 1, 31), date(2026, 2, 6), date(2026, 2, 6)),
    ("supervision_begun", date(2027, 4, 29), date(2027, 5, 7), date(2027, 5, 6)),
]


@pytest.mark.parametrize(("deadline", "start", "latvian", "lithuanian"), WORKING_DAYS)
def test_working_days_leave_out_what_is_free_in_the_country(deadline, start, latvian, lithuanian):
    assert [due_date(country, deadline, start) for country in ("LV", "LT")] == [
        latvian,
        lithuanian,
    ]


@pytest.mark.parametrize(
    ("deadline", "start", "last"),
    [
        ("supervision_planned", date(2027, 1, 31), date(2027, 2, 28)),
        ("supervision_planned", date(2028, 1, 31), date(2028, 2, 29)),
        ("supervision_planned", date(2028, 2, 29), date(2028, 3, 29)),
        ("breach_watched", date(2028, 1, 30), date(2028, 2, 29)),
        ("supervision_assessed", date(2027, 12, 31), date(2028, 2, 29)),
        ("breach_decided", date(2026, 12, 30), date(2027, 2, 28)),
        ("duties_checked", date(2027, 11, 29), date(2028, 2, 29)),
        ("duties_checked", date(2026, 11, 30), date(2027, 2, 28)),
        ("duties_checked", date(2027, 3, 24), date(2027, 6, 24)),  # a holiday: months do not roll
    ],
)
def test_months_end_with_the_month_and_leap_days_count(deadline, start, last):
    assert {due_date(country, deadline, start) for country in ("LV", "LT")} == {last}


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2026, 11, 9), date(2026, 11, 19)),  # over the 18th, which is free: days are days
        (date(2026, 11, 8), date(2026, 11, 19)),  # on the 18th: rolls to the next day
        (date(2026, 12, 14), date(2026, 12, 28)),  # on the 24th: over Christmas and the weekend
        (date(2028, 2, 19), date(2028, 2, 29)),
    ],
)
def test_a_child_registers_in_ten_days_and_never_on_a_free_one(start, last):
    assert due_date("LV", "probation_observation_registration", start) == last


COUNTED = ["probation_registration", "duties_explained", "breach_explanation", "supervision_begun"]


@given(st.sampled_from(["LV", "LT"]), st.sampled_from(COUNTED), DAYS, st.integers(1, 40))
def test_who_begins_later_is_never_due_sooner_and_never_on_a_free_day(
    country, deadline, start, more
):
    first = due_date(country, deadline, start)
    assert first <= due_date(country, deadline, start + timedelta(days=more))
    assert first > start
    assert is_working_day(first, packs(settings.PACKS)[country].working_days)  # some on Saturdays


@pytest.mark.parametrize("country", sorted(packs(settings.PACKS)))
def test_every_deadline_that_work_names_stands_in_every_pack(country):
    ours = {app.label for app in apps.get_app_configs()} - {"demo_room"}
    declared = [kind for code, kind in kinds().items() if code.partition(".")[0] in ours]
    named = {kind.deadline for kind in declared if kind.deadline}
    known = {deadline.code for deadline in packs(settings.PACKS)[country].deadlines}
    assert named - known == set()
    confirmed = {
        deadline.code: deadline.confirmed for deadline in packs(settings.PACKS)["LT"].deadlines
    }
    assert confirmed["case_file_opened"] is False
