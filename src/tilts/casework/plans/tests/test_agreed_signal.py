"""Other rooms are told of each plan that comes into force: once, within the act, never before."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tilts.casework.plans.actions import countersign
from tilts.casework.plans.models import Plan
from tilts.casework.plans.signals import agreed
from tilts.platform.access.reasons import Refused

from .desk import Desk

Told = list[tuple[Any, str, Any, bool]]


@pytest.fixture
def told() -> Iterator[Told]:
    """What was told: which plan, its state, by whom, and whether a transaction was open."""
    heard: Told = []

    def hear(plan: Plan, by: Any, **kwargs: Any) -> None:
        heard.append((plan.pk, plan.state, by.party, connection.in_atomic_block))

    agreed.connect(hear)
    yield heard
    agreed.disconnect(hear)


def test_a_plan_is_told_of_when_it_is_countersigned_and_not_before(desk: Desk, told: Told) -> None:
    plan = desk.answered()
    assert told == []
    countersign(by=desk.head, plan=plan)
    assert told == [(plan.pk, "active", desk.head_staff.pk, True)]


def test_one_that_nobody_may_sign_yet_is_not_told_of(desk: Desk, told: Told) -> None:
    for plan, by in (
        (desk.proposed(), desk.head),
        (desk.answered(desk.add("Liepa")), desk.officer),
    ):
        with pytest.raises(Refused):
            countersign(by=by, plan=plan)
    assert told == []
