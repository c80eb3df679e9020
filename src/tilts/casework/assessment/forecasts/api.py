"""API: the register of forecasting models of one's own agency."""

import json
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from ninja import Field, Router, Schema

from tilts.casework.people.api.rows import done
from tilts.platform.access.operations import ApiRequest, Body, Made, Rows, Size, may, rows_of
from tilts.platform.design.paging import keyset_page

from .capabilities import DECIDE, KEEP, SEE
from .choices import Outcome
from .manifests import FILE
from .measures import NAMES, Measure
from .models import ForecastModel, LocalValidation
from .queries import decisions_on, one_model, register, validations_of, with_standing
from .standing import may_use
from .verbs import (
    DECIDE_AGAINST,
    DECIDE_FOR,
    REGISTER_INSTRUMENT,
    REGISTER_TRAINED,
    VALIDATE,
    moving,
)

router = Router(tags=["forecasts"])


class ForecastModelOut(Schema):
    """A model; `why_not` holds the codes of the reasons why it may not be used today."""

    id: UUID = Field(alias="pk")
    code: str
    title: str
    purpose: str
    owner: UUID = Field(alias="owner_id")
    source: str
    instrument: str
    instrument_version: str
    manifest: dict[str, Any] | None
    artefact_sha256: str
    state: str
    stage: str = Field(alias="state_title")
    why_not: list[str]

    @staticmethod
    def resolve_why_not(obj: ForecastModel) -> list[str]:
        """Why it may not be used today."""
        return [one.code for one in may_use(obj, timezone.localdate())]


class ForecastMeasureOut(Schema):
    """A number between the ends of its 95 % interval."""

    value: float
    low: float
    high: float


class LevelCount(Body):
    """How many people had a level of the instrument, and how many of them the outcome."""

    level: str
    people: int
    events: int


class LocalValidationOut(Schema):
    """A validation; `measures` by name: auc, and of probabilities brier, slope and intercept."""

    id: UUID = Field(alias="pk")
    done_on: date
    done_by: str
    recorded_by: UUID = Field(alias="recorded_by_id")
    period_from: date
    period_to: date
    people: int
    events: int
    measures: dict[str, ForecastMeasureOut]
    conclusion: str
    outcome: str
    months: int | None
    levels: list[LevelCount]

    @staticmethod
    def resolve_measures(obj: LocalValidation) -> dict[str, Any]:
        """Those that there are."""
        return {name: vars(one) for name, one in obj.measures().items()}


class UseDecisionOut(Schema):
    """A decision whether the model is used, and until when."""

    id: UUID = Field(alias="pk")
    validation: UUID = Field(alias="validation_id")
    use: bool
    because: str
    valid_until: date | None
    decided_by: UUID = Field(alias="decided_by_id")
    decided_at: datetime


class WholeForecastModelOut(Schema):
    """A model with its validations and the decisions on it, the last first."""

    model: ForecastModelOut
    validations: list[LocalValidationOut]
    decisions: list[UseDecisionOut]


class InstrumentModelIn(Body):
    """An instrument of the catalogue; `owner` answers for it."""

    code: str
    title: str
    purpose: str
    owner: UUID
    instrument: str
    instrument_version: str


class TrainedModelIn(Body):
    """A model that was trained: what its manifest.json holds, and the SHA-256 of model.skops."""

    code: str
    title: str
    purpose: str
    owner: UUID
    manifest: dict[str, Any]
    artefact_sha256: str


class ForecastMeasureIn(Body):
    """A number between the ends of its 95 % interval."""

    value: float
    low: float
    high: float


class LocalValidationIn(Body):
    """What a validation found. Only of a score without probabilities the AUC is enough."""

    done_on: date
    done_by: str
    period_from: date
    period_to: date
    people: int
    events: int
    auc: ForecastMeasureIn
    brier: ForecastMeasureIn | None = None
    slope: ForecastMeasureIn | None = None
    intercept: ForecastMeasureIn | None = None
    conclusion: str
    outcome: Outcome
    months: int
    levels: list[LevelCount] = []


