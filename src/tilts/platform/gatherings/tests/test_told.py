"""Everything that happens is on the record, under whom it is about, and has a name."""

from datetime import date
from typing import Any

from django.utils import timezone

from tilts.doors.web.kinds import KINDS, kind_title
from tilts.platform.erasure.reach import reach_of
from tilts.platform.gatherings.actions import (
    Mark,
    Timetable,
    add_guest,
    add_leader,
    add_session,
    cancel_session,
    close_calendar,
    close_place,
    close_series,
    cover,
    end_apart,
    end_enrolment,
    end_template,
    keep_apart,
    mark,
    move_session,
    note_elsewhere,
    open_calendar,
    replace_leader,
    reschedule,
    set_capacity,
    transfer,
    unmark,
)
from tilts.platform.gatherings.actions.sessions import NewSession
from tilts.platform.gatherings.models import Ended, Outcome, Whereabouts
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.gatherings.tests.groups import AT_TEN, MONDAY, at
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act, Payload

TODAY = timezone.localdate()
TOLD = {"gatherings.end_all", "gatherings.take_up_again"}  # because of what was done elsewhere


def kinds() -> list[str]:
    rows = Act.objects.filter(kind__startswith="gatherings.").order_by("pk")
    return list(rows.values_list("kind", flat=True))


def test_every_action_writes_one_act_with_a_name(groups, series, room):
    hall, one = groups.place("Hall"), groups.enrolled(series)
    other = groups.enrolled(groups.series())
    new, third = (groups.house.member("facilitator").pk for _ in range(2))
    leader, since = groups.leaders[0].pk, {"since": MONDAY}
    first, second, _third = groups.scheduled(series, room)
    moved = Timetable(weekly=[Weekly(2, AT_TEN.at)], since=MONDAY, places=[room])
    talk = NewSession(code="talk", starts_at=at(MONDAY, 15), leaders=(leader,), alone=one)
    apart = keep_apart(by=SERVICE, one=one.party_id, other=other.party_id, since=LONG_AGO)
    court: dict[str, Any] = {
        "starts_at": at(MONDAY, 8),
        "ends_at": at(MONDAY, 9),
        "kind": Whereabouts.COURT,
    }
    before = len(kinds())
    reschedule(by=SERVICE, series=series, timetable=moved)
    move_session(by=SERVICE, session=first, starts_at=at(MONDAY, 12), place=hall)
    add_session(by=SERVICE, series=series, of=talk)
    cancel_session(by=SERVICE, session=second, because="No water")
    cover(by=SERVICE, session=first, leader=leader, successor=third)
    add_leader(by=SERVICE, series=series, party=new, **since)
    replace_leader(by=SERVICE, series=series, leader=new, successor=third, since=date(2031, 4, 1))
    end_apart(by=SERVICE, apart=apart, until=TODAY)
    note_elsewhere(by=SERVICE, party=one.party_id, **court)
    add_guest(by=SERVICE, name="Dr Anna Egle")
    set_capacity(by=SERVICE, series=series, capacity=12)
    said = Mark(enrolment=one.pk, outcome=Outcome.COMPLIED)
    mark(by=SERVICE, session=groups.past(series), marks=[said])
    alone = groups.past(series, hours=48, code="talk", alone=one)
    mark(by=SERVICE, session=alone, marks=[said])
    unmark(by=SERVICE, session=alone, because="The wrong line")
    went_on = transfer(by=SERVICE, enrolment=other, to=series, on=TODAY)
    for row in (one, went_on):
        end_enrolment(by=SERVICE, enrolment=row, on=TODAY, how=Ended.COMPLETED)
    close_series(by=SERVICE, series=series, on=TODAY, because="All have finished")
    close_place(by=SERVICE, place=hall, until=TODAY)
    end_template(by=SERVICE, template=series.template, until=TODAY)
    open_calendar(by=SERVICE, party=one.party_id)
    close_calendar(by=SERVICE, party=one.party_id)
    written = kinds()
    assert [kind.partition(".")[2] for kind in written[before:]] == [
        "reschedule",
        "move_session",
        "add_session",
        "cancel_session",
        "cover",
        "add_leader",
        "replace_leader",
        "end_apart",
        "note_elsewhere",
        "add_guest",
        "set_capacity",
        "mark",
        "mark",
        "unmark",
        "transfer",
        "end_enrolment",
        "end_enrolment",
        "close_series",
        "close_place",
        "end_template",
        "open_calendar",
        "close_calendar",
    ]
    assert [kind for kind in {*written, *TOLD} if kind_title(kind) == kind] == []
    named = {kind for kind in KINDS if kind.startswith("gatherings.")}
    assert named - set(written) == TOLD


def test_what_is_about_somebody_lies_under_their_key(groups, series):
    row = groups.enrolled(series)
    session = groups.past(series)
    mark(by=SERVICE, session=session, marks=[Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)])
    rows = Payload.objects.filter(act__kind__in=["gatherings.enrol", "gatherings.mark"])
    assert set(rows.values_list("subject_id", flat=True)) == {row.party_id}


def test_an_erasure_takes_what_is_about_somebody_and_leaves_the_group(groups, series, room):
    row, other = groups.enrolled(series), groups.enrolled(series)
    groups.scheduled(series, room)
    session = groups.past(series)
    marks = [Mark(enrolment=one.pk, outcome=Outcome.COMPLIED) for one in (row, other)]
    mark(by=SERVICE, session=session, marks=marks)
    note_elsewhere(
        by=SERVICE,
        party=row.party_id,
        kind=Whereabouts.VISIT,
        starts_at=at(MONDAY, 8),
        ends_at=at(MONDAY, 9),
    )
    counts = reach_of(row.party_id).counts()
    ours = {label: n for label, n in counts.items() if label.startswith("gatherings.")}
    assert ours == {
        "gatherings.attendance": 1,
        "gatherings.booking": 3,
        "gatherings.elsewhere": 1,
        "gatherings.enrolment": 1,
    }
