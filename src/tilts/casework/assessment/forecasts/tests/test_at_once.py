"""Many act at once: a model comes into use once, a code is given once, what stops it stays."""

from collections.abc import Iterator

import pytest

from tilts.casework.assessment.forecasts import actions
from tilts.casework.assessment.forecasts.models import ForecastModel, UseDecision
from tilts.casework.assessment.forecasts.standing import may_use
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.tests.test_at_once import at_once
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.queries import history

from .desk import LAST_DAY, PSA, TODAY, Desk, now

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def together(flushable_record: None) -> Iterator[Desk]:
    """A register, committed."""
    with seen_by(SERVICE):
        yield Desk(build_house())


def test_of_two_who_decide_one_does(together: Desk):
    model = together.validated()
    judges = [together.judge, together.second]
    seen = [now(model), now(model)]

    def decide(number: int) -> None:
        actions.decide(
            by=judges[number], model=seen[number], use=True, because="x", valid_until=LAST_DAY
        )

    assert at_once(decide, threads=2) == ["done", "moved-meanwhile"]
    assert (UseDecision.objects.count(), now(model).state) == (1, "in_use")
    assert [row.move for row in history(model)] == ["", "validate", "decide_for"]


def test_of_one_for_and_one_against_nothing_is_used_that_was_stopped(together: Desk):
    model = together.in_use()
    judges = [together.judge, together.second]
    seen = [now(model), now(model)]

    def decide(number: int) -> None:
        use = number == 0
        actions.decide(
            by=judges[number], model=seen[number], use=use, because="x",
            valid_until=LAST_DAY if use else None,
        )  # fmt: skip

    told = at_once(decide, threads=2)
    assert told in (["done", "done"], ["done", "moved-meanwhile"])
    assert now(model).state == "suspended"
    assert "suspended" in [one.code for one in may_use(now(model), TODAY)]


def test_a_code_is_given_once(together: Desk):
    keeper, told = together.keeper, together.described()
    assert at_once(
        lambda number: actions.register_model(by=keeper, agency="ievp", told=told, origin=PSA),
        threads=4,
    ) == ["code-taken", "code-taken", "code-taken", "done"]
    assert ForecastModel.objects.count() == 1


def test_a_model_is_stopped_once(together: Desk):
    model = together.in_use()
    officer, seen = together.officer, [now(model) for _ in range(4)]
    told = at_once(
        lambda number: actions.suspend(by=officer, model=seen[number], reason="x"), threads=4
    )
    assert told == ["done", *["moved-meanwhile"] * 3]
    assert [row.move for row in history(model)][-1] == "suspend"
