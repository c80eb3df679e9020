"""The record of community service: it can be read again from its beginning, and is whole."""

from typing import Any

import pytest

from tilts.casework.community_service.actions import (
    Words,
    advance,
    confirm_hours,
    keep_away,
    leave_place,
    note_explanation,
    open_link,
    pass_on,
    postpone,
    record_at_provider,
    record_decision,
    send_motion,
    warn,
)
from tilts.casework.community_service.hours_guards import Day
from tilts.casework.community_service.models import Placement, Service, WorkEvent
from tilts.casework.people.actions import note_death
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.state import check_state
from tilts.platform.record.verifying import verify
from tilts.platform.workflow.state_check import state_faults

from .at_work import NINE, TODAY, AtWork, days_ago, new_key, now

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def whole() -> tuple[Any, Any, Any]:
    """Faults of the chain, of the rows, and of the stages of cases."""
    return verify(), check_state().faults, state_faults([Service])


def kinds_since(number: int) -> set[str]:
    """Kinds of the acts of the room after so many."""
    rows = Act.objects.filter(kind__startswith="community_service.").order_by("recorded_at", "pk")
    return {act.kind.partition(".")[2] for act in list(rows)[number:]}


def test_from_the_judgment_to_the_last_hour(at_work: AtWork) -> None:
    placement = at_work.placed(at_work.registered(at_work.received(at_work.measure(minutes=2400))))
    for day in range(1, 6):
        at_work.approved(placement, days_ago(day), 480)
    assert now(placement.service).state == "completed"
    assert whole() == ([], [], [])


def test_from_the_providers_page(at_work: AtWork) -> None:
    placement = at_work.placed()
    link, _token = open_link_of(at_work, placement)
    what = Day(day=TODAY, begins=NINE, minutes=60)
    by = at_work.at(link)
    event = record_at_provider(by=by, link=link, placement=placement, what=what, key=new_key())
    confirm_hours(by=by, link=link, lines=[event.line])
    acts = list(Act.objects.order_by("recorded_at", "pk").values_list("kind", "actor_id"))[-4:]
    assert {kind for kind, actor in acts if actor == link.contact_id} >= {
        "community_service.record_hours", "community_service.confirm_hours",
    }  # fmt: skip
    assert list(WorkEvent.plain.order_by("number").values_list("said_by_id", flat=True)) == [
        link.contact_id, link.contact_id,
    ]  # fmt: skip
    assert whole() == ([], [], [])


def open_link_of(at_work: AtWork, placement: Placement):
    at_work.contact(placement.provider)
    return open_link(by=at_work.officer, provider=placement.provider, language="lv")


def test_from_the_absence_to_the_decision(at_work: AtWork) -> None:
    placement = at_work.placed()
    case, by = placement.service, at_work.officer
    at_work.absent(placement, days_ago(5))
    words = Words(text="So.", said_on=days_ago(4))
    note_explanation(by=by, case=case, what=words)
    warn(by=by, case=case, what=words)
    at_work.absent(placement, days_ago(2))
    send_motion(by=by, case=case, what=Words(text="Twice.", said_on=TODAY, authority="Court"))
    decided = Words(text="Custody.", said_on=TODAY, authority="Court")
    record_decision(by=by, case=now(case), outcome="replaced", what=decided)
    assert kinds_since(0) >= {"judge_absence", "answer", "send_motion", "replace"}
    assert whole() == ([], [], [])


def test_of_what_is_put_off_taken_up_left_and_kept_away(at_work: AtWork) -> None:
    placement = at_work.placed()
    case, by = placement.service, at_work.officer
    postpone(by=by, case=case, until=days_ago(-3), reason="Ill.")
    advance(by=by, case=case, code="take_up")
    keep_away(by=at_work.head, case=case, provider=placement.provider, why="A victim.")
    again = at_work.placed(now(case), since=TODAY)
    leave_place(by=by, case=again.service, reason="Closed.")
    advance(by=by, case=now(case), code="cancel", reason="Pardoned.")
    assert whole() == ([], [], [])


def test_of_a_new_officer_and_of_a_death(at_work: AtWork) -> None:
    placement = at_work.placed()
    other = at_work.house.member("probation_officer", "zemgale")
    unit = at_work.house.units["zemgale"]
    pass_on(by=SERVICE, person_id=placement.person_id, to=other, unit=unit)
    assert now(placement.service).unit_id == unit.pk
    note_death(by=SERVICE, person_id=placement.person_id, died_on=TODAY, source="Registry")
    assert now(placement).until == TODAY
    assert whole() == ([], [], [])


def test_whoever_has_no_case_leaves_no_act(at_work: AtWork) -> None:
    whom = at_work.somebody()
    before = Act.objects.count()
    unit = at_work.house.units["zemgale"]
    pass_on(by=SERVICE, person_id=whom.pk, to=at_work.staff, unit=unit)
    assert Act.objects.count() == before