class UseIn(Body):
    """To use a model until a day, and why."""

    use: Literal[True]
    because: str
    valid_until: date


class NoUseIn(Body):
    """Not to use a model, and why."""

    use: Literal[False]
    because: str


class ForecastMoveIn(Body):
    """Why, for the moves that want a reason."""

    reason: str = ""


@router.get(
    "/forecast-models",
    response=Rows[ForecastModelOut],
    operation_id="forecast_models_list",
    auth=may(SEE),
)
def models(request: ApiRequest, cursor: str | None = None, size: Size = 50) -> Any:
    """Every model in the register of one's agency, by code."""
    rows = with_standing(register(request.actor))
    return rows_of(keyset_page(rows, ["code", "pk"], cursor, size))


@router.get(
    "/forecast-models/{uuid:model_id}",
    response=WholeForecastModelOut,
    operation_id="forecast_models_get",
    auth=may(SEE),
)
def model(request: ApiRequest, model_id: UUID) -> Any:
    """One model with its validations and the decisions on it."""
    found = one_model(request.actor, model_id)
    return {
        "model": found,
        "validations": validations_of(found),
        "decisions": decisions_on(found),
    }


@router.post(
    "/forecast-models/instruments",
    response={201: Made},
    operation_id="forecast_models_register_instrument",
    auth=may(KEEP),
)
def register_instrument(request: ApiRequest, body: InstrumentModelIn) -> Any:
    """Register an instrument of the catalogue. It is not used yet."""
    said = {**body.dict(), "instrument": f"{body.instrument}:{body.instrument_version}"}
    return done(request, REGISTER_INSTRUMENT, request.actor, said)


@router.post(
    "/forecast-models/trained",
    response={201: Made},
    operation_id="forecast_models_register_trained",
    auth=may(KEEP),
)
def register_trained(request: ApiRequest, body: TrainedModelIn) -> Any:
    """Register a model that was trained. It is not used yet."""
    file = SimpleUploadedFile(FILE, json.dumps(body.manifest).encode())
    return done(request, REGISTER_TRAINED, request.actor, (body.dict(), {"manifest": file}))


@router.post(
    "/forecast-models/{uuid:model_id}/validations",
    response={201: Made},
    operation_id="forecast_models_validate",
    auth=may(KEEP),
)
def validate(request: ApiRequest, model_id: UUID, body: LocalValidationIn) -> Any:
    """Record a local validation."""
    given = {name: getattr(body, name) for name in NAMES}
    said = {name: Measure(**one.dict()).written() for name, one in given.items() if one}
    levels = {f"level_{one.level}": f"{one.events} / {one.people}" for one in body.levels}
    model = one_model(request.actor, model_id)
    return done(request, VALIDATE, model, {**body.dict(), **said, **levels})


@router.post(
    "/forecast-models/{uuid:model_id}/decisions",
    response={201: Made},
    operation_id="forecast_models_decide",
    auth=may(DECIDE),
)
def decide(request: ApiRequest, model_id: UUID, body: UseIn | NoUseIn) -> Any:
    """Decide whether the model is used."""
    verb = DECIDE_FOR if body.use else DECIDE_AGAINST
    return done(request, verb, one_model(request.actor, model_id), body.dict())


@router.post(
    "/forecast-models/{uuid:model_id}/moves/{slug:code}",
    response={201: Made},
    operation_id="forecast_models_move",
    auth=may(SEE),
)
def move(request: ApiRequest, model_id: UUID, code: str, body: ForecastMoveIn) -> Any:
    """Any other move: `suspend`, `resume`, `withdraw`, `mark_error` or `reopen`."""
    return done(request, moving(code), one_model(request.actor, model_id), body.dict())
