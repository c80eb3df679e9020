"""Steps on the pages of gatherings: each is one form and one action, and says why not."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tilts.platform.gatherings.actions import Mark, mark
from tilts.platform.gatherings.models import Enrolment, Leading, Outcome, Session
from tilts.platform.gatherings.tests.groups import MONDAY, at
from tilts.platform.gatherings.tests.pages import Visitor, text
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db

MONDAYS = {"weekday_0": "0", "at_0": "10:00", "since": str(MONDAY)}


@pytest.fixture
def head(house):
    return Visitor(house.member("head_of_unit"))


def test_a_group_is_opened(house, head, template):
    riga = house.units["riga"]
    sent = {"template": template.pk, "unit": riga.pk, "name": "Spring", "on": "2026-01-05"}
    made = head.send("open", **sent)
    assert made.status_code == 302
    page = head.client.get(made.headers["Location"])
    assert (page.context["series"].name, page.context["series"].capacity) == ("Spring", 10)


def test_who_runs_no_unit_is_not_offered_to_open_one(house, head, template):
    facilitator = Visitor(house.member("facilitator"))
    assert facilitator.get("list").context["may_open"] is False
    assert head.get("list").context["may_open"] is True
    assert facilitator.get("open").context["form"].fields["unit"].choices == []


def test_sessions_are_scheduled_in_rooms_in_their_order(head, series, room):
    done = head.send("schedule", series.pk, **MONDAYS, places=[room.pk])
    assert done.status_code == 302
    told = head.get("series", series.pk).content.decode()
    assert "3 sessions are scheduled: 3 Mar 2031 to 17 Mar 2031." in told
    assert {one.place for one in Session.objects.all()} == {room}


def test_what_was_passed_over_is_told(head, series):
    head.send("schedule", series.pk, weekday_0="4", at_0="10:00", since="2031-04-11")
    told = head.get("series", series.pk).content.decode()
    assert "Passed over: 11 Apr 2031 (public holiday or weekend)." in told


def test_a_timetable_wants_a_day_with_its_time(head, series):
    assert "A day and a time belong together." in head.refused(
        "schedule", series.pk, **MONDAYS, weekday_1="2"
    )
    assert "This field is required." in head.refused("schedule", series.pk, since=str(MONDAY))
    assert Session.objects.count() == 0


def test_what_cannot_be_scheduled_says_why(groups, head):
    alone = groups.series(leaders=groups.leaders[:1])
    assert "1 more leader is needed: add one first." in head.refused(
        "schedule", alone.pk, **MONDAYS
    )


def test_sessions_to_come_are_rescheduled(groups, head, series):
    groups.scheduled(series)
    head.send("reschedule", series.pk, **{**MONDAYS, "at_0": "14:00"})
    assert {one.starts_at.hour for one in Session.objects.all()} == {12}


def test_an_eleventh_person_is_refused_with_the_remedy(groups, head, series):
    for _ in range(10):
        groups.enrolled(series)
    party = groups.somebody("Liepa")
    answer = head.send("enrol", series.pk, party=party, since="2026-01-05")
    assert answer.status_code == 422
    assert (
        "All 10 places of this group are taken. End an enrolment, raise the number of places, or "
        "open another group." in text(answer)
    )
    assert Enrolment.objects.count() == 10


def test_somebody_is_found_and_enrolled(groups, head, series):
    guest = groups.house.member("facilitator")
    where = reverse("gatherings:enrol", args=[series.pk])
    page = head.get("enrol", series.pk, q="Kalna")
    assert str(guest.pk) in [key for key, _name in page.context["form"].fields["party"].choices]
    sent = {"party": guest.pk, "since": "2026-01-05", "waiting_since": ""}
    assert head.client.post(f"{where}?q=Kalna", sent).status_code == 302
    row = Enrolment.objects.get()
    assert (row.party_id, row.kind, row.since) == (guest.pk, "staff", date(2026, 1, 5))


def test_nobody_is_found_who_is_not_in_sight(head, series):
    said = text(head.get("enrol", series.pk, q="Nobody of this name"))
    assert "Nobody of that name is in sight." in said
    assert "Waiting since" not in said


def test_a_catch_up_is_added_for_who_missed_a_session(groups, head, series, room):
    row = groups.enrolled(series)
    missed = groups.past(series)
    mark(by=SERVICE, session=missed, marks=[Mark(enrolment=row.pk, outcome=Outcome.UNACCEPTABLE)])
    page = head.get("add_session", series.pk, code="first", alone=row.pk)
    assert page.context["form"].initial["alone"] == str(row.pk)
    leaders = [one.pk for one in groups.leaders]
    sent = {"code": "first", "alone": row.pk, "starts_at": "2031-03-04T09:00", "leaders": leaders}
    assert head.send("add_session", series.pk, **sent, place=room.pk).status_code == 302
    made = Session.objects.latest("starts_at")
    assert (made.catches_up, made.alone, made.place) == (missed, row, room)
    assert (made.starts_at, made.minutes) == (at(date(2031, 3, 4), 9), 90)


def test_a_session_is_moved_covered_and_cancelled(groups, head, series, room):
    (first, *_rest) = groups.scheduled(series)
    head.send("move", first.pk, starts_at="2031-03-05T12:00", place=room.pk, minutes="60")
    first.refresh_from_db()
    assert (first.starts_at, first.minutes, first.place) == (at(date(2031, 3, 5), 12), 60, room)
    other, own = groups.house.member("facilitator"), groups.leaders[0]
    head.send("cover", first.pk, leader=own.pk, successor=other.pk)
    covers = Leading.objects.get(session=first, cover=True)
    assert covers.party_id == other.pk
    assert "This field is required." in head.refused("cancel", first.pk, because="")
    head.send("cancel", first.pk, because="the heating is broken")
    first.refresh_from_db()
    assert first.cancelled_because == "the heating is broken"


def test_leaders_are_added_and_replaced_in_one_step(groups, head, series):
    groups.scheduled(series)
    new, third = (groups.house.member("facilitator") for _ in range(2))
    old = groups.leaders[0]
    today = timezone.localdate()
    sent = {"leader": old.pk, "successor": new.pk, "since": today}
    assert head.send("replace_leader", series.pk, **sent).status_code == 302
    head.send("add_leader", series.pk, party=third.pk, since=today)
    led = {one.pk: {row.party_id for row in one.led_by.all()} for one in series.sessions.all()}
    assert set(map(frozenset, led.values())) == {
        frozenset({new.pk, third.pk, groups.leaders[1].pk})
    }


def test_places_are_changed_and_the_group_is_closed(head, series):
    assert head.get("set_capacity", series.pk).context["form"].initial == {"capacity": 10}
    head.send("set_capacity", series.pk, capacity="12")
    head.send("close", series.pk, on="2026-11-02", because="over")
    series.refresh_from_db()
    assert (series.capacity, series.closed_because) == (12, "over")
    assert head.get("series", series.pk).context["may_run"] is False


def test_somebody_goes_on_in_another_group_with_what_they_did(groups, head, series):
    row, other = groups.enrolled(series), groups.series()
    elsewhere = groups.series("olaine")
    choices = head.get("transfer", row.pk).context["form"].fields["to"].choices
    assert choices == [(str(other.pk), other.name)]
    assert str(elsewhere.pk) not in dict(choices)
    today = timezone.localdate()
    assert head.send("transfer", row.pk, to=other.pk, on=today).status_code == 302
    new = Enrolment.objects.get(series=other)
    assert (new.journey, new.since) == (row.journey, today)


def test_an_enrolment_is_ended(groups, head, series):
    row = groups.enrolled(series)
    tomorrow = timezone.localdate() + timedelta(days=1)
    head.send("end", row.pk, on=tomorrow, how="withdrew", because="found work")
    row.refresh_from_db()
    assert (row.until, row.ended_how, row.ended_because) == (tomorrow, "withdrew", "found work")
    assert "no such choice" not in head.refused("end", row.pk, on=tomorrow, how="moved")


def test_steps_of_a_group_out_of_reach_are_not_there(groups, series):
    row, session = groups.enrolled(series), groups.past(series)
    stranger = Visitor(groups.house.member("head_of_unit", "olaine"))
    steps = (("schedule", series), ("enrol", series), ("cancel", session), ("end", row))
    assert [stranger.get(name, of.pk).status_code for name, of in steps] == [404] * 4
    assert [stranger.send(name, of.pk).status_code for name, of in steps] == [404] * 4
