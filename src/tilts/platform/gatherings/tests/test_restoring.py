"""What a death ended is taken up again when it was none: whole, or not at all and with a reason."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.people.actions import note_death, restore_person
from tilts.casework.people.pairs import merge_people, split_people
from tilts.platform.gatherings import signals
from tilts.platform.gatherings.actions import (
    NewSession,
    add_session,
    close_series,
    end_all,
    end_enrolment,
    keep_apart,
    set_capacity,
    take_up_again,
)
from tilts.platform.gatherings.models import Booking, Ended, Enrolment
from tilts.platform.gatherings.tests.groups import MONDAY, at
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DIED = date(2024, 5, 1)


def dies(person) -> None:
    note_death(by=SERVICE, person_id=person, died_on=DIED, source="Register")


def lives(person) -> None:
    restore_person(by=SERVICE, person_id=person, reason="Another person of that name")


def join(kept, gone) -> None:
    merge_people(by=SERVICE, kept_id=kept, gone_id=gone, reason="Same code")


def split(gone) -> None:
    split_people(by=SERVICE, gone_id=gone, reason="Twins")


def stands(row: Enrolment) -> tuple[Any, ...]:
    """How an enrolment stands, and how many sessions are booked for it."""
    now = Enrolment.plain.get(pk=row.pk)
    booked = Booking.objects.filter(party=row.party_id).count()
    return now.until, now.ended_how, now.ended_because, booked


GOES_ON = (None, "", "", 3)


@pytest.fixture
def row(groups, series):
    """Somebody in a group with three sessions to come."""
    row = groups.enrolled(series)
    groups.scheduled(series)
    return row


def test_a_death_taken_back_gives_place_and_sessions_back(row):
    assert stands(row) == GOES_ON
    dies(row.party_id)
    assert stands(row) == (TODAY, "died", "", 0)
    lives(row.party_id)
    assert stands(row) == GOES_ON


def test_their_first_day_and_journey_are_what_they_were(row):
    dies(row.party_id)
    lives(row.party_id)
    now = Enrolment.plain.get(pk=row.pk)
    assert (now.since, now.began_on, now.journey) == (row.since, row.began_on, row.journey)


def test_sessions_for_them_alone_are_theirs_again(groups, series, row):
    leaders = tuple(one.pk for one in groups.leaders)
    talk = NewSession(code="talk", starts_at=at(MONDAY, 15), leaders=leaders, alone=row)
    add_session(by=SERVICE, series=series, of=talk)
    for_another = NewSession(
        code="talk", starts_at=at(MONDAY, 17), leaders=leaders, alone=groups.enrolled(series)
    )
    add_session(by=SERVICE, series=series, of=for_another)
    dies(row.party_id)
    lives(row.party_id)
    assert stands(row) == (None, "", "", 4)


def test_what_ended_before_or_otherwise_stays_ended(groups, row):
    before = groups.enrolled(groups.series(), row.party_id)
    end_enrolment(by=SERVICE, enrolment=before, on=TODAY, how=Ended.WITHDREW, because="work")
    dies(row.party_id)
    lives(row.party_id)
    assert stands(before)[:3] == (TODAY, "withdrew", "work")


def test_an_enrolment_still_to_begin_begins_then(groups, series):
    row = groups.enrolled(series, since=MONDAY)
    groups.scheduled(series)
    dies(row.party_id)
    assert stands(row) == (MONDAY, "died", "", 0)
    lives(row.party_id)
    assert stands(row) == GOES_ON


def test_a_place_that_was_given_away_is_not_taken_from_anybody(groups, series, row):
    dies(row.party_id)
    set_capacity(by=SERVICE, series=series, capacity=1)
    other = groups.enrolled(series, since=TODAY)
    lives(row.party_id)
    why = (
        "Not taken up again. All 1 places of this group are taken. End an enrolment, raise the "
        "number of places, or open another group."
    )
    assert stands(row) == (TODAY, "died", why, 0)
    assert stands(other) == GOES_ON


def test_what_they_have_at_that_time_by_now_stays(groups, row):
    """They were enrolled in another group, under another record of theirs."""
    dies(row.party_id)
    other = groups.series(leaders=[groups.house.member("facilitator") for _ in range(2)])
    again = groups.enrolled(other, groups.somebody("kalnz"))
    groups.scheduled(other)
    join(row.party_id, again.party_id)
    lives(row.party_id)
    until, how, why, booked = stands(row)
    assert (until, how, booked) == (TODAY, "died", 0)
    assert why.startswith("Not taken up again. 3 March 2031, 10:00 EET: kalns")
    assert (len(why), why[-1]) == (200, "…")
    assert stands(again) == GOES_ON


def test_a_closed_group_is_not_joined_again(series, row):
    dies(row.party_id)
    close_series(by=SERVICE, series=series, on=TODAY, because="too few people")
    lives(row.party_id)
    why = "Not taken up again. This group is closed. Open a new one from the same template."
    assert stands(row) == (TODAY, "died", why, 0)


def test_who_must_not_meet_somebody_there_stays_out(groups, series, row):
    dies(row.party_id)
    other = groups.enrolled(series)
    keep_apart(by=SERVICE, one=row.party_id, other=other.party_id, since=LONG_AGO)
    lives(row.party_id)
    until, how, why, booked = stands(row)
    assert (until, how, booked) == (TODAY, "died", 0)
    assert why.startswith("Not taken up again. They must not meet somebody of this group.")


def test_one_group_that_is_closed_does_not_keep_them_from_another(groups, series, row):
    other = groups.enrolled(groups.series(), row.party_id)
    dies(row.party_id)
    close_series(by=SERVICE, series=series, on=TODAY, because="too few people")
    lives(row.party_id)
    assert (stands(row)[1], stands(other)[1]) == ("died", "")


def test_a_reason_once_said_stays(groups, series, row):
    """The death is noted and taken back once more: what it did not end is not its business."""
    dies(row.party_id)
    set_capacity(by=SERVICE, series=series, capacity=1)
    other = groups.enrolled(series, since=TODAY)
    lives(row.party_id)
    said = stands(row)
    end_enrolment(by=SERVICE, enrolment=other, on=TODAY, how=Ended.LEFT)
    dies(row.party_id)
    lives(row.party_id)
    assert stands(row) == said


class TestSplit:
    """A merge that was wrong is taken apart."""

    @pytest.fixture
    def kept(self, groups, row):
        """Who was taken for them."""
        kept = groups.somebody("kalnz")
        join(kept, row.party_id)
        return kept

    def test_a_merge_ends_nothing_and_neither_does_a_split(self, kept, row):
        assert stands(row) == GOES_ON
        split(row.party_id)
        assert stands(row) == GOES_ON

    def test_the_death_was_of_the_other(self, groups, kept, row):
        own = groups.enrolled(groups.series(), kept)
        dies(kept)
        assert (stands(row)[1], stands(own)[1]) == ("died", "died")
        split(row.party_id)
        assert stands(row) == GOES_ON
        assert stands(own)[:3] == (TODAY, "died", "")

    def test_a_death_taken_back_counts_under_every_record(self, groups, kept, row):
        own = groups.enrolled(groups.series(), kept)
        dies(kept)
        lives(kept)
        assert stands(row) == GOES_ON
        assert stands(own)[:3] == (None, "", "")

    def test_whoever_has_died_themselves_stays_dead(self, groups, row):
        dies(row.party_id)
        kept = groups.somebody("kalnz")
        join(kept, row.party_id)
        split(row.party_id)
        assert stands(row) == (TODAY, "died", "", 0)

    def test_a_record_of_somebody_who_died_stays_ended(self, groups, row):
        """Its own death is taken back while it stands for somebody who has died."""
        dies(row.party_id)
        kept = groups.somebody("kalnz")
        dies(kept)
        join(kept, row.party_id)
        lives(row.party_id)
        assert stands(row) == (TODAY, "died", "", 0)

    def test_what_was_merged_into_it_comes_along(self, groups, row):
        middle, last = groups.somebody("kalnz"), groups.somebody("kalnc")
        join(middle, row.party_id)
        join(last, middle)
        dies(last)
        split(middle)
        assert stands(row) == GOES_ON


def test_rooms_above_are_told_of_who_goes_on(groups, series, row):
    closed = groups.series()
    groups.enrolled(closed, row.party_id)
    end_all(by=SERVICE, party=row.party_id, on=TODAY, how=Ended.DIED)
    close_series(by=SERVICE, series=closed, on=TODAY, because="over")
    heard: list[object] = []

    def hears(sender, enrolment, by, **more):
        heard.append((enrolment.pk, by))

    signals.enrolled.connect(hears)
    again = take_up_again(by=SERVICE, party=row.party_id)
    signals.enrolled.disconnect(hears)
    assert (again, heard) == ([row], [(row.pk, SERVICE)])


def test_it_is_one_act_on_the_record_and_done_once(row):
    end_all(by=SERVICE, party=row.party_id, on=TODAY, how=Ended.DIED)
    assert take_up_again(by=SERVICE, party=row.party_id) == [row]
    assert Act.objects.filter(kind="gatherings.take_up_again").count() == 1
    assert take_up_again(by=SERVICE, party=row.party_id) == []
    assert stands(row) == GOES_ON
