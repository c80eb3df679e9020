"""What the record tells of each action: which rows, from what to what, and why."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tilts.platform.gatherings.actions import (
    Mark,
    Timetable,
    add_guest,
    cancel_session,
    close_series,
    cover,
    end_apart,
    end_enrolment,
    enrol,
    keep_apart,
    mark,
    move_session,
    replace_leader,
    reschedule,
    set_capacity,
    transfer,
)
from tilts.platform.gatherings.models import Ended, Outcome
from tilts.platform.gatherings.tests.groups import AT_TEN, MONDAY, at, told
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.record.boxes import open_all
from tilts.platform.record.models import Act, Payload

DAY = timedelta(days=1)
TODAY = timezone.localdate()


def payloads(kind: str) -> list[Any]:
    """Whom the last act of a kind is about, and what it says, in the order of the subjects."""
    row = Act.objects.filter(kind=f"gatherings.{kind}").order_by("recorded_at", "pk").last()
    found = list(Payload.objects.filter(act=row))
    bodies = open_all(found)
    return sorted(((one.subject_id, bodies[one.pk]) for one in found), key=lambda one: one[0])


def changes(kind: str) -> list[tuple[str, Any, Any]]:
    """The rows that an act changed: table, before and after."""
    return [
        (change["row"].partition(":")[0], change["before"], change["after"])
        for _whom, body in payloads(kind)
        for change in body["changes"]
    ]


def why(kind: str) -> set[str]:
    return {body["reason"] for _whom, body in payloads(kind)}


def test_a_session_moved_is_told_with_both_times_and_not_with_bookings(groups, series, room):
    groups.enrolled(series)
    first = groups.scheduled(series, room)[0]
    move_session(by=SERVICE, session=first, starts_at=at(MONDAY, 12), place=room)
    [(row, before, after)] = changes("move_session")
    assert row == "gatherings.session"
    assert (before["version"], after["version"]) == (0, 1)
    assert set(before) == set(after) == {"starts_at", "ends_at", "version"}
    assert (before["starts_at"][:16], after["starts_at"][:16]) == (
        "2031-03-03T08:00",
        "2031-03-03T10:00",
    )


def test_a_session_cancelled_and_a_series_closed_tell_why(groups, series):
    first, *_ = groups.scheduled(series)
    cancel_session(by=SERVICE, session=first, because="No water")
    assert why("cancel_session") == {"No water"}
    assert changes("cancel_session") == [
        (
            "gatherings.session",
            {"cancelled_because": "", "version": 0},
            {"cancelled_because": "No water", "version": 1},
        )
    ]
    close_series(by=SERVICE, series=series, on=TODAY, because="Too few came")
    assert why("close_series") == {"Too few came"}
    rows = [row for row, *_ in changes("close_series")]
    assert sorted(rows) == [
        *["gatherings.leader"] * 2,
        "gatherings.series",
        *["gatherings.session"] * 2,
    ]


def test_an_enrolment_is_told_under_whom_it_is_about(groups, series):
    party = groups.somebody()
    row = enrol(by=SERVICE, series=series, party=party, kind="custody", since=LONG_AGO)
    [(whom, body)] = payloads("enrol")
    [change] = body["changes"]
    assert (whom, change["row"], change["before"]) == (
        party,
        f"gatherings.enrolment:{row.pk}",
        None,
    )
    assert (change["after"]["kind"], change["after"]["since"]) == ("custody", f"{LONG_AGO}")
    end_enrolment(by=SERVICE, enrolment=row, on=TODAY, how=Ended.EXCLUDED, because="Rules")
    assert changes("end_enrolment") == [
        (
            "gatherings.enrolment",
            {"until": None, "ended_how": "", "ended_because": ""},
            {"until": f"{TODAY}", "ended_how": "excluded", "ended_because": "Rules"},
        )
    ]
    assert why("end_enrolment") == {"Rules"}


def test_a_transfer_is_one_act_with_the_end_and_the_beginning(groups, series):
    row = groups.enrolled(series)
    new = transfer(by=SERVICE, enrolment=row, to=groups.series(), on=TODAY)
    [(_row, before, after), (_new, nothing, begun)] = changes("transfer")
    assert (before["ended_how"], after["ended_how"], nothing) == ("", "moved", None)
    assert (begun["series_id"], begun["journey"]) == (f"{new.series_id}", f"{row.journey}")


def test_a_mark_is_told_each_time_that_it_says_something_else(groups, series):
    row, session = groups.enrolled(series), groups.past(series)
    for outcome, minutes in ((Outcome.COMPLIED, 90), (Outcome.UNACCEPTABLE, 0)):
        said = Mark(enrolment=row.pk, outcome=outcome)
        mark(by=SERVICE, session=session, marks=[said])
        [(table, before, after)] = changes("mark")
        assert (table, after["outcome"], after["minutes"]) == (
            "gatherings.attendance",
            outcome,
            minutes,
        )
    assert (before["outcome"], before["minutes"]) == ("complied", 90)
    assert Act.objects.filter(kind="gatherings.mark").count() == 2


def test_leaders_who_change_are_told_under_each_of_them(groups, series):
    anna, new = groups.leaders[0].pk, groups.house.member("facilitator").pk
    first, *_ = groups.scheduled(series)
    cover(by=SERVICE, session=first, leader=anna, successor=new)
    assert [whom for whom, _body in payloads("cover")] == sorted([anna, new])
    replace_leader(by=SERVICE, series=series, leader=anna, successor=new, since=MONDAY)
    rows = {whom: len(body["changes"]) for whom, body in payloads("replace_leader")}
    assert rows == {anna: 1 + 2, new: 1 + 2}  # the series, and two sessions: one is covered


def test_who_must_not_meet_whom_is_not_told_to_the_other(groups):
    one, other = sorted([groups.somebody(), groups.somebody()])
    apart = keep_apart(by=SERVICE, one=other, other=one, since=LONG_AGO)
    assert [whom for whom, _body in payloads("keep_apart")] == [one]
    end_apart(by=SERVICE, apart=apart, until=TODAY)
    assert changes("end_apart") == [("gatherings.apart", {"until": None}, {"until": f"{TODAY}"})]


def test_what_is_about_nobody_stands_under_the_service(groups, series):
    set_capacity(by=SERVICE, series=series, capacity=12)
    assert payloads("set_capacity")[0][0] == SERVICE_ID
    assert changes("set_capacity") == [
        ("gatherings.series", {"capacity": 10}, {"capacity": 12}),
    ]


def test_a_guest_is_told_under_a_key_of_their_own(groups):
    guest = add_guest(by=SERVICE, name="Dr Anna Egle", comes_from="University")
    assert [whom for whom, _body in payloads("add_guest")] == [guest.party_id]
    [(table, before, after)] = changes("add_guest")
    assert (table, before, after["name"]) == ("gatherings.guest", None, "Dr Anna Egle")


def test_rescheduling_tells_only_what_has_changed(groups, series, room):
    groups.scheduled(series, room)
    same = Timetable(weekly=[AT_TEN], since=MONDAY + 7 * DAY, places=[room])
    reschedule(by=SERVICE, series=series, timetable=same)
    told_of = changes("reschedule")
    assert [row for row, *_ in told_of] == ["gatherings.session"] * 3
    assert {frozenset(after) for _row, _before, after in told_of} == {
        frozenset({"starts_at", "ends_at", "version"})
    }


def test_what_is_refused_leaves_no_trace(groups, series):
    before = Act.objects.count(), Payload.objects.count()
    assert told(lambda: set_capacity(by=SERVICE, series=series, capacity=-1)) == ["too-few-seats"]
    assert told(lambda: cancel_session(by=SERVICE, session=groups.past(series), because="x")) == [
        "begun"
    ]
    written = Act.objects.exclude(kind="test.past").count()
    assert written == before[0]
