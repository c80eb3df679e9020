"""Who sees which group, and whom in it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.casework.people.queries import open_person
from tilts.platform.access.purposes import PurposeWanted
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.actions import cover, replace_leader
from tilts.platform.gatherings.models import Attendance, Enrolment, Leading
from tilts.platform.gatherings.queries import (
    enrolments_of,
    one_series,
    one_session,
    series_seen_by,
)
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

TODAY = timezone.localdate()


def acting(staff):
    return actor_for(staff, TODAY)


def whom(actor) -> set[object]:
    with seen_by(actor):
        return set(Person.objects.values_list("pk", flat=True))


def test_leaders_see_their_groups_and_who_is_in_them(groups, series):
    row, other = groups.enrolled(series), groups.series(leaders=[])
    hidden = groups.enrolled(other)
    leader = acting(groups.leaders[0])
    assert list(series_seen_by(leader)) == [series]
    assert one_series(leader, other.pk) is None
    assert whom(leader) == {row.party_id}
    with seen_by(leader):
        assert enrolments_of(series) == [row]
        assert list(Enrolment.objects.about([row.party_id, hidden.party_id])) == [row]


def test_a_leader_whose_time_is_over_sees_nobody(groups, series):
    row = groups.enrolled(series)
    anna, ilze = groups.leaders
    new = groups.house.member("facilitator")
    swap = {"leader": anna.pk, "successor": new.pk, "since": TODAY}
    replace_leader(by=SERVICE, series=series, **swap)
    seen = [whom(acting(one)) for one in (anna, ilze, new)]
    assert seen == [set(), {row.party_id}, {row.party_id}]


def test_who_has_left_the_group_is_out_of_sight(groups, series):
    groups.enrolled(series)
    leader = acting(groups.leaders[0])
    with act("test.end", by=SERVICE):
        row = Enrolment.objects.get()
        row.until, row.ended_how = TODAY, "withdrew"
        row.save()
    assert whom(leader) == set()


def test_who_covers_a_session_sees_the_group_on_its_day(groups, series, room):
    row = groups.enrolled(series)
    new = groups.house.member("facilitator")
    session = groups.scheduled(series, room)[0]
    cover(by=SERVICE, session=session, leader=groups.leaders[0].pk, successor=new.pk)
    assert whom(acting(new)) == set()
    today = groups.past(series, 0)
    with act("test.cover", by=SERVICE):
        Leading(session=today, party=new.party, cover=True).save(force_insert=True)
    assert whom(acting(new)) == {row.party_id}
    assert list(series_seen_by(acting(new))) == [series]


def test_a_unit_sees_its_groups_and_an_agency_all_of_its_own(groups, house, series):
    far = groups.series("olaine")
    assert list(series_seen_by(house.actor("head_of_unit"))) == [series]
    assert list(series_seen_by(house.actor("head_of_unit", "olaine"))) == [far]
    assert set(series_seen_by(house.actor("training_officer"))) == {series, far}
    assert list(series_seen_by(house.actor("head_of_unit", "jelgava"))) == []
    assert list(series_seen_by(house.actor("clerk"))) == []


def test_a_session_is_seen_with_its_series(groups, house, series, room):
    session = groups.scheduled(series, room)[0]
    assert one_session(house.actor("head_of_unit"), session.pk) == session
    assert one_session(house.actor("head_of_unit", "olaine"), session.pk) is None


def test_staff_and_guests_are_seen_by_whoever_sees_the_group_people_only_in_scope(
    groups, house, series
):
    person = groups.enrolled(series)
    staff = groups.enrolled(series, house.member("prison_officer").pk, kind="staff")
    with seen_by(house.actor("training_officer")):
        assert enrolments_of(series) == [staff]
        assert list(Enrolment.objects.about([person.party_id, staff.party_id])) == [staff]
    with seen_by(house.actor("head_of_unit")):
        assert enrolments_of(series) == [person, staff]
    with seen_by(None):
        assert list(Attendance.objects.all()) == []


def test_leading_somebodys_group_is_a_purpose(groups, series):
    row = groups.enrolled(series)
    leader = acting(groups.leaders[0])
    with seen_by(leader):
        assert open_person(leader, row.party_id).pk == row.party_id
    head = groups.house.actor("head_of_unit")
    with seen_by(head), pytest.raises(PurposeWanted):
        open_person(head, row.party_id)


def test_queries_do_not_grow_with_the_group(groups, series, django_assert_num_queries):
    leader = acting(groups.leaders[0])
    for _ in range(2):
        groups.enrolled(series, since=TODAY - timedelta(days=3))
        with seen_by(leader), django_assert_num_queries(1):
            enrolments_of(series)
