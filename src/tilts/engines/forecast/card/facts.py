"""What the papers say about a run. Every number comes from the manifest or from a validation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..artefact.manifest import KeptBack, Manifest
from .schema import Block, Gap, Table

NOT_VALIDATED = Gap(
    "validation",
    "Not validated on people of the service. Run: tilts forecast validate MODEL DATA --outcome Y "
    "--group COL --json, and keep what it prints as validation.json in the folder of the model.",
)
NO_GROUPS = Gap(
    "groups", "Not compared by group. Name at least one with --group when the model is validated."
)
LATER = Gap(
    "later-people",
    "Not judged by people of a later time. Train with --start COL --since DAY, or say why not.",
)
UNITS = Gap(
    "other-units",
    "Not judged by each unit from the others. Train with --unit COL, or say why not.",
)
KEPT_BACK = (
    "Who", "People", "With the outcome",
    "Brier score", "95 % interval", "Area under the curve", "95 % interval",
)  # fmt: skip
MEASURES = {
    "brier": "Brier score (lower is better)",
    "auc": "Area under the curve (0.5 is chance)",
    "log_loss": "Logarithmic loss (lower is better)",
    "calibration_slope": "Slope of calibration (1 is right)",
    "calibration_intercept": "Intercept of calibration (0 is right)",
    "calibration_in_the_large": "Calibration in the large (0 is right)",
}
RATES = {
    "base_rate": "had the outcome",
    "mean_prediction": "mean forecast",
    "calibration_in_the_large": "calibration in the large",
    "auc": "area under the curve",
    "selection_rate": "flagged",
    "false_positive_rate": "flagged of those without it",
    "false_negative_rate": "missed of those with it",
    "positive_predictive_value": "had it of the flagged",
}
CELLS = {
    "flagged_with": "flagged, had it",
    "flagged_without": "flagged, had it not",
    "missed": "not flagged, had it",
    "left_rightly": "not flagged, had it not",
}


@dataclass(frozen=True)
class Run:
    """A model as it was trained, and what its validation printed; None before there was one."""

    manifest: Manifest
    validation: Mapping[str, Any] | None = None


Blocks = list[Block]


def identity(run: Run) -> Blocks:
    """Which model this is, and how to make it again."""
    of = run.manifest
    rows = [
        ("Model", of.model),
        ("Trained on", of.trained_on),
        ("Version of Tilts", of.tilts),
        ("Seed", str(of.seed)),
        *((f"Setting {name}", str(value)) for name, value in of.settings.items()),
        ("Data (SHA-256)", of.data_sha256),
    ]
    return [Table("Which model this is", ("What", "Value"), tuple(rows))]


def outcome(run: Run) -> Blocks:
    """What is forecast."""
    of = run.manifest
    value = f"the value “{of.positive}” of " if of.positive else ""
    return [f"It forecasts {value}“{of.outcome}” as a probability between 0 and 1."]


def data(run: Run) -> Blocks:
    """How many people it was trained on."""
    of = run.manifest
    start = f" Follow-up begins with “{of.start}”." if of.start else ""
    return [f"{of.rows:,} people, of whom {of.base_rate:.1%} had the outcome.{start}"]


def features(run: Run) -> Blocks:
    """What the model rests on, and why."""
    ways = {1: "more never lowers it", -1: "more never raises it"}
    rows = tuple(
        (one.name, one.kind, ways.get(one.monotone or 0, "free"), one.reason)
        for one in run.manifest.features
    )
    return [Table("What the model rests on", ("Feature", "Kind", "Direction", "Reason"), rows)]


def left_out(run: Run) -> Blocks:
    """What the model never saw, and why."""
    rows = tuple((one.name, one.reason) for one in run.manifest.left_out)
    if not rows:
        return ["No column of the table was left out."]
    return [Table("What the model never saw", ("Column", "Why"), rows)]


def libraries(run: Run) -> Blocks:
    """With which libraries it was trained."""
    rows = tuple(sorted(run.manifest.libraries.items()))
    return [Table("Libraries", ("Library", "Version"), rows)]


def accuracy(run: Run) -> Blocks:
    """The measures outside the training rows: of cross-validation, and of a validation."""
    of = run.manifest.cross_validation
    crossed = [name for name in of if f"{name}_se" in of]
    rows = tuple((MEASURES[name], f"{of[name]:.4f}", f"{of[f'{name}_se']:.4f}") for name in crossed)
    found: Blocks = [Table("In cross-validation", ("Measure", "Mean", "Standard error"), rows)]
    if run.validation is None:
        return [*found, NOT_VALIDATED]
    report = run.validation
    told = tuple(
        (MEASURES[name], _number(of), _span(of))
        for name, of in report["measures"].items()
        if name in MEASURES
    )
    people = f"{report['people']:,} people not seen in training"
    caption = f"On {people}, {report['events']:,} of them with the outcome"
    measured = Table(caption, ("Measure", "Value", "95 % interval"), told)
    return [*found, *report.get("warnings", ()), measured]


def held_out(run: Run) -> Blocks:
    """The measures on people of a later time and of other units; a gap where there are none."""
    kept = run.manifest.held_out
    ways = {one.by for one in kept}
    told = [Table("On people who were kept from it", KEPT_BACK, tuple(map(_kept_back, kept)))]
    lacking = [gap for by, gap in (("time", LATER), ("unit", UNITS)) if by not in ways]
    return [*(told if kept else []), *lacking]


def _kept_back(one: KeptBack) -> tuple[str, ...]:
    measures = [of.model_dump() for of in (one.brier, one.auc)]
    told = [cell for of in measures for cell in (_number(of), _span(of))]
    return (one.whom, f"{one.people:,}", f"{one.events:,}", *told)


def calibration(run: Run) -> Blocks:
    """What was forecast and what happened."""
    if run.validation is None:
        return []
    rows = tuple(
        (f"{one['people']:,}", *(f"{one[name]:.1%}" for name in ("forecast", "rate")), _share(one))
        for one in run.validation["curve"]
    )
    head = ("People", "Forecast", "Happened", "95 % interval")
    return [Table("What was forecast, and what happened", head, rows)]


def thresholds(run: Run) -> Blocks:
    """What a threshold would mean, in numbers of people."""
    if run.validation is None:
        return []
    rows = tuple(
        (f"{one['threshold']:.0%}", *(str(one[cell]) for cell in CELLS))
        for one in run.validation["thresholds"]
    )
    return [Table("Of every 1,000 people", ("From", *CELLS.values()), rows)]


def groups(run: Run) -> Blocks:
    """The measures of each group, or why there are none."""
    if run.validation is None:
        return []
    by = run.validation.get("fairness") or {}
    return [_grouped(name, found["groups"]) for name, found in by.items()] or [NO_GROUPS]


def _grouped(name: str, reports: list[Mapping[str, Any]]) -> Table:
    rows = tuple(
        (
            str(one["group"]),
            f"{one['people']:,}",
            *(_number(one["measures"].get(rate)) for rate in RATES),
            one["warning"],
        )
        for one in reports
    )
    return Table(f"By {name}", ("Group", "People", *RATES.values(), "Remark"), rows)


def incompatible(run: Run) -> Blocks:
    """Why not all measures of fairness hold at once."""
    by = (run.validation or {}).get("fairness") or {}
    return [found["incompatibility"] for found in by.values() if found["incompatibility"]]


def _number(of: Mapping[str, Any] | None) -> str:
    return "–" if of is None or of["value"] is None else f"{of['value']:.3f}"


def _span(of: Mapping[str, Any]) -> str:
    return "–" if None in (of["low"], of["high"]) else f"{of['low']:.3f} to {of['high']:.3f}"


def _share(of: Mapping[str, Any]) -> str:
    return f"{of['low']:.1%} to {of['high']:.1%}"


FACTS: dict[str, Callable[[Run], Blocks]] = {
    one.__name__: one
    for one in (
        identity, outcome, data, features, left_out, libraries,
        accuracy, held_out, calibration, thresholds, groups, incompatible,
    )
}  # fmt: skip
