"""What the database refuses, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tilts.casework.assessment.forecasts.models import LocalValidation, UseDecision
from tilts.engines.forecast.tests.manifests import MANIFEST
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .desk import DAY, DIGEST, LAST_DAY, TODAY, Desk, change, now


def broken(row: Any, **fields: Any) -> str:
    """The name of the constraint that a change breaks."""
    with pytest.raises(IntegrityError) as found, transaction.atomic():
        change(row, **fields)
    return str(found.value)


@pytest.mark.parametrize(
    "fields",
    [
        {"instrument": ""},
        {"instrument_version": ""},
        {"artefact_sha256": DIGEST},
        {"manifest": MANIFEST},
        {"source": "trained"},
        {"source": "guessed"},
    ],
)
def test_an_instrument_says_what_it_is_and_no_more(desk: Desk, fields: dict[str, Any]):
    assert "forecast_says_what_it_is" in broken(desk.register(), **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"artefact_sha256": ""},
        {"manifest": None},
        {"instrument": "psa"},
        {"instrument_version": "1"},
        {"source": "instrument"},
    ],
)
def test_a_trained_model_says_what_it_is_and_no_more(desk: Desk, fields: dict[str, Any]):
    assert "forecast_says_what_it_is" in broken(desk.trained(), **fields)


def test_a_state_has_its_day(desk: Desk):
    model = desk.register()
    assert "forecast_suspended_at_a_time" in broken(now(model), state="suspended")
    assert "forecast_withdrawn_on_a_day" in broken(now(model), state="withdrawn")


def test_a_code_is_of_one_model_in_an_agency(desk: Desk):
    desk.register("one")
    assert "code" in broken(desk.register("two"), code="one")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("validation_has_both_outcomes", {"events": 0}),
        ("validation_has_both_outcomes", {"events": 900}),
        ("validation_after_its_period", {"done_on": TODAY - 4000 * DAY}),
        ("validation_after_its_period", {"period_from": TODAY}),
        ("validation_auc", {"auc": 1.2, "auc_high": 1.3}),
        ("validation_auc", {"auc": 0.5}),
        ("validation_brier", {"brier_low": -0.1}),
        ("validation_brier", {"brier": None}),
        ("validation_brier", {"brier_low": None}),
        ("validation_brier", {"brier_low": None, "brier_high": None}),
        ("validation_slope", {"slope_high": 31.0}),
        ("validation_slope", {"slope": 0.1}),
        ("validation_intercept", {"intercept_low": -31.0}),
        ("validation_intercept", {"intercept_low": 0.0}),
    ],
)
def test_numbers_that_cannot_be(desk: Desk, name: str, fields: dict[str, Any]):
    row = desk.validate(desk.register())
    assert name in broken(row, **fields)


def test_measures_but_the_auc_may_lack_as_a_whole(desk: Desk):
    row = desk.validate(desk.register())
    change(row, slope=None, slope_low=None, slope_high=None)
    assert list(LocalValidation.objects.get().measures()) == ["auc", "brier", "intercept"]


@pytest.mark.parametrize(("use", "until"), [(True, None), (False, LAST_DAY)])
def test_only_to_use_a_model_ends_on_a_day(desk: Desk, use: bool, until: Any):
    model = desk.register()
    validation = desk.validate(model)
    row = UseDecision(
        model=model, validation=validation, use=use, because="x", valid_until=until,
        decided_by=desk.judge_staff, decided_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(IntegrityError) as found, transaction.atomic(), act("test.x", by=SERVICE):
        row.save(force_insert=True)
    assert "use_decided_until_a_day" in str(found.value)
