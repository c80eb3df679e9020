"""A protocol is opened: its steps with their times, its owner, and who is told."""

from datetime import timedelta

import pytest

from tilts.casework.people.actions import mark_entered_in_error
from tilts.casework.people.tests.people import person
from tilts.casework.protocols.actions import start_protocol
from tilts.casework.protocols.models import Occurrence
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.reasons import Refused
from tilts.platform.notices.models import Notice
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.state import check_state

from .desk import TODAY, codes, steps, told, work_of


def test_its_steps_stand_there_with_their_times(desk):
    case = desk.opened("violence")
    minutes = [(s.code, (s.due_at - case.opened_at) // timedelta(minutes=1)) for s in steps(case)]
    assert minutes == [
        ("safe", 0), ("alarm", 0), ("hurt", 10), ("apart", 15), ("victim", 120), ("report", 1440)
    ]  # fmt: skip
    assert (case.state, case.leader_id, case.setting) == ("open", desk.staff.pk, "custody")
    assert work_of(case) == [("protocols.steps", desk.staff.pk, None, "")]


def test_probation_has_the_steps_of_the_community(desk):
    officer = desk.house.actor("probation_officer", "jelgava")
    near = person("Kalns", at=desk.house.units["jelgava"], country="LV")
    case = start_protocol(by=officer, person=near, code="violence")
    assert [s.code for s in steps(case)] == ["safe", "police", "hurt", "apart", "victim", "report"]
    assert case.setting == "community"


def test_who_must_know_is_told_and_nobody_else(desk):
    head, psychologist = desk.head_staff, desk.house.member("psychologist")
    desk.house.member("head_of_unit", "olaine")
    case = desk.opened("suicide")
    assert sorted(told(case)) == sorted(
        (who.email, "protocols.opened") for who in (head, psychologist)
    )


def test_a_wing_tells_the_head_above_it_and_the_responsible_officer(desk):
    head, anna = desk.head_staff, desk.anna
    other = actor_for(desk.colleague_staff, TODAY)
    case = start_protocol(by=other, person=anna, code="violence")
    expected = [(who.email, "protocols.opened") for who in (desk.staff, head)]
    assert sorted(told(case)) == sorted(expected)


def test_who_is_barred_is_not_told(desk):
    head = desk.head_staff
    bar(by=SERVICE, staff=head.pk, person=desk.anna.pk, ground=BarGround.RELATIVE, since=TODAY)
    assert told(desk.opened()) == []


def test_the_notice_says_neither_who_nor_what(desk):
    assert desk.head_staff
    case = desk.opened("suicide")
    (notice,) = Notice.objects.filter(person=case.person_id)
    assert (notice.values, notice.text) == (
        {},
        "An action protocol was opened. Look “In the moment”.",
    )


def test_the_same_protocol_is_not_open_twice(desk):
    first = desk.opened()
    assert desk.opened() == first
    assert desk.opened("suicide") != first
    assert Occurrence.objects.count() == 2
    assert Act.objects.filter(kind="protocols.begin").count() == 2


@pytest.mark.parametrize("code", ["", "flood"])
def test_a_protocol_that_there_is_not(desk, code):
    with pytest.raises(Refused) as refused:
        desk.opened(code)
    assert codes(refused) == ["no-such-protocol"]


def test_not_on_a_record_that_is_closed(desk):
    mark_entered_in_error(by=SERVICE, person_id=desk.anna.pk, reason="twice")
    desk.anna.refresh_from_db()
    with pytest.raises(Refused) as refused:
        desk.opened()
    assert codes(refused) == ["gone"]


@pytest.mark.parametrize(
    ("role", "unit", "reason"),
    [
        ("inspector", "riga", "no-role"),
        ("prison_officer", "olaine", "not-yours"),
        ("facilitator", "riga", "not-yours"),
    ],
)
def test_who_may_not(desk, role, unit, reason):
    with pytest.raises(Refused) as refused:
        start_protocol(by=desk.house.actor(role, unit), person=desk.anna, code="violence")
    assert codes(refused) == [reason]
    assert Occurrence.objects.count() == 0


def test_the_record_replays_to_what_is_stored(desk):
    desk.handled("suicide")
    assert check_state().faults == []
