"""Who may do what: each action, as somebody of the unit, its leader, and somebody of elsewhere."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.actions import (
    Mark,
    NewSession,
    Timetable,
    add_guest,
    add_leader,
    add_place,
    add_session,
    cancel_session,
    close_place,
    close_series,
    cover,
    end_enrolment,
    end_template,
    enrol,
    keep_apart,
    mark,
    move_session,
    note_elsewhere,
    reschedule,
    schedule,
    set_capacity,
)
from tilts.platform.gatherings.models import Ended, Outcome, Whereabouts
from tilts.platform.gatherings.tests.groups import AT_TEN, MONDAY, at, told
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.record.models import Act

TODAY = timezone.localdate()
NOON = at(MONDAY, 12)
WEEKLY = Timetable(weekly=[AT_TEN], since=MONDAY)
NO_ROLE, NOT_YOURS, UNIT = ["no-role"], ["not-yours"], ["not-your-unit"]
SERIES = ["not-your-series"]

Do = Callable[[Any], object]


@pytest.fixture
def can(groups, series, room) -> dict[str, Do]:
    """Every action, ready to be done by whoever is given."""
    row, party, new = groups.enrolled(series), groups.somebody(), groups.house.member("facilitator")
    other = groups.series()
    first, second, third = groups.scheduled(series, room)
    talk = NewSession(code="talk", starts_at=at(MONDAY, 15), leaders=(), alone=row)
    said = [Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)]
    past, leader = groups.past(series), groups.leaders[0].pk
    court: dict[str, Any] = {"starts_at": NOON, "ends_at": at(MONDAY, 13)}
    court["kind"] = Whereabouts.COURT
    unit, kind = groups.house.units["riga"], "community"
    empty = groups.series(leaders=[])
    return {
        "schedule": lambda by: schedule(by=by, series=other, timetable=WEEKLY),
        "reschedule": lambda by: reschedule(by=by, series=series, timetable=WEEKLY),
        "move": lambda by: move_session(by=by, session=first, starts_at=NOON),
        "cancel": lambda by: cancel_session(by=by, session=second, because="No water"),
        "add_session": lambda by: add_session(by=by, series=series, of=talk),
        "cover": lambda by: cover(by=by, session=third, leader=leader, successor=new.pk),
        "add_leader": lambda by: add_leader(by=by, series=empty, party=new.pk, since=TODAY),
        "capacity": lambda by: set_capacity(by=by, series=series, capacity=9),
        "enrol": lambda by: enrol(by=by, series=other, party=party, kind=kind, since=LONG_AGO),
        "mark": lambda by: mark(by=by, session=past, marks=said),
        "end": lambda by: end_enrolment(by=by, enrolment=row, on=TODAY, how=Ended.COMPLETED),
        "close": lambda by: close_series(by=by, series=empty, on=TODAY, because="Nobody came"),
        "apart": lambda by: keep_apart(by=by, one=row.party_id, other=party, since=TODAY),
        "elsewhere": lambda by: note_elsewhere(by=by, party=party, **court),
        "guest": lambda by: add_guest(by=by, name="Dr Anna Egle"),
        "place": lambda by: add_place(by=by, unit=unit, name="Hall", since=TODAY),
        "close_place": lambda by: close_place(by=by, place=room, until=TODAY),
        "end_template": lambda by: end_template(by=by, template=series.template, until=TODAY),
    }


def answers(can: dict[str, Do], by: Any) -> dict[str, list[str]]:
    """What somebody is told who tries everything; what they may is left out."""
    with seen_by(by):
        found = {name: told(lambda do=do: do(by)) for name, do in can.items()}
    return {name: reasons for name, reasons in found.items() if reasons}


def test_the_head_of_the_unit_may_everything(can, house):
    assert answers(can, house.actor("head_of_unit")) == {}


def test_who_has_no_such_role_is_told_so_and_nothing_is_written(can, house):
    clerk = house.actor("clerk")
    before = Act.objects.count()
    assert answers(can, clerk) == dict.fromkeys(can, NO_ROLE)
    assert Act.objects.count() == before


def test_another_unit_reaches_neither_groups_nor_people(can, house):
    far = house.actor("head_of_unit", "olaine")
    before = Act.objects.filter(kind__startswith="gatherings.").count()
    assert answers({k: do for k, do in can.items() if k not in {"guest", "end_template"}}, far) == {
        **dict.fromkeys(["schedule", "reschedule", "move", "cancel", "add_session"], SERIES),
        **dict.fromkeys(["cover", "add_leader", "capacity", "enrol", "mark", "end"], SERIES),
        **dict.fromkeys(["apart", "elsewhere"], NOT_YOURS),
        **dict.fromkeys(["place", "close_place"], UNIT),
        "close": SERIES,
    }
    assert Act.objects.filter(kind__startswith="gatherings.").count() == before


def test_a_leader_runs_their_group_but_brings_nobody_new(can, groups):
    leader = actor_for(groups.leaders[0], TODAY)
    found = answers(can, leader)
    assert found == {
        **dict.fromkeys(["add_leader", "close"], SERIES),  # of a group that they do not lead
        **dict.fromkeys(["enrol", "elsewhere"], NOT_YOURS),
        "apart": NOT_YOURS,
        **dict.fromkeys(["place", "close_place"], UNIT),
    }


def test_a_trainer_reaches_groups_of_the_agency_but_no_people(can, house):
    found = answers(can, house.actor("training_officer"))
    assert found["enrol"] == NO_ROLE  # people are not seen at all
    assert found["mark"] == ["not-enrolled"]  # the sheet is empty for them
    assert {"schedule", "move", "place"} & set(found) == set()
