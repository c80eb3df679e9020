"""By when a report is due, and each piece of work about it, in working days of the country."""

from datetime import date, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from tilts.casework.court_reports.cases import ALLOT, DISPATCH, DUE, INVITE, MEET, READ, WRITE_IT
from tilts.casework.court_reports.catalogue import due_on, form_of
from tilts.engines.calendars.working_days import add_working_days, is_working_day
from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.validity import NoSuchVersion
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.kinds import kinds

COUNTRIES = ["LV", "LT"]
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
ASKERS = ["court", "prosecutor", "prison"]
DEADLINES = {
    "report_assign": (ALLOT, 2),
    "report_interview": (MEET, 5),
    "victim_invitation": (INVITE, 3),
    "report_review": (READ, 2),
    "report_send": (DISPATCH, 1),
}


def working_days_between(country: str, start: date, end: date) -> int:
    """How many days after `start`, up to `end`, are worked: counted one by one."""
    calendar = packs()[country].working_days
    days = ((start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, calendar) for day in days)


@pytest.mark.parametrize(("country", "days"), [("LV", [20, 15, 20]), ("LT", [20, 20, 20])])
def test_how_long_each_authority_waits(country, days):
    start = date(2026, 9, 1)
    ends = [due_on(country, asker, start) for asker in ASKERS]
    assert [working_days_between(country, start, end) for end in ends] == days


# Easter 2027: 28 March, in Latvia with Good Friday; 1 and 4 May are free in Latvia, 1 May in
# Lithuania; Midsummer 23 and 24 June in Latvia, 24 June in Lithuania; 18 November in Latvia.
@pytest.mark.parametrize(
    ("asker", "start", "latvian", "lithuanian"),
    [
        ("prosecutor", date(2027, 3, 15), date(2027, 4, 7), date(2027, 4, 13)),
        ("court", date(2027, 3, 1), date(2027, 3, 31), date(2027, 3, 31)),  # 11 March in Lithuania
        ("court", date(2028, 2, 1), date(2028, 2, 29), date(2028, 3, 1)),  # a leap day; 16 February
        ("prosecutor", date(2026, 10, 12), date(2026, 11, 2), date(2026, 11, 10)),  # All Souls
        ("court", date(2026, 3, 2), date(2026, 3, 30), date(2026, 3, 31)),  # over 11 March; clocks
    ],
)
def test_free_days_are_left_out_in_each_country(asker, start, latvian, lithuanian):
    assert [due_on(country, asker, start) for country in COUNTRIES] == [latvian, lithuanian]


@given(st.sampled_from(COUNTRIES), st.sampled_from(ASKERS), DAYS, st.integers(0, 30))
def test_who_asks_later_never_has_it_sooner_and_never_on_a_free_day(country, asker, start, more):
    first, later = (due_on(country, asker, start + timedelta(days=n)) for n in (0, more))
    assert start < first <= later
    assert is_working_day(first, packs()[country].working_days)


@given(st.sampled_from(COUNTRIES), st.sampled_from(ASKERS), DAYS)
def test_the_days_are_those_of_the_pack_counted_one_by_one(country, asker, start):
    days = {str(who): many for who, many in form_of(country, start).days.items()}[asker]
    assert working_days_between(country, start, due_on(country, asker, start)) == days


@given(st.sampled_from(COUNTRIES), DAYS)
def test_a_prosecutor_never_waits_longer_than_a_court(country, start):
    prosecutor, court, prison = (
        due_on(country, who, start) for who in ("prosecutor", *ASKERS[::2])
    )
    assert prosecutor <= court == prison


def test_each_piece_of_work_has_a_deadline_of_its_own_and_writing_that_of_the_authority():
    known = {kind.deadline: kind for code, kind in kinds().items() if code.startswith("court_rep")}
    assert known == {code: kind for code, (kind, _days) in DEADLINES.items()} | {"": WRITE_IT}
    assert {code for codes in DUE.values() for code in codes} == {
        kind.code for kind in known.values()
    }


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("deadline", DEADLINES)
def test_work_is_due_in_working_days(country, deadline):
    for start in (date(2026, 12, 22), date(2027, 3, 25), date(2028, 2, 28), date(2026, 10, 24)):
        calendar = packs()[country].working_days
        expected = add_working_days(start, DEADLINES[deadline][1], calendar)
        assert due_date(country, deadline, start) == expected


@pytest.mark.parametrize(
    ("country", "start", "end"),
    [
        ("LV", date(2026, 12, 22), date(2026, 12, 29)),  # 24 to 26 December are free
        ("LT", date(2026, 12, 22), date(2026, 12, 29)),
        ("LV", date(2027, 3, 24), date(2027, 3, 31)),  # Good Friday and Easter Monday
        ("LT", date(2027, 3, 24), date(2027, 3, 30)),  # Easter Monday alone
        ("LV", date(2028, 2, 25), date(2028, 3, 1)),
    ],
)
def test_the_victim_is_invited_within_three_working_days_of_the_request(country, start, end):
    assert due_date(country, "victim_invitation", start) == end


@pytest.mark.parametrize("country", COUNTRIES)
def test_before_the_pack_begins_no_report_is_known(country):
    with pytest.raises(NoSuchVersion):
        due_on(country, "court", date(1999, 12, 31))
