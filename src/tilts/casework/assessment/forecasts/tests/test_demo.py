"""The fictional register of each agency: one model in use, one validated, one suspended."""

import pytest
from django.utils import timezone

from tilts.casework.assessment.forecasts.demo import boards
from tilts.casework.assessment.forecasts.guards import counts_until
from tilts.casework.assessment.forecasts.manifests import in_words
from tilts.casework.assessment.forecasts.models import (
    Forecast,
    ForecastModel,
    LocalValidation,
    UseDecision,
)
from tilts.casework.assessment.forecasts.standing import may_use
from tilts.casework.assessment.models import Assessment
from tilts.doors.demo.loading import load
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

TODAY = timezone.localdate()
pytestmark = pytest.mark.django_db
STATES = {"rvn-demo": "in_use", "return-in-two-years": "validated", "ogrs3": "suspended"}
WHY = {"rvn-demo": [], "return-in-two-years": ["no-decision"], "ogrs3": ["suspended"]}


def test_the_registers_of_the_demonstration():
    load(40, TODAY, lambda n: None)
    with seen_by(SERVICE):
        agencies = [board.agency for board in boards(TODAY)]
        assert len(agencies) > 1
        for agency in agencies:
            rows = {one.code: one for one in ForecastModel.objects.filter(agency=agency)}
            assert {code: one.state for code, one in rows.items()} == STATES
            why = {code: [x.code for x in may_use(one, TODAY)] for code, one in rows.items()}
            assert why == WHY
        assert state_faults() == []
        _holds_together()
        _is_told(len(agencies))
        _forecasts_of_whom_was_scored()


def _holds_together() -> None:
    """Days are in their order, four eyes decided, and every step has its row."""
    for model in ForecastModel.objects.select_related("agency"):
        days = [row.effective_at for row in history(model)]
        assert days == sorted(days)
        validation = model.validations.get()
        for decision in model.decisions.all():
            assert decision.decided_by_id not in (model.owner_id, validation.recorded_by_id)
            assert timezone.localdate(decision.decided_at) > validation.done_on
            assert decision.valid_until <= counts_until(validation)
        if model.manifest is not None:
            assert dict(in_words(model.manifest))["Kind of model"] == "ebm"
            assert list(validation.measures()) == ["auc", "brier", "slope", "intercept"]
    for row in LocalValidation.objects.all():
        assert row.period_from < row.period_to < row.done_on


def _forecasts_of_whom_was_scored() -> None:
    """Who was scored since the decision has a forecast, and nobody else."""
    found = {row.assessment_id: row for row in Forecast.objects.all()}
    expected = {}
    for model in ForecastModel.objects.filter(state="in_use"):
        decision = model.decisions.get()
        counted = {one.level: one for one in decision.validation.counted()}
        scored = Assessment.objects.filter(unit__agency=model.agency_id).exclude(computed_level="")
        for row in scored.filter(assessed_on__gt=decision.decided_at.date()):
            expected[row.pk] = (model, counted[row.computed_level], row.person_id)
    assert expected
    told = {pk: (row.model, row.counted, row.person_id) for pk, row in found.items()}
    assert told == expected


def _is_told(agencies: int) -> None:
    """The decision on the one in use ends soon: its owner has work."""
    work = WorkItem.objects.filter(kind="forecasts.decision_ends", closed_at=None)
    owners = ForecastModel.objects.filter(state="in_use").values_list("owner_id", flat=True)
    assert sorted(work.values_list("owner_id", flat=True)) == sorted(owners)
    assert (len(owners), UseDecision.objects.count()) == (agencies, 2 * agencies)


def test_an_agency_without_an_analyst_has_none():
    house = build_house()
    house.member("quality_manager")
    assert boards(TODAY) == []
    analyst = house.member("analyst")
    (board,) = boards(TODAY)
    assert (board.agency.code, board.keeper, board.unit.code) == ("ievp", analyst, "riga")
