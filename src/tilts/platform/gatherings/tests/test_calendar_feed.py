"""What a phone reads at the address of a calendar: when and where, and nobody's name."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from tilts.casework.people.pairs import merge_people
from tilts.platform.gatherings.actions import (
    NewSession,
    add_session,
    cancel_session,
    cover,
    end_enrolment,
    move_session,
)
from tilts.platform.gatherings.models import Ended
from tilts.platform.gatherings.tests.feeds import events, opened, read, shown, times
from tilts.platform.gatherings.tests.groups import MONDAY, at
from tilts.platform.gatherings.tests.test_queries import queries
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
MEETING = ("Meeting", "Room 1", "CONFIRMED", "0")


@pytest.fixture
def leader(groups):
    return groups.leaders[0]


def alone(groups, series, enrolment, hour=14):
    """A one-to-one session, the Tuesday after the first Monday."""
    of = NewSession(
        code="talk",
        starts_at=at(MONDAY + timedelta(days=1), hour),
        leaders=(groups.leaders[0].pk, groups.leaders[1].pk),
        alone=enrolment,
    )
    return add_session(by=SERVICE, series=series, of=of)


class TestOfStaff:
    """Who leads reads the group, the session and the room."""

    def test_group_session_room_and_time(self, groups, series, room, leader):
        groups.scheduled(series, room)
        answer = read(opened(leader.pk))
        titles = ("1. First", "2. Second", "4. Third")
        assert shown(answer) == [
            (f"{series.name}: {title}", "Room 1", "CONFIRMED", "0") for title in titles
        ]
        first = (at(MONDAY, 10), at(MONDAY, 11, 30))
        assert times(answer) == [(a + n * WEEK, b + n * WEEK) for n in range(3) for a, b in [first]]

    def test_times_are_in_utc_and_say_so(self, groups, series, room, leader):
        groups.scheduled(series, room)
        answer = read(opened(leader.pk))
        assert {str(one["dtstart"].dt.tzinfo) for one in events(answer)} == {"UTC"}
        assert b"DTSTART:20310303T080000Z\r\n" in answer.content

    def test_no_participant_is_named_not_even_by_a_group_for_one(self, groups, series, leader):
        row = groups.enrolled(series, groups.somebody("Zvirbulis"))
        with act("test.name", by=SERVICE):
            series.name = "Talks with Zvirbulis"
            series.save()
        alone(groups, series, row)
        answer = read(opened(leader.pk))
        assert b"Zvirbulis" not in answer.content
        assert [one[0] for one in shown(answer)] == ["Calm: 3. Talk"]

    def test_who_covers_has_it_and_who_is_covered_for_has_not(self, groups, series, room, leader):
        first, *rest = groups.scheduled(series, room)
        other = groups.house.member("facilitator")
        cover(by=SERVICE, session=first, leader=leader.pk, successor=other.pk)
        assert len(shown(read(opened(leader.pk)))) == len(rest)
        assert [one[0] for one in shown(read(opened(other.pk)))] == [f"{series.name}: 1. First"]

    def test_what_they_attend_is_there_as_well(self, groups, series, room):
        groups.scheduled(series, room)
        other = groups.house.member("facilitator")
        groups.enrolled(series, other.pk, kind="staff")
        assert len(shown(read(opened(other.pk)))) == 3

    def test_it_is_in_the_language_in_which_it_was_opened(self, groups, series, leader):
        alone(groups, series, groups.enrolled(series))
        with translation.override("lv"):
            token = opened(leader.pk)
        assert [one[0] for one in shown(read(token))] == ["Miers: 3. Talk"]


class TestOfParticipants:
    """Whoever takes part reads a neutral word, a time and a room."""

    def test_neutral_words_only(self, groups, series, room):
        party = groups.somebody("Zvirbulis")
        groups.enrolled(series, party)
        groups.scheduled(series, room)
        answer = read(opened(party))
        assert shown(answer) == [MEETING] * 3
        told = answer.content.decode().lower()
        said = ("zvirbulis", "calm", series.name.lower(), "riga", "ievp", "first", "kalna", "tilts")
        assert [word for word in said if word in told] == []

    def test_only_what_is_for_them(self, groups, series):
        row, other = groups.enrolled(series), groups.enrolled(series)
        alone(groups, series, row)
        assert shown(read(opened(row.party_id))) == [("Meeting", "online", "CONFIRMED", "0")]
        assert shown(read(opened(other.party_id))) == []

    def test_from_their_first_day_until_their_last(self, groups, series, room):
        row = groups.enrolled(series, since=MONDAY + WEEK)
        groups.scheduled(series, room)
        token = opened(row.party_id)
        assert [begin for begin, _end in times(read(token))] == [
            at(MONDAY, 10) + WEEK,
            at(MONDAY, 10) + 2 * WEEK,
        ]
        day = MONDAY + 2 * WEEK
        end_enrolment(by=SERVICE, enrolment=row, on=day, how=Ended.WITHDREW, because="work")
        assert [begin for begin, _end in times(read(token))] == [at(MONDAY, 10) + WEEK]

    def test_an_enrolment_in_error_was_none(self, groups, series, room):
        row = groups.enrolled(series)
        groups.past(series)
        token = opened(row.party_id)
        assert len(events(read(token))) == 1
        today = timezone.localdate()
        end_enrolment(by=SERVICE, enrolment=row, on=today, how=Ended.ERROR, because="other")
        assert events(read(token)) == []


def test_a_moved_session_is_the_same_one_at_another_time(groups, series, room):
    row = groups.enrolled(series)
    first, *_rest = groups.scheduled(series, room)
    token = opened(row.party_id)
    before = [str(one["uid"]) for one in events(read(token))]
    move_session(by=SERVICE, session=first, starts_at=at(MONDAY, 15), place=groups.place("Hall"))
    answer = read(token)
    assert [str(one["uid"]) for one in events(answer)] == before
    assert shown(answer)[0] == ("Meeting", "Hall", "CONFIRMED", "1")
    assert times(answer)[0] == (at(MONDAY, 15), at(MONDAY, 16, 30))


def test_a_cancelled_session_says_so_and_not_why(groups, series, room, leader):
    row = groups.enrolled(series)
    first, *_rest = groups.scheduled(series, room)
    cancel_session(by=SERVICE, session=first, because="Leader in hospital")
    for party in (row.party_id, leader.pk):
        answer = read(opened(party))
        assert [one[2:] for one in shown(answer)][:2] == [("CANCELLED", "1"), ("CONFIRMED", "0")]
        assert b"hospital" not in answer.content


def test_two_calendars_of_one_session_look_unrelated(groups, series, leader):
    row = groups.enrolled(series)
    groups.past(series)
    (one,), (other,) = (events(read(opened(party))) for party in (row.party_id, leader.pk))
    assert one["uid"] != other["uid"]
    assert str(row.party_id) not in str(one["uid"])


def test_a_new_address_tells_of_the_same_events(groups, series, leader):
    groups.past(series)
    first, second = (events(read(opened(leader.pk)))[0]["uid"] for _ in range(2))
    assert first == second


def test_three_months_back_and_no_further(groups, series, leader):
    groups.past(series, hours=24 * 93)
    late = groups.past(series, hours=24 * 91, code="second")
    begin = late.starts_at.replace(microsecond=0)
    assert [one for one, _end in times(read(opened(leader.pk)))] == [begin]


def test_an_empty_calendar_is_one_all_the_same(groups):
    answer = read(opened(groups.somebody()))
    assert (events(answer), b"BEGIN:VCALENDAR" in answer.content) == ([], True)


def test_merged_records_have_one_calendar(groups, series, room):
    kept, gone = groups.somebody("kalns"), groups.somebody("kalnz")
    groups.enrolled(series, gone)
    groups.scheduled(series, room)
    tokens = [opened(kept), opened(gone)]
    assert [len(events(read(token))) for token in tokens] == [0, 3]
    merge_people(by=SERVICE, kept_id=kept, gone_id=gone, reason="Same code")
    assert [shown(read(token)) for token in tokens] == [[MEETING] * 3] * 2
    new = opened(kept)
    assert [read(token).status_code for token in (*tokens, new)] == [404, 404, 200]


@pytest.mark.parametrize("whose", ["leader", "participant"])
def test_as_many_queries_for_three_as_for_one(groups, series, whose):
    row = groups.enrolled(series)
    token = opened(row.party_id if whose == "participant" else groups.leaders[0].pk)
    counts: list[int] = []
    for codes in (["first"], ["second", "third"]):
        for n, code in enumerate(codes):
            groups.past(series, hours=24 * (n + 1), code=code)
        if counts:
            groups.enrolled(groups.series(), row.party_id)
        counts.append(queries(lambda: read(token)))
    assert counts == counts[:1] * 2
    assert len(events(read(token))) == 3
