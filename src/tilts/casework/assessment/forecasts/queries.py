"""Reads of the register: each agency reads its own."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tilts.platform.parties.actors import Actor

from ..models import Assessment
from .models import Forecast, ForecastModel, LocalValidation, UseDecision


def register(actor: Actor) -> QuerySet[Any]:
    """Every model in the register of the actor's agency, by code."""
    rows = ForecastModel.objects.select_related("agency", "owner")
    if not actor.is_service:
        rows = rows.filter(agency=actor.agency)
    ordered: QuerySet[Any] = rows.order_by("code", "pk")
    return ordered


def with_standing(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same models with their validations and decisions, in two queries for any number."""
    return rows.prefetch_related("validations", "decisions")


def one_model(actor: Actor, model_id: UUID) -> ForecastModel:
    """A model of the actor's agency; raises Http404 when its register has none of that id."""
    found: ForecastModel | None = register(actor).filter(pk=model_id).first()
    if found is None:
        raise Http404
    return found


def validations_of(model: ForecastModel) -> list[LocalValidation]:
    """The validations of a model, the last first."""
    return list(
        model.validations.select_related("recorded_by", "model").order_by("-done_on", "-pk")
    )


def decisions_on(model: ForecastModel) -> list[UseDecision]:
    """The decisions on a model, the last first."""
    rows = model.decisions.select_related("decided_by", "validation")
    return list(rows.order_by("-decided_at", "-pk"))


def registered_for(assessment: Assessment) -> list[ForecastModel]:
    """The models of the agency that are the instrument of an assessment, by code."""
    rows = ForecastModel.objects.filter(
        agency=assessment.unit.agency_id,
        instrument=assessment.instrument,
        instrument_version=assessment.version,
    )
    standing = rows.select_related("agency").prefetch_related(
        "validations", "decisions__validation"
    )
    return list(standing.order_by("code", "pk"))


def forecast_of(assessment: Assessment) -> Forecast | None:
    """What was forecast when an assessment was scored, if anything was."""
    rows = Forecast.objects.filter(assessment=assessment)
    found: Forecast | None = rows.select_related("validation", "model__agency").first()
    return found
