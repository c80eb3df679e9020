"""Who may do what: every action asks for its capability, of this person, and says why not."""

from collections.abc import Callable
from typing import Any

import pytest

from tilts.casework.community_service.actions import (
    Abilities,
    Words,
    advance,
    approve_hours,
    correct_hours,
    judge_absence,
    keep_away,
    leave_place,
    note_explanation,
    place,
    postpone,
    receive,
    record_decision,
    record_hours,
    register,
    send_back,
    send_motion,
    warn,
)
from tilts.casework.community_service.hours_guards import Day
from tilts.casework.community_service.placing_guards import Agreement
from tilts.platform.access.reasons import Refused

from .at_work import EVERY_DAY, FIVE, NINE, TODAY, AtWork, codes, days_ago, now

pytestmark = pytest.mark.django_db
WORDS = Words(text="So it was.", said_on=TODAY)
DAY = Day(day=days_ago(1), begins=NINE, minutes=60)
AGREED = Agreement(since=TODAY, weekdays=EVERY_DAY, from_time=NINE, to_time=FIVE)
Do = Callable[[AtWork, Any], object]


def on_placed(at_work: AtWork) -> Any:
    return at_work.placed()


def received(at_work: AtWork) -> dict[str, Any]:
    unit = at_work.house.units["jelgava"]
    return {"measure": at_work.measure(), "unit": unit, "imposed_by": "court"}


ACTIONS: dict[str, Do] = {
    "receive": lambda at, by: receive(by=by, received_on=TODAY, **received(at)),
    "register": lambda at, by: register(by=by, case=at.received(), what=Abilities()),
    "place": lambda at, by: place(by=by, case=at.registered(), provider=at.provider(), what=AGREED),
    "leave": lambda at, by: leave_place(by=by, case=on_placed(at).service, reason="x"),
    "postpone": lambda at, by: postpone(
        by=by, case=at.registered(), until=days_ago(-9), reason="x"
    ),
    "cancel": lambda at, by: advance(by=by, case=at.registered(), code="cancel", reason="x"),
    "record": lambda at, by: record_hours(by=by, placement=on_placed(at), what=DAY),
    "approve": lambda at, by: approve_hours(by=by, events=[at.worked(on_placed(at), days_ago(1))]),
    "correct": lambda at, by: correct_hours(
        by=by, event=at.worked(on_placed(at), days_ago(1)), what=DAY, reason="x"
    ),
    "send_back": lambda at, by: send_back(
        by=by, event=at.worked(on_placed(at), days_ago(1)), reason="x"
    ),
    "judge": lambda at, by: judge_absence(
        by=by,
        event=record_hours(
            by=at.officer, placement=on_placed(at), what=Day(day=days_ago(1), went="absent")
        ),
        went="excused",
    ),
    "explain": lambda at, by: note_explanation(by=by, case=at.registered(), what=WORDS),
    "replace": lambda at, by: record_decision(
        by=by, case=at.registered(), outcome="replaced", what=WORDS
    ),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_the_officer_and_nobody_else_does_it(at_work, name):
    do = ACTIONS[name]
    clerk = at_work.house.actor("clerk", "jelgava")
    elsewhere = at_work.house.actor("head_of_unit", "riga")
    for actor, code in ((clerk, "no-role"), (elsewhere, "not-yours")):
        with pytest.raises(Refused) as no:
            do(at_work, actor)
        assert codes(no) == [code]
    do(at_work, at_work.officer)


@pytest.mark.parametrize("name", ["register", "record", "approve", "explain"])
def test_the_head_of_the_unit_does_it_too(at_work, name):
    ACTIONS[name](at_work, at_work.head)


def test_only_who_opens_the_victims_wall_keeps_away(at_work):
    given = {"case": at_work.registered(), "provider": at_work.provider(), "why": "x"}
    for actor in (at_work.officer, at_work.house.actor("clerk", "jelgava")):
        with pytest.raises(Refused) as no:
            keep_away(by=actor, **given)
        assert codes(no) == ["no-role"]


def test_warning_and_motion_are_the_officers(at_work):
    placement = at_work.placed()
    at_work.absent(placement, days_ago(3))
    case = now(placement.service)
    note_explanation(by=at_work.officer, case=case, what=WORDS)
    clerk = at_work.house.actor("clerk", "jelgava")
    for call in (warn, send_motion):
        with pytest.raises(Refused) as no:
            call(by=clerk, case=case, what=WORDS)
        assert codes(no) == ["no-role"]


def test_a_system_has_no_part_in_it(at_work):
    system = at_work.house.actor("data_exchange", "jelgava")
    with pytest.raises(Refused) as no:
        record_hours(by=system, placement=at_work.placed(), what=DAY)
    assert codes(no) == ["no-role"]
