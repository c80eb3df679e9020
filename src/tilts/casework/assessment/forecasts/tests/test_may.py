"""Who may do what: each action refuses whoever has no role for it, and then nothing is written."""

from collections.abc import Callable
from typing import Any

import pytest

from tilts.casework.assessment.forecasts import actions
from tilts.casework.assessment.forecasts.models import (
    ForecastModel,
    LocalValidation,
    UseDecision,
)
from tilts.platform.access.roles import roles
from tilts.platform.parties.actors import Actor
from tilts.platform.record.models import Act

from .desk import LAST_DAY, PSA, Desk, found

Try = Callable[[Desk, Actor], Any]


def test_the_table_of_roles():
    def held(capability: str) -> set[str]:
        return {role.code for role in roles().values() if capability in role.may}

    assert {name: held(f"forecasts.{name}") for name in ("keep", "decide", "stop")} == {
        "keep": {"analyst", "quality_manager"},
        "decide": {"quality_manager"},
        "stop": {"analyst", "data_protection_officer", "quality_manager"},
    }
    assert held("forecasts.see") == set(roles())


def register(desk: Desk, by: Actor) -> None:
    actions.register_model(by=by, agency="ievp", told=desk.described(), origin=PSA)


def validate(desk: Desk, by: Actor) -> None:
    actions.record_validation(by=by, model=desk.register(), found=found())


def decide_for(desk: Desk, by: Actor) -> None:
    model = desk.validated()
    actions.decide(by=by, model=model, use=True, because="x", valid_until=LAST_DAY)


def decide_against(desk: Desk, by: Actor) -> None:
    actions.decide(by=by, model=desk.validated(), use=False, because="x")


def suspend(desk: Desk, by: Actor) -> None:
    actions.suspend(by=by, model=desk.in_use(), reason="x")


def resume(desk: Desk, by: Actor) -> None:
    model = desk.suspended()
    desk.decide(model)
    actions.resume(by=by, model=model)


def withdraw(desk: Desk, by: Actor) -> None:
    actions.withdraw(by=by, model=desk.register(), reason="x")


def mark_error(desk: Desk, by: Actor) -> None:
    actions.advance(by=by, model=desk.register(), code="mark_error", reason="x")


STEPS = [register, validate, decide_for, decide_against, suspend, resume, withdraw, mark_error]


@pytest.mark.parametrize("step", STEPS)
def test_who_has_no_role_for_it_is_refused(desk: Desk, refused, step: Try):
    clerk = desk.house.actor("clerk", "olaine")
    assert refused(lambda: step(desk, clerk)) == ["no-role"]
    assert not Act.objects.filter(actor_id=clerk.party).exists()


@pytest.mark.parametrize("step", STEPS)
def test_the_role_is_one_of_today(desk: Desk, refused, step: Try):
    judge = desk.judge
    gone = Actor(party=judge.party, kind=judge.kind, name=judge.name, agency="ievp", country="LV")
    assert refused(lambda: step(desk, gone)) == ["no-role"]


def test_what_is_refused_leaves_no_row(desk: Desk, refused):
    clerk = desk.house.actor("clerk", "olaine")
    for step in (register, validate, decide_for):
        refused(lambda step=step: step(desk, clerk))
        ForecastModel.objects.filter(code="psa").exists()
    assert (LocalValidation.objects.count(), UseDecision.objects.count()) == (0, 0)
