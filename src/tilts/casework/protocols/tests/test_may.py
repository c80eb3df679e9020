"""Who may open a protocol, take its steps and read what was noted."""

from collections.abc import Callable
from typing import Any

import pytest

from tilts.casework.protocols.actions import Taken, advance, start_protocol, take_step, undo_step
from tilts.casework.protocols.capabilities import ACT
from tilts.casework.protocols.models import Occurrence
from tilts.casework.protocols.queries import (
    may_read_words,
    one_occurrence,
    one_step,
    one_taking,
    words_of,
)
from tilts.platform.access.authority import why_not
from tilts.platform.access.reasons import Refused
from tilts.platform.access.roles import roles
from tilts.platform.access.scoped import seen_by
from tilts.platform.record.models import Consultation

from .desk import codes, steps

ACTS = {
    "prison_officer",
    "psychologist",
    "social_worker",
    "probation_officer",
    "mediator",
    "monitoring_operator",
    "facilitator",
    "clerk",
    "head_of_unit",
}


def test_the_roles_that_act():
    assert {code for code, role in roles().items() if ACT in role.may} == ACTS


@pytest.mark.parametrize("role", ["prison_officer", "psychologist", "head_of_unit", "clerk"])
def test_whoever_works_in_the_unit_acts(desk, role):
    by = desk.house.actor(role)
    case = start_protocol(by=by, person=desk.anna, code="violence")
    take_step(by=by, step=steps(case)[0], what=Taken())
    assert case.leader_id == by.party


@pytest.mark.parametrize(
    ("role", "unit"),
    [("prison_officer", "olaine"), ("head_of_unit", "olaine"), ("probation_officer", "jelgava")],
)
def test_strangers_do_not_even_learn_that_there_is_one(desk, role, unit):
    case = desk.opened()
    step = steps(case)[0]
    taking = take_step(by=desk.officer, step=step, what=Taken())
    stranger = desk.house.actor(role, unit)
    tries: list[Callable[[], Any]] = [
        lambda: one_occurrence(case.pk),
        lambda: one_step(step.pk),
        lambda: one_taking(taking.pk),
        lambda: start_protocol(by=stranger, person=desk.anna, code="violence"),
        lambda: take_step(by=stranger, step=step, what=Taken()),
        lambda: undo_step(by=stranger, taking=taking),
    ]
    with seen_by(stranger):
        for attempt in tries:
            with pytest.raises(Refused) as refused:
                attempt()
            assert codes(refused) == ["not-yours"]


def test_who_sees_everybody_acts_for_nobody(desk):
    inspector = desk.house.actor("inspector")
    assert [reason.code for reason in why_not(inspector, ACT, desk.anna.pk)] == ["no-role"]
    with pytest.raises(Refused) as refused:
        advance(by=inspector, case=desk.opened(), code="call_off", reason="x")
    assert codes(refused) == ["no-role"]


@pytest.mark.parametrize(
    ("code", "who", "reads"),
    [
        ("violence", "colleague", True),
        ("suicide", "officer", True),
        ("suicide", "head", True),
        ("suicide", "colleague", False),
        ("child", "officer", True),
        ("child", "head", True),
        ("child", "colleague", False),
    ],
)
def test_who_reads_what_was_noted(desk, code, who, reads):
    assert desk.anna
    actor = getattr(desk, who)
    assert may_read_words(actor, desk.opened(code)) == reads


def test_reading_behind_a_wall_is_a_look_and_without_the_right_it_is_refused(desk):
    case = desk.opened("child")
    take_step(by=desk.officer, step=steps(case)[0], what=Taken(words="The boy is with her."))
    session: dict[str, Any] = {"purposes": {str(desk.anna.pk): ["cover", "night shift"]}}
    with seen_by(desk.officer):
        assert [row.text for row in words_of(desk.officer, case, session)] == [
            "The boy is with her."
        ]
    looks = Consultation.objects.filter(about="wall:children")
    assert list(looks.values_list("actor_id", flat=True)) == [desk.staff.pk]
    with seen_by(desk.colleague), pytest.raises(Refused) as refused:
        words_of(desk.colleague, case, session)
    assert codes(refused) == ["out-of-reach"]
    assert looks.count() == 1


def test_what_needs_no_wall_is_no_look_of_its_own(desk):
    case = desk.opened()
    take_step(by=desk.officer, step=steps(case)[0], what=Taken(words="By the door."))
    before = Consultation.objects.count()
    with seen_by(desk.colleague):
        assert [row.text for row in words_of(desk.colleague, case, {})] == ["By the door."]
    assert Consultation.objects.count() == before
    assert Occurrence.objects.count() == 1
