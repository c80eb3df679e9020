"""`tilts forecast validate MODEL DATA --outcome Y`."""

import json
from dataclasses import asdict
from math import isfinite
from pathlib import Path
from typing import Any

import click
import polars as pl

from tilts.engines.forecast.artefact.manifest import digest
from tilts.engines.forecast.artefact.storing import load_model
from tilts.engines.forecast.fairness import by_group, costs, grouped, incompatibility
from tilts.engines.forecast.local import validate_instrument
from tilts.engines.forecast.outcome import binary, too_few
from tilts.engines.forecast.refusals import DataRefused, refuse
from tilts.engines.forecast.table import read_table
from tilts.engines.forecast.validation import Outcomes, Probabilities, validate

from .forecast_challenger import challenge, challenge_words
from .forecast_question import FOLDER, THERE
from .forecast_words import fairness_words, here_words, report_words
from .instruments import imported

SAME = "These are the very rows that the model learnt from: it will do worse on others."


@click.command(name="validate")
@click.argument("model")
@click.argument("data", type=THERE)
@click.option("--outcome", required=True, help="The column that says what happened.")
@click.option("--positive", help="Which value of the outcome is 1.")
@click.option("--group", help="Columns that compare, with commas between.")
@click.option("--threshold", type=click.FloatRange(0.01, 0.99), default=0.5, show_default=True)
@click.option("--challenger", type=FOLDER, help="Another model, to hold against MODEL.")
@click.option("--repeats", type=click.IntRange(20), default=1000, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def validate_(model: str, data: Path, as_json: bool, **asked: Any) -> None:
    """Say how good MODEL is on DATA: accuracy, calibration, usefulness, fairness.

    MODEL is a folder that train has written, or the name of an instrument. Every number comes with
    its bootstrap interval. Ends with 1 when the table cannot be used.
    """
    try:
        frame = read_table(data)
        outcome = _outcome(frame, asked["outcome"], asked["positive"])
        if Path(model).is_dir():
            found, words = _of_model(Path(model), data, frame, outcome, asked)
        else:
            found, words = _of_instrument(model, frame, outcome, asked)
    except DataRefused as refused:
        faults = [asdict(fault) for fault in refused.faults]
        click.echo(json.dumps({"refused": faults}) if as_json else str(refused), err=not as_json)
        raise SystemExit(1) from None
    click.echo(json.dumps(_plain(found)) if as_json else words)


def _outcome(frame: pl.DataFrame, name: str, positive: str | None) -> Outcomes:
    """The outcome of every row; DataRefused where it is no outcome, or of too few people."""
    outcome, faults = binary(_column(frame, name), positive)
    if faults := faults or too_few(outcome):
        raise DataRefused(faults)
    return outcome


def _column(frame: pl.DataFrame, name: str) -> pl.Series:
    if name not in frame.columns:
        known = f"The columns are: {', '.join(frame.columns[:40])}."
        raise refuse(f"column {name}", "there is none.", known)
    return frame[name]


def _of_model(
    folder: Path, data: Path, frame: pl.DataFrame, outcome: Outcomes, asked: dict[str, Any]
) -> tuple[dict[str, Any], str]:
    model = load_model(folder)
    names = [name.strip() for name in (asked["group"] or "").split(",") if name.strip()]
    groups = {name: _column(frame, name) for name in names}
    probability = model.fitted.probabilities(model.shaped(frame))
    drawn = {"repeats": asked["repeats"], "seed": asked["seed"]}
    report = validate(model.manifest.model, outcome, probability, **drawn)
    sha256 = digest(data)
    warnings = [SAME] if sha256 == model.manifest.data_sha256 else []
    fair = {name: _fairness(column, outcome, probability, asked) for name, column in groups.items()}
    found = {**report.as_json(), "warnings": warnings}
    found["fairness"] = {name: _as_json(one) for name, one in fair.items()}
    parts = [*warnings, report_words(report)]
    parts += [fairness_words(name, *one) for name, one in fair.items()]
    if other := asked["challenger"]:
        champion, people = (model.manifest.model, probability), (frame, outcome, sha256)
        challenged = challenge(other, champion, people, **drawn)
        found["challenger"] = challenged.as_json()
        parts.append(challenge_words(challenged))
    return found, "\n\n".join(parts)


Fairness = tuple[Any, Any, str]


def _fairness(
    column: pl.Series, outcome: Outcomes, probability: Probabilities, asked: dict[str, Any]
) -> Fairness:
    """Each group, what equality would cost, and why not everything can be equal."""
    groups, threshold = grouped(column), asked["threshold"]
    drawn = {"repeats": asked["repeats"], "seed": asked["seed"]}
    reports = by_group(outcome, probability, groups, threshold=threshold, **drawn)
    largest = sorted((one for one in reports if one.judged), key=lambda one: -one.people)[:2]
    said = incompatibility(*largest) if len(largest) == 2 else None
    price = costs(outcome, probability, groups, threshold=threshold) if len(largest) == 2 else ()
    return reports, price, str(said or "")


def _as_json(fair: Fairness) -> dict[str, Any]:
    reports, price, said = fair
    return {
        "groups": [asdict(one) for one in reports],
        "costs": [asdict(one) for one in price],
        "incompatibility": said,
    }


def _of_instrument(
    name: str, frame: pl.DataFrame, outcome: Outcomes, asked: dict[str, Any]
) -> tuple[dict[str, Any], str]:
    for option in ("group", "challenger"):
        if asked[option]:
            wanted = f"--{option} wants probabilities: name a model, not an instrument."
            raise click.UsageError(wanted)
    drawn = {"repeats": asked["repeats"], "seed": asked["seed"]}
    found = validate_instrument(imported(name).instrument, frame, outcome, **drawn)
    return found.as_json(), here_words(found)


def _plain(value: Any) -> Any:
    """What JSON knows: no number that is none."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and not isfinite(value) else value
