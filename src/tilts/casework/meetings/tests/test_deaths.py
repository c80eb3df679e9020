"""A death calls a meeting off; staff who expected it are told, and nobody else."""

import pytest

from tilts.casework.meetings import actions
from tilts.casework.meetings.content import Guest
from tilts.casework.meetings.handlers import nobody_meets
from tilts.casework.meetings.models import Meeting
from tilts.casework.meetings.telling import CALLED_OFF, INVITED
from tilts.casework.people.actions import note_death
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.people import person
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.state import check_state
from tilts.platform.workflow.actions import person_event

from .desk import HOUR, TODAY, at_hour, open_work, told

ON, OFF = INVITED.code, CALLED_OFF.code


def died(whom):
    note_death(by=SERVICE, person_id=whom.pk, died_on=TODAY, source="hospital")


def listed(desk):
    """One that is only planned, with a colleague on the list."""
    meeting = desk.planned()
    desk.add(meeting, Guest(sector="own", staff=desk.colleague))
    return meeting


def escaped(desk):
    meeting = desk.invited()
    person_event(person=desk.anna.pk, code="person_escaped", by=SERVICE)
    return meeting


def cancelled(desk):
    return desk.move(desk.invited(), "cancel", "The police cannot come.")


@pytest.mark.parametrize(("make", "state", "notices"), [
    (lambda desk: desk.invited(), "ended_by_death", [ON, OFF]),
    (escaped, "ended_by_death", [ON, OFF]),
    (listed, "ended_by_death", []),
    (cancelled, "cancelled", [ON, OFF]),
    (lambda desk: desk.held(), "ended_by_death", [ON]),
    (lambda desk: at_hour(desk.invited(), -HOUR), "ended_by_death", [ON]),
], ids=["invited", "at large", "planned", "cancelled", "held", "over"])  # fmt: skip
def test_who_expects_a_meeting_is_told_once_that_there_is_none(desk, make, state, notices):
    meeting = make(desk)
    died(desk.anna)
    meeting.refresh_from_db()
    assert (meeting.state, open_work(), [row[0] for row in told()]) == (state, [], notices)
    assert {to for _code, to, _at, _off in told()} <= {desk.colleague}
    assert check_state().faults == []


@pytest.mark.parametrize("first", ["case", "notice"])
def test_it_does_not_matter_which_room_hears_of_it_first(desk, first):
    desk.invited()
    heard = {
        "case": lambda: person_event(person=desk.anna.pk, code="person_died", by=SERVICE),
        "notice": lambda: nobody_meets(person=desk.anna, by=SERVICE),
    }
    for name in sorted(heard, reverse=first == "notice"):
        heard[name]()
    assert Meeting.objects.get().state == "ended_by_death"
    assert [(code, to, off) for code, to, _at, off in told()] == [
        (ON, desk.colleague, False),
        (OFF, desk.colleague, True),
    ]


def test_a_meeting_on_the_other_record_of_somebody_is_called_off_too(desk):
    other = person("Ozoliņa", at=desk.house.units["riga"], country="LV")
    desk.invited()
    merge_people(by=SERVICE, kept_id=other.pk, gone_id=desk.anna.pk, reason="the same")
    died(other)
    assert [row[0] for row in told()] == [ON, OFF]


def test_what_a_death_called_off_is_not_called_off_again(desk):
    meeting = desk.invited()
    died(desk.anna)
    meeting.refresh_from_db()
    head = actor_for(desk.house.member("head_of_unit"), TODAY)
    actions.advance(by=head, meeting=meeting, code="mark_error", reason="Not hers.")
    assert (meeting.state, [row[0] for row in told()]) == ("entered_in_error", [ON, OFF])


def test_who_was_barred_since_they_were_listed_is_not_invited(desk):
    meeting, free = listed(desk), desk.house.member("prison_officer")
    desk.add(meeting, Guest(sector="own", staff=free))
    bar(by=SERVICE, staff=desk.colleague.pk, person=desk.anna.pk,
        ground=BarGround.RELATIVE, since=TODAY)  # fmt: skip
    desk.move(meeting, "invite")
    assert [(code, to) for code, to, _at, _off in told()] == [(ON, free)]
