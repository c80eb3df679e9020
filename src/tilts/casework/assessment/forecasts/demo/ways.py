"""How far the fictional models came, with their validations and decisions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tilts.platform.organisation.models import Agency, Staff, Unit
from tilts.platform.workflow.actions import Past, Step

from ..choices import Outcome
from ..counted import levels_of
from ..measures import Measure
from ..models import ForecastModel, LocalValidation, UseDecision

COUNTED = ((1010, 121), (1130, 316), (690, 312), (290, 199))  # people, of them with the outcome
DAY = timedelta(days=1)
LEFT = 45 * DAY  # until the decision on the one in use ends: its owner is told


@dataclass(frozen=True)
class Board:
    """An agency with who keeps its register and who decides."""

    agency: Agency
    unit: Unit
    keeper: Staff
    judge: Staff
    today: date


@dataclass(frozen=True)
class Made:
    """A model with everything around it."""

    model: ForecastModel
    past: Past
    validation: LocalValidation
    decision: UseDecision | None = None


def in_use(board: Board, model: ForecastModel) -> Made:
    """Validated ten months ago, decided on a month later."""
    done = board.today - 300 * DAY
    validation = _validation(board, model, done, Measure(0.68, 0.661, 0.699))
    shares = zip(levels_of(model.instrument, model.instrument_version), COUNTED, strict=True)
    validation.levels = [
        {"level": one.id, "people": people, "events": events} for one, (people, events) in shares
    ]
    validation.conclusion = "It orders people well enough; among women there were too few to tell."
    decision = _decision(board, validation, done + 30 * DAY, board.today + LEFT)
    return Made(model, _past(done, "decide_for"), validation, decision)


def validated(board: Board, model: ForecastModel) -> Made:
    """Validated a month ago; nobody has decided yet."""
    done = board.today - 30 * DAY
    validation = _validation(board, model, done, Measure(0.734, 0.716, 0.752))
    _set(validation, "brier", Measure(0.181, 0.176, 0.186))
    _set(validation, "slope", Measure(0.96, 0.88, 1.04))
    _set(validation, "intercept", Measure(-0.03, -0.11, 0.05))
    validation.conclusion = "Calibrated up to 60 %; above it there are too few to tell."
    return Made(model, _past(done), validation)


def suspended(board: Board, model: ForecastModel) -> Made:
    """Used for half a year, then stopped."""
    done = board.today - 400 * DAY
    validation = _validation(board, model, done, Measure(0.65, 0.63, 0.67))
    _set(validation, "brier", Measure(0.214, 0.208, 0.22))
    _set(validation, "slope", Measure(0.71, 0.62, 0.8))
    _set(validation, "intercept", Measure(-0.42, -0.5, -0.34))
    validation.conclusion = "It forecasts too high here. Read its order, not its percentages."
    decision = _decision(board, validation, done + 30 * DAY, board.today + 120 * DAY)
    model.suspended_at = _at(board.today - 170 * DAY)
    past = _past(done, "decide_for", model.suspended_at)
    return Made(model, past, validation, decision)


def _validation(board: Board, model: ForecastModel, done: date, auc: Measure) -> LocalValidation:
    model.agency, model.unit, model.owner = board.agency, board.unit, board.keeper
    row = LocalValidation(
        model=model, done_on=done, done_by="The fictional analysis unit", people=3120, events=948,
        outcome=Outcome.CONVICTED, months=24, recorded_by=board.keeper,
        period_from=done - 1000 * DAY, period_to=done - 60 * DAY,
    )  # fmt: skip
    _set(row, "auc", auc)
    return row


def _set(row: LocalValidation, name: str, measure: Measure) -> None:
    setattr(row, name, measure.value)
    setattr(row, f"{name}_low", measure.low)
    setattr(row, f"{name}_high", measure.high)


def _decision(board: Board, on: LocalValidation, day: date, until: date) -> UseDecision:
    return UseDecision(
        model=on.model, validation=on, use=True, valid_until=until, decided_at=_at(day),
        decided_by=board.judge, because="It adds to what staff see, and they decide each time.",
    )  # fmt: skip


def _past(done: date, decided: str = "", stopped: datetime | None = None) -> Past:
    steps = [Step("validate", "validated", _at(done))]
    if decided:
        steps.append(Step(decided, "in_use", _at(done + 30 * DAY)))
    if stopped:
        steps.append(Step("suspend", "suspended", stopped))
    return Past(_at(done - 20 * DAY), tuple(steps))


def _at(day: date) -> datetime:
    """The morning of a day."""
    return datetime.combine(day, time(9), UTC)
