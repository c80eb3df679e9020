"""An appointment stands in the calendars of both, and the calendar names nobody."""

import pytest

from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.people import person
from tilts.casework.supervision.actions import call_off, reschedule
from tilts.casework.supervision.models import Appointment
from tilts.casework.supervision.queries import next_agreed, one_appointment
from tilts.platform.gatherings.models import Booking
from tilts.platform.gatherings.tests.feeds import opened, read, shown, times
from tilts.platform.gatherings.tests.groups import told
from tilts.platform.parties.actors import SERVICE

from .meetings import agreed, wanted
from .notes import at, note

pytestmark = pytest.mark.usefixtures("all_seen")


def statuses(party) -> list[str]:
    return [status for _summary, _place, status, _sequence in shown(read(opened(party)))]


def test_both_read_it_and_neither_reads_about_whom(caseload, anna):
    agreed(caseload.actor, anna, 7, 10, about="Work", where="Main street 1")
    theirs, officers = (read(opened(one)) for one in (anna.pk, caseload.officer.pk))
    assert [row[0] for row in shown(theirs)] == ["Meeting"]
    assert [row[0] for row in shown(officers)] == ["Supervision: 1. Appointment"]
    whole = theirs.content + officers.content
    secrets = [word for word in ("Ozola", "Work", "Main street") if word.encode() in whole]
    assert secrets == []
    assert times(theirs) == times(officers)


@pytest.mark.parametrize(
    ("how", "where"), [("office", ""), ("visit", ""), ("phone", ""), ("video", "online")]
)
def test_only_a_video_meeting_is_online(caseload, anna, how, where):
    agreed(caseload.actor, anna, 7, 10, how=how)
    assert [row[1] for row in shown(read(opened(anna.pk)))] == [where]


def test_what_was_moved_is_cancelled_there_and_the_new_time_stands(caseload, anna):
    old = agreed(caseload.actor, anna, 7, 10)
    reschedule(by=caseload.actor, appointment=old, side="person", wanted=wanted(8, 11))
    assert statuses(anna.pk) == ["CANCELLED", "CONFIRMED"]


def test_what_was_called_off_is_cancelled_in_both(caseload, anna):
    row = agreed(caseload.actor, anna, 7, 10)
    call_off(by=caseload.actor, appointment=row, side="service", because="Fire drill")
    assert [statuses(one) for one in (anna.pk, caseload.officer.pk)] == [["CANCELLED"]] * 2


@pytest.fixture
def merged(caseload, anna):
    """A second record of the same person, joined with the first."""
    gone = person("Ozolina", "Anna", at=caseload.house.units["jelgava"], country="LV")
    merge_people(by=SERVICE, kept_id=anna.pk, gone_id=gone.pk, reason="the same face")
    return gone


def test_on_a_merged_record_it_is_agreed_with_the_person(caseload, anna, merged):
    row = agreed(caseload.actor, merged, 7, 10)
    assert (row.person_id, one_appointment(anna.pk, row.pk)) == (anna.pk, row)
    assert anna.pk in Booking.objects.values_list("party", flat=True)


def test_before_a_merge_and_after_it_the_person_is_booked_once(caseload, anna):
    """What was agreed on the other record takes the person's time as well."""
    gone = caseload.add("Ozolina")
    agreed(caseload.actor, gone, 7, 10)
    merge_people(by=SERVICE, kept_id=anna.pk, gone_id=gone.pk, reason="the same face")
    assert told(lambda: agreed(caseload.actor, anna, 7, 10)) == ["clash", "clash"]
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    ("noted", "firm", "nearest"),
    [(5, None, 5), (None, 6, 6), (5, 6, 5), (7, 6, 6)],
)
def test_the_nearest_of_what_was_agreed(caseload, anna, noted, firm, nearest):
    if noted:
        note(anna, caseload.officer, -2, next_on=at(noted, 10))
    if firm:
        agreed(caseload.actor, anna, firm, 10)
    assert next_agreed([anna.pk], at(0).date()) == {anna.pk: at(nearest, 10)}


def test_nothing_is_ahead_of_whom_nothing_was_agreed_with(caseload, anna):
    called = agreed(caseload.actor, anna, 7, 10)
    call_off(by=caseload.actor, appointment=called, side="person", because="Ill")
    assert next_agreed([anna.pk], at(0).date()) == {}
