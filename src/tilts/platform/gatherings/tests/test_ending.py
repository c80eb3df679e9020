"""Ends: before the beginning, on the first day, twice, and without a word why."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.platform.gatherings.actions import (
    Mark,
    cancel_session,
    close_place,
    close_series,
    end_all,
    end_apart,
    end_enrolment,
    end_template,
    keep_apart,
    mark,
)
from tilts.platform.gatherings.models import (
    Apart,
    Booking,
    Ended,
    Enrolment,
    Leader,
    Outcome,
    Place,
    Series,
    Template,
)
from tilts.platform.gatherings.tests.groups import MONDAY, at, read, told
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE

DAY = timedelta(days=1)
TODAY = timezone.localdate()
SECOND = MONDAY + 7 * DAY
BEFORE = "The end lies before the beginning. Choose a later day."


def test_nothing_ends_before_it_began(groups, template, room):
    one, other = groups.somebody(), groups.somebody()
    apart = keep_apart(by=SERVICE, one=one, other=other, since=LONG_AGO)
    early: dict[str, Any] = {"by": SERVICE, "until": LONG_AGO - DAY}
    assert read(lambda: end_template(template=template, **early)) == [BEFORE]
    assert read(lambda: close_place(place=room, **early)) == [BEFORE]
    assert read(lambda: end_apart(apart=apart, **early)) == [BEFORE]
    untils = [model.objects.get().until for model in (Template, Place, Apart)]
    assert untils == [None, None, None]


def test_what_ends_on_its_first_day_was_never_in_force(groups, template, room):
    one, other = groups.somebody(), groups.somebody()
    apart = keep_apart(by=SERVICE, one=one, other=other, since=LONG_AGO)
    same: dict[str, Any] = {"by": SERVICE, "until": LONG_AGO}
    ended = [
        end_template(template=template, **same),
        close_place(place=room, **same),
        end_apart(apart=apart, **same),
    ]
    assert [row.is_on(LONG_AGO) for row in ended] == [False, False, False]


@pytest.mark.parametrize("because", ["", "  "])
def test_what_does_not_take_place_says_why(groups, series, because):
    session = groups.scheduled(series)[0]
    booked = Booking.objects.count()
    assert read(lambda: cancel_session(by=SERVICE, session=session, because=because)) == [
        "Say why."
    ]
    assert read(lambda: close_series(by=SERVICE, series=series, on=TODAY, because=because)) == [
        "Say why."
    ]
    assert Booking.objects.count() == booked
    assert Series.objects.get().closed_on is None


def test_a_series_closes_on_the_day_of_its_opening_at_the_earliest(groups, series):
    new = {"series": series, "on": LONG_AGO - 100 * DAY, "because": "Opened by mistake"}
    closed = close_series(by=SERVICE, **new)
    assert (closed.opened_on, closed.closed_on) == (LONG_AGO, LONG_AGO)
    assert set(Leader.objects.values_list("since", "until")) == {(LONG_AGO, LONG_AGO)}


def test_closing_leaves_what_was_held_and_what_was_marked(groups, series):
    row = groups.enrolled(series)
    past = groups.past(series)
    second, third = groups.scheduled(series)
    excused = Mark(enrolment=row.pk, outcome=Outcome.EXCUSED, excuse="court")
    mark(by=SERVICE, session=second, marks=[excused])
    end_enrolment(by=SERVICE, enrolment=row, on=SECOND, how=Ended.LEFT)
    close_series(by=SERVICE, series=series, on=SECOND, because="All have left")
    rows = series.sessions.order_by("starts_at").values_list("pk", "cancelled_because")
    assert list(rows) == [(past.pk, ""), (second.pk, ""), (third.pk, "All have left")]
    assert set(Booking.objects.values_list("session", flat=True)) == {second.pk}


def test_a_series_closes_on_the_day_on_which_the_last_one_leaves_and_no_earlier(groups, series):
    row = groups.enrolled(series)
    end_enrolment(by=SERVICE, enrolment=row, on=SECOND, how=Ended.COMPLETED)
    close = {"by": SERVICE, "series": series, "because": "Done"}
    assert told(lambda: close_series(on=SECOND - DAY, **close)) == []
    again = groups.series()
    late = groups.enrolled(again, since=SECOND)
    close = {"by": SERVICE, "series": again, "because": "Done"}
    assert told(lambda: close_series(on=SECOND - DAY, **close)) == ["enrolled-still"]
    assert Enrolment.objects.get(pk=late.pk).until is None


def test_who_leaves_on_the_day_of_a_session_does_not_come_to_it(groups, series):
    row = groups.enrolled(series)
    first, second, third = groups.scheduled(series)
    end_enrolment(by=SERVICE, enrolment=row, on=SECOND, how=Ended.WITHDREW)
    booked = set(Booking.objects.filter(party=row.party_id).values_list("session", flat=True))
    assert booked == {first.pk}
    assert [row.party_id in taken(one) for one in (first, second, third)] == [True, False, False]


def taken(session: Any) -> set[object]:
    return set(Booking.objects.filter(session=session).values_list("party", flat=True))


def test_leaving_on_the_first_day_is_never_having_come(groups, series):
    row = groups.enrolled(series, since=MONDAY)
    groups.scheduled(series)
    assert Booking.objects.filter(party=row.party_id).count() == 3
    ended = end_enrolment(by=SERVICE, enrolment=row, on=MONDAY, how=Ended.ERROR)
    assert (ended.since, ended.until) == (MONDAY, MONDAY)
    assert Booking.objects.filter(party=row.party_id).count() == 0
    assert groups.enrolled(series, row.party_id, since=MONDAY).until is None  # again, and rightly


def test_nobody_leaves_before_a_session_for_which_they_are_excused(groups, series):
    row = groups.enrolled(series)
    second = groups.scheduled(series)[1]
    excused = Mark(enrolment=row.pk, outcome=Outcome.EXCUSED, excuse="court")
    mark(by=SERVICE, session=second, marks=[excused])
    leave: dict[str, Any] = {"by": SERVICE, "enrolment": row, "how": Ended.LEFT}
    assert read(lambda: end_enrolment(on=SECOND, **leave)) == [
        "Attendance was marked after that day. Choose a later last day."
    ]
    assert end_enrolment(on=SECOND + DAY, **leave).until == date(2031, 3, 11)


def test_all_enrolments_of_somebody_end_each_on_its_first_day_at_the_earliest(groups, series):
    party, other = groups.somebody(), groups.series("olaine")
    groups.enrolled(series, party)
    groups.enrolled(other, party, since=MONDAY)
    stays = groups.enrolled(series)
    groups.scheduled(series)
    ended = end_all(by=SERVICE, party=party, on=TODAY, how=Ended.LEFT)
    assert [(row.since, row.until, row.ended_how) for row in ended] == [
        (LONG_AGO, TODAY, "left"),
        (MONDAY, MONDAY, "left"),
    ]
    assert Booking.objects.filter(party=party).count() == 0
    assert Booking.objects.filter(party=stays.party_id).count() == 3
    assert end_all(by=SERVICE, party=party, on=TODAY, how=Ended.LEFT) == []


def test_a_room_closed_keeps_what_is_booked_there_and_takes_nothing_new(groups, series, room):
    first = groups.scheduled(series, room)[0]
    close_place(by=SERVICE, place=room, until=SECOND)
    assert Booking.objects.filter(place=room).count() == 3
    other = groups.series(leaders=[groups.house.member("facilitator") for _ in range(2)])
    room.refresh_from_db()
    late = read(lambda: groups.scheduled(other, room, since=SECOND))
    assert late == ["Room 1 is not in use any more. Choose another room."]
    assert first.starts_at == at(MONDAY, 10)
