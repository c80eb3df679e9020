"""Whether a model may be used on real people on a day, and if not, why."""

from datetime import datetime, time

import pytest
from django.utils import timezone

from tilts.casework.assessment.forecasts import actions
from tilts.casework.assessment.forecasts.models import ForecastModel
from tilts.casework.assessment.forecasts.presenting import Listed
from tilts.casework.assessment.forecasts.standing import STOPPED, decision_on, may_use
from tilts.platform.parties.actors import SERVICE

from .desk import DAY, LAST_DAY, TODAY, Desk, change, now


def why(model: ForecastModel, day=TODAY) -> list[str]:
    return [one.code for one in may_use(now(model), day)]


def days_ago(days: int) -> datetime:
    return timezone.make_aware(datetime.combine(TODAY - days * DAY, time(12)))


def test_off_by_default(desk: Desk):
    model = desk.register()
    assert why(model) == ["no-validation", "no-decision"]
    desk.validate(model)
    assert why(model) == ["no-decision"]
    desk.decide(model)
    assert why(model) == []


def test_a_decision_holds_to_the_end_of_its_last_day(desk: Desk):
    model = desk.in_use()
    found = {day: why(model, day) for day in (TODAY, LAST_DAY, LAST_DAY + DAY)}
    assert found == {TODAY: [], LAST_DAY: [], LAST_DAY + DAY: ["decision-ended"]}


def test_it_was_not_used_before_it_was_validated_and_decided(desk: Desk):
    model = desk.register()
    desk.validate(model, done_on=TODAY - 10 * DAY)
    change(desk.decide(model), decided_at=days_ago(5))
    found = [why(model, TODAY - days * DAY) for days in (11, 10, 6, 5, 0)]
    assert found == [
        ["no-validation", "no-decision"],
        ["no-decision"],
        ["no-decision"],
        [],
        [],
    ]


def test_of_several_decisions_the_last_by_that_day_counts(desk: Desk):
    model = desk.in_use(until=TODAY)
    change(model.decisions.get(), decided_at=days_ago(3))
    renewed = desk.decide(model)
    assert (why(model, TODAY - DAY), why(model), why(model, LAST_DAY)) == (
        ["no-validation"],  # which was done today only
        [],
        [],
    )
    assert decision_on(now(model), TODAY) == renewed
    assert decision_on(now(model), TODAY - 4 * DAY) is None


def test_decided_against(desk: Desk):
    model = desk.validated()
    desk.decide(model, use=False)
    assert why(model) == ["decided-against"]
    used = desk.in_use("other")
    desk.decide(used, use=False)
    assert why(used) == ["suspended", "decided-against"]


def test_suspended_until_it_was_decided_anew_and_resumed(desk: Desk):
    model = desk.suspended()
    assert why(model) == ["suspended"]
    desk.decide(model)
    assert why(model) == ["suspended"]
    actions.resume(by=desk.keeper, model=model)
    assert why(model) == []


def test_withdrawn_is_the_only_reason_that_matters(desk: Desk):
    for model in (desk.register("a"), desk.validated("b"), desk.in_use("c"), desk.suspended("d")):
        actions.withdraw(by=desk.keeper, model=model, reason="A better one is there.")
        assert why(model) == ["withdrawn"]


def test_entered_in_error(desk: Desk):
    model = desk.in_use()
    actions.advance(by=desk.judge, model=model, code="mark_error", reason="Registered twice.")
    assert why(model) == ["entered-in-error"]
    actions.advance(by=desk.judge, model=model, code="reopen", reason="It was not.")
    assert why(model) == []


def test_it_does_not_wait_for_a_worker(desk: Desk):
    model = desk.in_use()
    change(model.decisions.get(), valid_until=TODAY - DAY)
    assert (now(model).state, why(model)) == ("in_use", ["decision-ended"])
    (reason,) = may_use(now(model), TODAY)
    assert str(reason.text).startswith("The decision to use it ended on ")
    assert str(reason.text).endswith(". Ask for a new decision.")


@pytest.mark.parametrize("code", STOPPED)
def test_what_stops_it_says_what_to_do(code: str):
    assert STOPPED[code].code == code.replace("_", "-")
    assert str(STOPPED[code].text).count(".") == 2


def test_in_the_register_it_is_in_use_only_while_it_may_be(desk: Desk):
    model = desk.in_use()
    found = [Listed(now(model), day) for day in (TODAY, LAST_DAY + DAY)]
    assert [one.standing for one in found] == [("in use", "success"), ("not used", "danger")]
    assert [one.until for one in found] == [LAST_DAY, LAST_DAY]
    row = Listed(desk.register("new"), TODAY)
    assert (row.standing, row.until, row.validated_on) == (
        ("registered, not used", "neutral"),
        None,
        None,
    )
    stopped = Listed(desk.suspended("old"), TODAY)
    assert stopped.standing == ("suspended", "warning")


def test_the_service_itself_is_told_the_same(desk: Desk):
    model = desk.validated()
    actions.withdraw(by=SERVICE, model=model, reason="The agency closes.")
    assert why(model) == ["withdrawn"]
