"""A local validation is recorded: what it holds, and which numbers are refused."""

from datetime import date
from typing import Any

import pytest

from tilts.casework.assessment.forecasts import actions
from tilts.casework.assessment.forecasts.guards import last_validation
from tilts.casework.assessment.forecasts.measures import Measure
from tilts.casework.assessment.forecasts.models import LocalValidation
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.queries import history

from .desk import DAY, MEASURES, TODAY, Desk, found, now

AUC = {"auc": MEASURES["auc"]}


def test_a_validation_is_kept_with_every_number(desk: Desk):
    model = desk.register()
    row = LocalValidation.objects.get(pk=desk.validate(model).pk)
    assert row.measures() == MEASURES
    names = ("done_on", "done_by", "period_from", "period_to", "people", "events", "conclusion")
    assert [getattr(row, name) for name in names] == [
        TODAY,
        "The analysis unit",
        date(2022, 1, 1),
        date(2024, 12, 31),
        900,
        270,
        "It tells people apart.",
    ]
    assert (row.recorded_by_id, row.model_id) == (desk.keeper_staff.pk, model.pk)
    assert (str(row), row.case_ref()) == (f"{TODAY}: 0.71", model.case_ref())


def test_the_first_makes_it_validated_and_later_ones_leave_it_where_it_is(desk: Desk):
    model = desk.register()
    states = []
    desk.validate(model)
    states.append(now(model).state)
    desk.validate(model)
    states.append(now(model).state)
    desk.decide(model)
    desk.validate(model)
    states.append(now(model).state)
    actions.suspend(by=desk.officer, model=model, reason="It drifts.")
    desk.validate(model)
    states.append(now(model).state)
    assert states == ["validated", "validated", "in_use", "suspended"]
    moves = [row.move for row in history(model)]
    assert moves == [
        "", "validate", "validate", "decide_for", "validate", "suspend", "validate",
    ]  # fmt: skip


def test_of_several_the_one_done_last_counts(desk: Desk):
    model = desk.register()
    new = desk.validate(model, done_on=TODAY - DAY)
    desk.validate(model, done_on=TODAY - 40 * DAY)
    assert last_validation(model) == new
    assert last_validation(desk.register("other")) is None


def test_of_a_score_without_probabilities_the_auc_is_enough(desk: Desk):
    row = desk.validate(desk.register(), measures=AUC)
    assert LocalValidation.objects.get(pk=row.pk).measures() == AUC


def test_of_a_trained_model_every_measure_is_wanted(desk: Desk, refused):
    model = desk.trained()
    assert refused(lambda: desk.validate(model, measures=AUC)) == ["measure-missing"] * 3
    assert refused(lambda: desk.validate(model, measures={})) == ["measure-missing"] * 4
    assert desk.validate(model).measures() == MEASURES


@pytest.mark.parametrize(
    ("other", "codes"),
    [
        ({"done_on": TODAY + DAY}, ["validated-later"]),
        ({"period_from": date(2025, 1, 1)}, ["no-period"]),
        ({"period_to": TODAY + DAY}, ["no-period"]),
        ({"done_on": date(2024, 12, 30)}, ["no-period"]),
        ({"events": 0}, ["one-outcome"]),
        ({"events": 900}, ["one-outcome"]),
        ({"events": -1}, ["one-outcome"]),
        ({"people": 0, "events": 0}, ["one-outcome"]),
        ({"measures": {}}, ["measure-missing"]),
        ({"measures": {"auc": Measure(0.7, 0.8, 0.9)}}, ["outside-interval"]),
        ({"measures": {"auc": Measure(float("nan"), 0.1, 0.9)}}, ["out-of-bounds"]),
        ({"measures": {**AUC, "brier": Measure(1.1, 1.0, 1.2)}}, ["out-of-bounds"]),
        (
            {"done_on": TODAY + DAY, "events": 0, "measures": {}},
            ["validated-later", "one-outcome", "measure-missing"],
        ),
    ],
)
def test_what_cannot_be_is_refused_with_every_reason(
    desk: Desk, refused, other: dict[str, Any], codes: list[str]
):
    model = desk.register()
    assert refused(lambda: desk.validate(model, **other)) == codes
    assert (LocalValidation.objects.count(), now(model).state) == (0, "registered")


def test_the_days_at_the_edges_are_right(desk: Desk):
    day = date(2025, 6, 30)
    row = desk.validate(desk.register(), done_on=day, period_from=day, period_to=day)
    assert (row.period_from, row.period_to, row.done_on) == (day, day, day)
    row = desk.validate(desk.register("few"), people=2, events=1)
    assert (row.people, row.events) == (2, 1)


def test_what_a_system_sends_nobody_answers_for(desk: Desk, refused):
    model = desk.register()
    assert refused(lambda: desk.validate(model, by=SERVICE)) == ["not-staff"]


def test_what_is_withdrawn_is_validated_no_more(desk: Desk, refused):
    model = desk.register()
    actions.withdraw(by=desk.keeper, model=model, reason="Not needed.")
    assert refused(lambda: desk.validate(model)) == ["not-from-here"]


def test_another_agency_does_not_validate(desk: Desk, refused):
    model = desk.register()
    far = actor_for(desk.member("Tāla", "analyst", "jelgava"), TODAY)
    assert refused(lambda: desk.validate(model, by=far)) == ["other-agency"]


def test_who_saw_the_model_before_it_moved_is_told(desk: Desk, refused):
    model = desk.validated()
    seen = now(model)
    desk.decide(model)
    assert refused(
        lambda: actions.record_validation(by=desk.keeper, model=seen, found=found())
    ) == ["moved-meanwhile"]
