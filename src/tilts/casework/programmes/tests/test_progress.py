"""How far somebody is: sessions and hours over whichever groups, and what is to be caught up."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.programmes.catalogue import programme_on, programmes_on
from tilts.casework.programmes.delivery.progress import (
    Dose,
    codes_of,
    dose_of,
    doses,
    hours,
    last_day_of,
    marked_in,
    running,
)
from tilts.platform.gatherings.actions import transfer
from tilts.platform.gatherings.models import Attendance, Enrolment
from tilts.platform.parties.actors import SERVICE

from .delivery import PROGRAMME, TODAY, now


def on(case) -> Enrolment:
    """The enrolment that goes on."""
    found = running(case)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "0"),
        (60, "1"),
        (90, "1.5"),
        (1080, "18"),
        (100, "1.7"),
        (6, "0.1"),
    ],
)
def test_hours_are_said_to_the_tenth(minutes, shown):
    assert hours(minutes) == shown


def test_a_dose_says_what_is_done_and_left():
    dose = Dose(sessions=3, minutes=270, of_sessions=12, of_minutes=1080)
    assert (dose.hours, dose.of_hours, dose.hours_left) == ("4.5", "18", "13.5")
    assert dose.is_done is False


def test_more_than_the_whole_leaves_nothing():
    dose = Dose(sessions=12, minutes=1200, of_sessions=12, of_minutes=1080)
    assert (dose.hours_left, dose.is_done) == ("0", True)


def test_a_programme_that_the_pack_has_no_more_is_never_done():
    dose = Dose(sessions=5, minutes=450, of_sessions=0, of_minutes=0)
    assert (dose.hours_left, dose.is_done) == ("0", False)


@given(
    st.integers(0, 40),
    st.integers(1, 40),
    st.integers(0, 4000),
    st.integers(1, 4000),
)
def test_hours_done_and_left_never_lie(sessions, of_sessions, minutes, of_minutes):
    dose = Dose(sessions, minutes, of_sessions, of_minutes)
    assert float(dose.hours_left) >= 0
    assert dose.is_done == (sessions >= of_sessions)
    if minutes <= of_minutes:
        total = float(dose.hours) + float(dose.hours_left)
        assert abs(total - of_minutes / 60) < 0.11


@pytest.mark.parametrize("programme", [one.code for one in programmes_on("LV", TODAY)])
def test_each_session_of_each_programme_has_a_code_of_its_own(programme):
    of = programme_on("LV", programme, TODAY)
    assert of is not None
    codes = [code for code, _module, _number in codes_of(of)]
    assert len(set(codes)) == len(codes) == of.sessions
    assert [code for code in codes if len(code) > 40] == []


def test_the_codes_count_within_their_module():
    of = programme_on("LV", PROGRAMME, TODAY)
    assert of is not None
    assert codes_of(of)[:5] == [
        ("now-1", "now", 1),
        ("now-2", "now", 2),
        ("now-3", "now", 3),
        ("now-4", "now", 4),
        ("want-1", "want", 1),
    ]


def test_who_has_no_place_has_done_nothing(delivery):
    case = delivery.waiting()
    assert dose_of(case) == Dose(0, 0, 12, 1080, ())
    assert (running(case), marked_in(case)) == (None, [])


def test_only_what_counts_as_attended_counts(delivery, licensed):
    series = delivery.group()
    case = delivery.placed(series)
    for number, outcome in enumerate(
        ("complied", "not-complied", "sent-home", "unacceptable", "excused", "not-brought"),
        start=1,
    ):
        delivery.mark(delivery.past(series, number), case, outcome=outcome)
    assert dose_of(case) == Dose(
        sessions=2,
        minutes=180,
        of_sessions=12,
        of_minutes=1080,
        missed=("now-3", "now-4", "want-1", "want-2"),
    )


def test_a_part_of_a_session_counts_with_its_minutes(delivery, licensed):
    series = delivery.group()
    case = delivery.placed(series)
    delivery.mark(delivery.past(series, 1), case, minutes=40)
    assert (dose_of(case).sessions, dose_of(case).minutes) == (1, 40)


def test_a_mark_that_was_corrected_counts_as_it_stands(delivery, licensed):
    series = delivery.group()
    case = delivery.placed(series)
    session = delivery.past(series, 1)
    delivery.mark(session, case, outcome="unacceptable")
    assert dose_of(case).missed == ("now-1",)
    delivery.mark(session, case)
    assert (dose_of(case).sessions, dose_of(case).missed) == (1, ())
    assert Attendance.plain.count() == 1


def test_both_groups_of_a_transfer_count(delivery, licensed):
    one, other = delivery.group(), delivery.group()
    case = delivery.attended(one, delivery.placed(one), [1, 2])
    transfer(by=SERVICE, enrolment=on(case), to=other, on=TODAY + timedelta(days=1))
    assert (dose_of(case).sessions, on(case).series) == (2, other)
    assert [row.session.series_id for row in marked_in(case)] == [one.pk, one.pk]


def test_of_many_each_has_their_own(delivery, licensed, django_assert_num_queries):
    series = delivery.group()
    cases = [delivery.placed(series) for _ in range(3)]
    for number, case in enumerate(cases, start=1):
        delivery.attended(series, case, range(1, number + 1))
    with django_assert_num_queries(1):
        found = doses(cases)
    assert [found[case.pk].sessions for case in cases] == [1, 2, 3]


def test_nobody_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert doses([]) == {}


def test_an_enrolment_ends_today_or_after_what_was_marked(delivery, licensed):
    series = delivery.group()
    case = delivery.placed(series)
    assert last_day_of(on(case)) == TODAY
    delivery.attended(series, case, [1])
    assert last_day_of(on(now(case))) == TODAY + timedelta(days=1)
