"""Who may do what about people's programmes, and what they are told otherwise."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tilts.casework.programmes.actions import (
    Judgement,
    Referral,
    advance_participation,
    give_place,
    judge,
    put_off,
    refer,
)
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import Actor

from .delivery import PROGRAMME, TODAY, Delivery

Step = Callable[[Delivery, Actor], Any]


def referring(delivery: Delivery, by: Actor) -> Any:
    whom = delivery.somebody()
    what = Referral(programme=PROGRAMME, goal=delivery.goal(whom).pk)
    return refer(by=by, person=whom, unit=delivery.house.units["jelgava"], what=what)


def judging(delivery: Delivery, by: Actor) -> Any:
    what = Judgement(suits=False, because="Not now.")
    return judge(by=by, case=delivery.referred(), what=what)


def placing(delivery: Delivery, by: Actor) -> Any:
    return give_place(
        by=by,
        case=delivery.waiting(),
        series=delivery.group(),
        since=TODAY,
    )


def putting_off(delivery: Delivery, by: Actor) -> Any:
    later = TODAY + timedelta(days=30)
    return put_off(by=by, case=delivery.waiting(), until=later, reason="An operation.")


def taking_out(delivery: Delivery, by: Actor) -> Any:
    case = delivery.waiting()
    return advance_participation(by=by, case=case, code="take_out", reason="Moved away.")


def excluding(delivery: Delivery, by: Actor) -> Any:
    case = delivery.placed(delivery.group())
    return advance_participation(by=by, case=case, code="exclude", reason="Hit somebody.")


STEPS: dict[str, Step] = {
    "refer": referring,
    "judge": judging,
    "place": placing,
    "put off": putting_off,
    "take out": taking_out,
    "exclude": excluding,
}
CASEWORKERS = (
    "probation_officer",
    "psychologist",
    "social_worker",
    "head_of_unit",
)
OTHERS = (
    "clerk",
    "mediator",
    "monitoring_operator",
    "training_officer",
    "staff_supervisor",
    "quality_manager",
    "analyst",
    "data_protection_officer",
    "inspector",
    "administrator",
)


def told(step: Step, delivery: Delivery, by: Actor) -> list[str]:
    try:
        step(delivery, by)
    except Refused as refused:
        return [reason.code for reason in refused.reasons]
    return []


@pytest.mark.parametrize("role", CASEWORKERS)
@pytest.mark.parametrize("step", STEPS)
def test_who_works_with_people_of_the_unit_may(delivery, licensed, step, role):
    by = actor_for(delivery.house.member(role, "jelgava"), TODAY)
    assert told(STEPS[step], delivery, by) == []


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("step", STEPS)
def test_nobody_else_does(delivery, licensed, step, role):
    by = actor_for(delivery.house.member(role, "jelgava"), TODAY)
    assert told(STEPS[step], delivery, by) == ["no-role"]


@pytest.mark.parametrize("step", STEPS)
def test_not_for_the_people_of_another_unit(delivery, licensed, step):
    by = actor_for(delivery.house.member("prison_officer"), TODAY)
    assert told(STEPS[step], delivery, by) == ["not-yours"]


@pytest.mark.parametrize("step", ["refer", "judge"])
def test_who_leads_groups_does_not_refer_or_judge(delivery, licensed, step):
    assert told(STEPS[step], delivery, delivery.leader) == ["no-role"]


def test_who_leads_a_group_excludes_from_it(delivery, licensed):
    series = delivery.group(since=TODAY)
    case = delivery.placed(series)
    done = advance_participation(
        by=delivery.leader,
        case=case,
        code="exclude",
        reason="Hit somebody.",
    )
    assert done.state == "excluded"


@pytest.mark.parametrize("code", ["judge", "decline", "defer", "place", "complete", "nothing"])
def test_a_step_with_a_form_or_of_the_service_is_not_taken_so(delivery, code):
    with pytest.raises(Refused) as refused:
        advance_participation(
            by=delivery.officer,
            case=delivery.waiting(),
            code=code,
            reason="So.",
        )
    assert [reason.code for reason in refused.value.reasons] == ["own-step"]
