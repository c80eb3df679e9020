"""Whether a model is used is decided: by four eyes, on a validation of late, until a day."""

from typing import Any

import pytest

from tilts.casework.assessment.forecasts import actions
from tilts.casework.assessment.forecasts.guards import validated_of_late, why_not_until
from tilts.casework.assessment.forecasts.models import ForecastModel, UseDecision
from tilts.casework.assessment.forecasts.standing import may_use
from tilts.engines.calendars.months import add_months
from tilts.platform.design.display import local
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import move

from .desk import DAY, LAST_DAY, TODAY, Desk, now


def decide(desk: Desk, model: ForecastModel, by: Any, use: bool = True) -> UseDecision:
    return actions.decide(by=by, model=model, use=use, because="So.", valid_until=LAST_DAY)


def test_a_decision_brings_a_model_into_use(desk: Desk):
    model = desk.register()
    validation = desk.validate(model)
    row = UseDecision.objects.get(pk=desk.decide(model).pk)
    assert (row.use, row.because, row.valid_until) == (True, "It helps.", LAST_DAY)
    assert (row.validation, row.decided_by_id) == (validation, desk.judge_staff.pk)
    assert (now(model).state, str(row)) == ("in_use", f"True until {LAST_DAY}")
    assert row.case_ref() == model.case_ref()


def test_a_decision_against_leaves_it_unused(desk: Desk):
    model = desk.validated()
    row = desk.decide(model, use=False)
    assert (now(model).state, row.use, row.valid_until) == ("validated", False, None)
    desk.decide(model)
    assert now(model).state == "in_use"


def test_a_decision_against_what_is_in_use_suspends_it(desk: Desk, refused):
    model = desk.in_use()
    desk.decide(model, use=False)
    stopped = now(model)
    assert (stopped.state, stopped.suspended_at is not None) == ("suspended", True)
    assert refused(lambda: actions.resume(by=desk.keeper, model=stopped)) == ["no-new-decision"]


def test_a_decision_can_be_renewed_while_it_is_in_use(desk: Desk):
    model = desk.in_use(until=TODAY)
    desk.decide(model, until=LAST_DAY)
    days = model.decisions.order_by("pk").values_list("valid_until", flat=True)
    assert (now(model).state, list(days)) == ("in_use", [TODAY, LAST_DAY])


def test_who_answers_for_it_does_not_decide(desk: Desk, refused):
    model = desk.register(owner=desk.judge_staff)
    desk.validate(model)
    for use in (True, False):
        assert refused(lambda use=use: decide(desk, model, desk.judge, use)) == ["own-model"]
    assert decide(desk, model, desk.second).decided_by_id == desk.second_staff.pk


def test_who_recorded_the_last_validation_does_not_decide(desk: Desk, refused):
    model = desk.register()
    desk.validate(model, by=desk.judge)
    assert refused(lambda: decide(desk, model, desk.judge)) == ["own-validation"]
    desk.validate(model)
    assert decide(desk, model, desk.judge).use


def test_who_did_both_reads_both_reasons(desk: Desk, refused):
    model = desk.register(owner=desk.judge_staff)
    desk.validate(model, by=desk.judge)
    assert refused(lambda: decide(desk, model, desk.judge)) == ["own-model", "own-validation"]


def test_a_validation_is_too_old_after_the_months_of_the_pack(desk: Desk, refused):
    model = desk.register()
    edge = add_months(TODAY, -24)
    desk.validate(model, done_on=edge - 3 * DAY, period_to=edge - 4 * DAY)
    assert refused(lambda: decide(desk, model, desk.judge)) == ["validation-too-old"]
    assert decide(desk, model, desk.judge, use=False).use is False
    desk.validate(model, done_on=edge + DAY, period_to=edge)
    assert desk.decide(model, until=TODAY).use


def test_a_decision_does_not_outlast_the_validation_it_rests_on(desk: Desk, refused):
    model = desk.register()
    done = TODAY - 30 * DAY
    desk.validate(model, done_on=done, period_to=done)
    last = add_months(done, 24)
    assert refused(lambda: desk.decide(model, until=last + DAY)) == ["outlasts-validation"]
    assert (now(model).state, model.decisions.count()) == ("validated", 0)
    assert desk.decide(model, until=last).valid_until == last
    desk.validate(model)
    assert desk.decide(model, until=add_months(TODAY, 24)).use


def test_outlasting_says_until_when_it_may_be(desk: Desk):
    done = TODAY - 40 * DAY
    validation = desk.validate(desk.register(), done_on=done, period_to=done)
    last = add_months(done, 24)
    assert why_not_until(validation, last) == []
    (reason,) = why_not_until(validation, last + DAY)
    assert reason.text == (
        f"The validation of {local(done)} counts until {local(last)}. Choose a day until then."
    )


def test_too_old_says_how_old_and_what_to_do(desk: Desk):
    model = desk.register()
    desk.validate(model, done_on=TODAY.replace(year=TODAY.year - 3, month=3, day=1),
                  period_from=TODAY.replace(year=TODAY.year - 5, month=1, day=1),
                  period_to=TODAY.replace(year=TODAY.year - 4, month=1, day=1))  # fmt: skip
    (reason,) = validated_of_late(model, desk.judge)
    assert reason.text == (
        f"The last validation is of 1 March {TODAY.year - 3}, older than 24 months. "
        "Validate it anew."
    )


@pytest.mark.parametrize("until", [None, TODAY - DAY])
def test_to_use_it_ends_on_a_day_from_today_on(desk: Desk, refused, until):
    model = desk.validated()
    assert refused(lambda: desk.decide(model, until=until)) == ["ends-before"]
    assert desk.decide(model, until=TODAY).holds_on(TODAY)


def test_what_is_not_validated_is_not_decided_on(desk: Desk, refused):
    model = desk.register()
    for use in (True, False):
        assert refused(lambda use=use: decide(desk, model, desk.judge, use)) == ["not-from-here"]
    assert UseDecision.objects.count() == 0


def test_without_a_role_for_it_nobody_decides(desk: Desk, refused):
    model = desk.validated()
    for by in (desk.keeper, desk.officer, desk.house.actor("head_of_unit")):
        assert refused(lambda by=by: decide(desk, model, by)) == ["no-role"]


def test_another_agency_does_not_decide(desk: Desk, refused):
    model = desk.validated()
    far = actor_for(desk.member("Tāla", "quality_manager", "jelgava"), TODAY)
    for use in (True, False):
        assert refused(lambda use=use: decide(desk, model, far, use)) == ["other-agency"]


def test_no_system_decides(desk: Desk, refused):
    model = desk.validated()
    assert refused(lambda: decide(desk, model, SERVICE)) == ["not-staff"]


def test_a_decision_is_a_row_and_not_a_bare_move(desk: Desk, refused):
    """The move alone is refused where the page of the decision is left out."""
    model = desk.validated()
    assert refused(lambda: actions.advance(by=desk.judge, model=model, code="decide_for")) == [
        "own-step"
    ]
    assert refused(lambda: actions.advance(by=desk.judge, model=model, code="juggle")) == [
        "own-step"
    ]


def test_a_refusal_writes_nothing(desk: Desk, refused):
    model = desk.validated()
    before = now(model).state
    assert refused(lambda: decide(desk, model, desk.keeper)) == ["no-role"]
    assert (now(model).state, UseDecision.objects.count()) == (before, 0)


def test_moved_without_its_row_it_may_still_not_be_used(desk: Desk):
    model = desk.validated()
    move(case=model, code="decide_for", by=SERVICE)
    assert [one.code for one in may_use(now(model), TODAY)] == ["no-decision"]
