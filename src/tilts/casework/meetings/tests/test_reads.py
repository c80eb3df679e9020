"""Who reads which meetings: those about the people they see, and never past a bar."""

import pytest

from tilts.casework.meetings.models import Decision, Invitee, Meeting
from tilts.casework.meetings.queries import meetings_about, one_decision, one_meeting
from tilts.casework.people.tests.people import person
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE

from .desk import TODAY, refused


@pytest.fixture
def held(desk):
    """A meeting about Anna at which something was decided."""
    meeting = desk.held()
    return meeting, desk.decide(meeting, responsible=desk.officer)


def read(actor):
    """How many meetings, invitees and decisions somebody reads."""
    with seen_by(actor):
        return tuple(model.objects.count() for model in (Meeting, Invitee, Decision))


def test_a_meeting_is_read_by_who_sees_the_person(desk, held):
    near = [desk.by, desk.other, actor_for(desk.house.member("head_of_unit"), TODAY)]
    away = {"prison_officer": "olaine", "probation_officer": "jelgava"}
    far = [actor_for(desk.house.member(*one), TODAY) for one in away.items()]
    assert [read(actor) for actor in near] == [(1, 2, 1)] * 3
    assert [read(actor) for actor in far] == [(0, 0, 0)] * 2


def test_who_is_barred_since_reads_nothing_more(desk, held):
    meeting, row = held
    bar(by=SERVICE, staff=desk.colleague.pk, person=desk.anna.pk,
        ground=BarGround.RELATIVE, since=TODAY)  # fmt: skip
    assert (read(desk.other), read(desk.by)) == ((0, 0, 0), (1, 2, 1))
    with seen_by(desk.other):
        assert refused(lambda: one_meeting(meeting.pk)) == ["not-yours"]
        assert refused(lambda: one_decision(row.pk)) == ["not-yours"]


def test_meetings_about_somebody_are_theirs_alone(desk, held):
    other = person("Liepa", at=desk.house.units["riga"], country="LV")
    assert list(meetings_about([desk.anna.pk])) == [held[0]]
    assert list(meetings_about([other.pk])) == []
    assert (one_meeting(held[0].pk), one_decision(held[1].pk)) == held
