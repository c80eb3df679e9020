"""Enrolling: places, clashes, roles, transfers – refused with every reason and a way out."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.people.actions import mark_entered_in_error, note_death
from tilts.platform.access.reasons import Refused
from tilts.platform.access.tests.people import person
from tilts.platform.gatherings.actions import (
    Mark,
    add_guest,
    end_apart,
    end_enrolment,
    enrol,
    keep_apart,
    mark,
    note_elsewhere,
    transfer,
)
from tilts.platform.gatherings.hooks import names_of
from tilts.platform.gatherings.models import (
    Apart,
    Booking,
    Ended,
    Enrolment,
    Outcome,
    Whereabouts,
)
from tilts.platform.gatherings.queries import dose_of, missed
from tilts.platform.gatherings.tests.groups import at, told
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party

FIRST, SECOND = date(2031, 3, 3), date(2031, 3, 10)


def times(party) -> int:
    return Booking.objects.filter(party=party).values("session").distinct().count()


def test_the_eleventh_in_a_group_of_ten_is_refused_with_the_reason_and_the_remedy(groups, series):
    for _ in range(10):
        groups.enrolled(series)
    with pytest.raises(Refused) as refused:
        groups.enrolled(series)
    assert [(one.code, str(one.text)) for one in refused.value.reasons] == [
        (
            "full",
            "All 10 places of this group are taken. End an enrolment, raise the number of places, "
            "or open another group.",
        )
    ]
    assert Enrolment.objects.count() == 10


def test_a_place_is_free_again_from_the_day_on_which_somebody_leaves(groups, series):
    rows = [groups.enrolled(series) for _ in range(10)]
    end_enrolment(by=SERVICE, enrolment=rows[0], on=FIRST, how=Ended.WITHDREW, because="Work")
    assert told(lambda: groups.enrolled(series, since=FIRST - timedelta(days=1))) == ["full"]
    assert groups.enrolled(series, since=FIRST).since == FIRST


def test_who_is_enrolled_later_has_the_sessions_from_then(groups, series, room):
    groups.scheduled(series, room)
    party = groups.enrolled(series, since=SECOND).party_id
    assert times(party) == 2


def test_who_leaves_keeps_what_was_before(groups, series, room):
    row = groups.enrolled(series)
    groups.scheduled(series, room)
    ended = end_enrolment(by=SERVICE, enrolment=row, on=SECOND, how=Ended.EXCLUDED, because="Rules")
    assert (ended.until, ended.ended_how, ended.ended_because) == (SECOND, "excluded", "Rules")
    assert times(row.party_id) == 1
    again: dict[str, Any] = {"on": SECOND, "how": Ended.COMPLETED}
    assert told(lambda: end_enrolment(by=SERVICE, enrolment=row, **again)) == ["over"]


def test_nobody_leaves_before_they_came_or_before_they_attended(groups, series):
    today = timezone.localdate()
    row = groups.enrolled(series, since=today - timedelta(days=30))
    session = groups.past(series, hours=48)
    mark(by=SERVICE, session=session, marks=[Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)])

    def end(on):
        return told(lambda: end_enrolment(by=SERVICE, enrolment=row, on=on, how=Ended.COMPLETED))

    assert end(today - timedelta(days=31)) == ["too-early", "attended-later"]
    assert end(timezone.localdate(session.starts_at)) == ["attended-later"]
    assert end(today) == []


def test_nobody_is_in_two_groups_at_once(groups, series, room):
    groups.scheduled(series, room)
    other = groups.series(leaders=[groups.house.member("facilitator") for _ in range(2)])
    groups.scheduled(other, groups.place("Hall"))
    party = groups.enrolled(series).party_id
    with pytest.raises(Refused) as refused:
        groups.enrolled(other, party)
    assert [one.code for one in refused.value.reasons] == ["clash"] * 3
    assert "is at “Group 1” then. Move one of the two sessions" in str(
        refused.value.reasons[0].text
    )
    assert told(lambda: groups.enrolled(series, party)) == ["enrolled"]


def test_who_must_not_meet_is_not_put_into_one_group_and_nobody_is_named(groups, series):
    one, other = groups.somebody("secretname"), groups.somebody()
    apart = keep_apart(by=SERVICE, one=other, other=one, since=LONG_AGO)
    groups.enrolled(series, one)
    with pytest.raises(Refused) as refused:
        groups.enrolled(series, other)
    assert [one.code for one in refused.value.reasons] == ["must-not-meet"]
    assert "secretname" not in str(refused.value.reasons[0].text)
    again = told(lambda: keep_apart(by=SERVICE, one=one, other=other, since=LONG_AGO))
    assert again == ["apart-already"]
    end_apart(by=SERVICE, apart=apart, until=timezone.localdate())
    assert groups.enrolled(series, other, since=timezone.localdate()).party_id == other


def test_who_must_not_meet_is_not_brought_at_the_same_time(groups, series, room):
    one, other = groups.somebody(), groups.somebody()
    keep_apart(by=SERVICE, one=one, other=other, since=LONG_AGO)
    groups.enrolled(series, one)
    groups.scheduled(series, room)
    same = groups.series(leaders=[groups.house.member("facilitator") for _ in range(2)])
    groups.scheduled(same, groups.place("Hall"))
    assert told(lambda: groups.enrolled(same, other)) == ["near"] * 3


def test_two_who_must_not_meet_are_two(groups):
    one = groups.somebody()
    assert told(lambda: keep_apart(by=SERVICE, one=one, other=one, since=LONG_AGO)) == ["oneself"]
    assert Apart.objects.count() == 0


def test_being_elsewhere_takes_time(groups):
    wrong: dict[str, Any] = {
        "starts_at": at(FIRST, 12),
        "ends_at": at(FIRST, 12),
        "kind": Whereabouts.COURT,
    }
    party = groups.somebody()
    assert told(lambda: note_elsewhere(by=SERVICE, party=party, **wrong)) == ["no-time"]


def test_people_staff_and_guests_take_part_as_what_they_are(groups, series):
    staff = groups.house.member("prison_officer")
    guest = add_guest(by=SERVICE, name="Dr Anna Egle", comes_from="University")
    volunteer = Party.objects.create(kind="volunteer")
    rows = [
        groups.enrolled(series, kind="community"),
        groups.enrolled(series, staff.pk, kind="staff"),
        groups.enrolled(series, guest.pk, kind="guest"),
        groups.enrolled(series, volunteer.pk, kind="volunteer"),
    ]
    assert Enrolment.objects.count() == 4
    shown = names_of(row.party_id for row in rows)
    assert shown[staff.pk].name == "I. Kalna"
    assert (shown[guest.pk].name, shown[guest.pk].more) == ("Dr Anna Egle", "University")
    assert shown[rows[0].party_id].url.startswith("/people/")
    assert told(lambda: groups.enrolled(series, staff.pk, kind="custody")) == [
        "wrong-kind",
        "enrolled",
    ]
    assert told(lambda: groups.enrolled(series, groups.somebody(), kind="guest")) == ["wrong-kind"]


def test_nobody_begins_to_wait_after_the_first_day(groups, series):
    late = told(lambda: groups.enrolled(series, since=FIRST, waiting_since=SECOND))
    assert late == ["waited-later"]
    assert groups.enrolled(series, since=SECOND, waiting_since=FIRST).waiting_days == 7


def test_a_transfer_takes_place_hours_and_waiting_days_along(groups, series, room):
    today = timezone.localdate()
    since = today - timedelta(days=30)
    waited = since - timedelta(days=40)
    row = groups.enrolled(series, since=since, waiting_since=waited)
    first, second = groups.past(series, 72), groups.past(series, 48, "second")
    came = Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)
    mark(by=SERVICE, session=first, marks=[came])
    sick = Mark(enrolment=row.pk, outcome=Outcome.EXCUSED, excuse="medical")
    mark(by=SERVICE, session=second, marks=[sick])
    other = groups.series("olaine", [groups.house.member("facilitator") for _ in range(2)])
    groups.scheduled(other)
    groups.scheduled(series, room)
    new = transfer(by=SERVICE, enrolment=row, to=other, on=today)
    old = Enrolment.objects.get(pk=row.pk)
    assert (old.until, old.ended_how) == (today, "moved")
    assert (new.since, new.waiting_days, new.journey) == (today, 40, row.journey)
    assert (dose_of(new).done, dose_of(new).minutes) == (("first",), 90)
    assert [one.session.code for one in missed(new)] == ["second"]
    assert times(row.party_id) == 3  # those of the new group


def test_a_transfer_is_refused_as_a_whole(groups, series):
    row = groups.enrolled(series)
    groups.template(code="other")
    del groups.__dict__["_template"]
    groups._template = groups.template(code="third")
    strange = groups.series("olaine")
    today = timezone.localdate()
    assert told(lambda: transfer(by=SERVICE, enrolment=row, to=strange, on=today)) == [
        "other-template"
    ]
    assert told(lambda: transfer(by=SERVICE, enrolment=row, to=series, on=today)) == ["same-series"]
    assert Enrolment.objects.get().ended_how == ""


def test_a_transfer_into_a_full_group_changes_nothing(groups, series):
    row = groups.enrolled(series)
    full = groups.series()
    for _ in range(10):
        groups.enrolled(full)
    today = timezone.localdate()
    assert told(lambda: transfer(by=SERVICE, enrolment=row, to=full, on=today)) == ["full"]
    assert Enrolment.objects.get(pk=row.pk).ended_how == ""


def test_whoever_dies_takes_part_no_more(groups, series, room):
    row = groups.enrolled(series)
    groups.scheduled(series, room)
    today = timezone.localdate()
    note_death(by=SERVICE, person_id=row.party_id, died_on=today, source="Register")
    assert Enrolment.objects.get().ended_how == "died"
    assert times(row.party_id) == 0
    other = groups.series()
    assert told(lambda: groups.enrolled(other, row.party_id)) == ["dead"]


def test_a_record_in_error_takes_part_no_more(groups, series):
    row = groups.enrolled(series)
    mark_entered_in_error(by=SERVICE, person_id=row.party_id, reason="Typed twice")
    assert Enrolment.objects.get().ended_how == "error"
    other = groups.series()
    assert told(lambda: groups.enrolled(other, row.party_id)) == ["entered-in-error"]


def test_only_people_within_reach_are_enrolled(groups, house, series):
    officer = house.actor("prison_officer")
    far = groups.somebody()
    near = person(house.units["riga"], "near").pk
    strange = person(house.units["vilnius"], "strange").pk
    values = {"by": officer, "series": series, "kind": "custody", "since": LONG_AGO}
    assert told(lambda: enrol(party=near, **values)) == []
    assert told(lambda: enrol(party=strange, **values)) == ["not-yours"]
    assert told(lambda: enrol(party=series.pk, **values)) == ["not-yours"]
    leader = house.actor("facilitator")
    assert told(lambda: enrol(**{**values, "by": leader, "party": far})) == ["not-your-series"]
