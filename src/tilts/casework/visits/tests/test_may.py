"""Who may plan, make and answer for home visits."""

from collections.abc import Callable
from typing import Any

import pytest

from tilts.casework.visits.actions import (
    advance,
    check_visit,
    close_alarm,
    extend,
    plan_visit,
    say_safe,
    start_visit,
    take_alarm,
    write_up,
)
from tilts.casework.visits.capabilities import VISIT
from tilts.casework.visits.choices import Met
from tilts.casework.visits.content import Report
from tilts.casework.visits.models import CheckIn, HomeVisit
from tilts.casework.visits.queries import one_visit
from tilts.platform.access.reasons import Refused
from tilts.platform.access.roles import roles
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor

from .desk import ALONE, Desk, codes, planned

Try = Callable[[Desk, Actor], Any]
REPORT = Report(met=Met.NOBODY, note="Nobody opened.")
TRIES: dict[str, Try] = {
    "plan": lambda desk, by: plan_visit(by=by, person=desk.anna, what=planned()),
    "check": lambda desk, by: check_visit(by=by, visit=desk.planned(), what=ALONE),
    "start": lambda desk, by: start_visit(by=by, visit=desk.checked()),
    "extend": lambda desk, by: extend(by=by, visit=desk.under_way(), minutes=15),
    "safe": lambda desk, by: say_safe(by=by, visit=desk.under_way()),
    "take": lambda desk, by: take_alarm(by=by, visit=desk.alarmed()),
    "close": lambda desk, by: close_alarm(by=by, visit=desk.alarmed(), done="Rang."),
    "report": lambda desk, by: write_up(by=by, visit=desk.under_way(), what=REPORT),
    "cancel": lambda desk, by: advance(by=by, visit=desk.planned(), code="cancel", reason="x"),
}


def test_the_roles_that_visit():
    assert {code for code, role in roles().items() if VISIT in role.may} == {
        "prison_officer", "psychologist", "social_worker", "probation_officer", "head_of_unit"
    }  # fmt: skip


@pytest.mark.parametrize("step", TRIES)
def test_a_colleague_of_the_unit_may(desk, step):
    assert TRIES[step](desk, desk.house.actor("social_worker", "jelgava"))


@pytest.mark.parametrize("step", TRIES)
def test_somebody_of_another_unit_learns_nothing(desk, step):
    stranger = desk.house.actor("prison_officer", "olaine")
    with pytest.raises(Refused) as refused:
        TRIES[step](desk, stranger)
    assert codes(refused) == ["not-yours"]


@pytest.mark.parametrize("role", ["inspector", "data_protection_officer"])
def test_who_sees_everybody_visits_nobody(desk, role):
    with pytest.raises(Refused) as refused:
        TRIES["plan"](desk, desk.house.actor(role, "jelgava"))
    assert (codes(refused), HomeVisit.objects.count()) == (["no-role"], 0)


@pytest.mark.parametrize("step", ["plan", "start"])
def test_a_visit_is_made_by_a_person_not_by_a_system(desk, step):
    with pytest.raises(Refused) as refused:
        TRIES[step](desk, SERVICE)
    assert (codes(refused), CheckIn.objects.count()) == (["not-staff"], 0)


def test_a_stranger_finds_no_visit(desk):
    visit = desk.planned()
    with seen_by(desk.house.actor("prison_officer", "olaine")), pytest.raises(Refused) as refused:
        one_visit(visit.pk)
    assert codes(refused) == ["not-yours"]


def test_whoever_begins_it_is_the_one_who_is_waited_for(desk):
    other = desk.house.actor("probation_officer", "jelgava")
    row = start_visit(by=other, visit=desk.checked())
    assert (row.officer_id, row.visit.officer_id) == (other.party, other.party)
