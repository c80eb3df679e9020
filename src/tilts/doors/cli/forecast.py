"""`tilts forecast cohort|check|train|validate|score|card`."""

import json
import logging
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import polars as pl

from tilts.engines.forecast.artefact.manifest import digest
from tilts.engines.forecast.artefact.storing import load_model
from tilts.engines.forecast.contract import Asked, Prepared, prepare
from tilts.engines.forecast.holding_out import HeldOut, each_unit, held_out, since
from tilts.engines.forecast.leakage import Leak
from tilts.engines.forecast.refusals import refuse
from tilts.engines.forecast.scoring import scored
from tilts.engines.forecast.sheet import Sheet, described, without_leaks
from tilts.engines.forecast.table import read_table, write_table
from tilts.engines.forecast.training import (
    ALL,
    FOLDS,
    NAMES,
    Checked,
    Settings,
    Source,
    learner,
    train,
)

from .forecast_card import card
from .forecast_cohort import cohort
from .forecast_question import FOLDER, OUT, THERE, asked_of, question, refusing
from .forecast_validate import validate_
from .forecast_words import held_out_words
from .progress import counted

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
@click.pass_context
def forecast(context: click.Context) -> None:
    """Models of re-offending: look at the data, train, validate, score, describe."""
    context.with_resource(_telling())


@contextmanager
def _telling() -> Iterator[None]:
    """What the engine says of its data is shown, while a command runs."""
    log = logging.getLogger("tilts.engines.forecast")
    before = log.level
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.setLevel(before)


forecast.add_command(validate_)
forecast.add_command(card)
forecast.add_command(cohort)


def _ready(data: Path, asked: Asked) -> tuple[pl.DataFrame, Prepared, Sheet]:
    frame = read_table(data)
    prepared = prepare(frame, asked, today=datetime.now(UTC).date())
    return frame, prepared, described(frame, asked, prepared)


@forecast.command()
@question
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def check(data: Path, as_json: bool, **answers: Any) -> None:
    """Describe DATA, and say what leaks the outcome and what no model may use.

    Ends with 1 when the table cannot be used or a column certainly leaks.
    """
    with refusing(as_json):
        _, _, sheet = _ready(data, asked_of(answers))
    trusted = set(answers["trust"])
    click.echo(json.dumps(sheet.as_dict()) if as_json else _sheet_words(sheet, trusted))
    certain = any(leak.certain and leak.name not in trusted for leak in sheet.leaks)
    raise SystemExit(1 if certain else 0)


def _sheet_words(sheet: Sheet, trusted: Container[str]) -> str:
    lines = [f"{sheet.rows} rows, {sheet.events} with the outcome ({100 * sheet.base_rate:.1f} %)."]
    lines += ["", "Columns"]
    lines += [
        f"  {one.name}: {one.type}, {one.missing} missing, {one.values} values; {one.use}"
        for one in sheet.columns
    ]
    leaks = [f"  {_leak_words(leak, trusted)}" for leak in sheet.leaks]
    lines += ["", "Leaks", *(leaks or ["  none found"])]
    lines += ["", "Groups"] if sheet.groups else []
    lines += [
        f"  {one.column} = {one.value}: {one.rows} rows, {one.events} with the outcome"
        + (" – too small to judge" if one.small else "")
        for one in sheet.groups
    ]
    return "\n".join([*lines, *_period_words(sheet), "", sheet.missing])


def _period_words(sheet: Sheet) -> Iterator[str]:
    """What began when, and which columns changed from one period to the next."""
    if sheet.periods:
        yield from ("", "Periods")
        for one in sheet.periods:
            small = " – too small to judge" if one.small else ""
            rate = f"{100 * one.events / one.rows:.1f} %"
            yield f"  {one.name}: {one.rows} rows, {rate} with the outcome{small}"
        yield from ("", "Drift")
        for drift in sheet.drift:
            index = f"the population stability index is {drift.value:.2f}"
            yield f"  {drift.column}: from {drift.before} to {drift.now} {index}"
        if not sheet.drift:
            yield "  none found"


def _leak_words(leak: Leak, trusted: Container[str]) -> str:
    return f"{leak.name} ({leak.trap}, trusted): {leak.what}" if leak.name in trusted else str(leak)


@forecast.command(name="train")
@question
@click.option("--model", type=click.Choice([*NAMES, "all"]), default="all", show_default=True)
@click.option("--rules", type=click.IntRange(1, 200), default=20, show_default=True)
@click.option("--pairs", type=click.IntRange(0, 100), default=0, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True)
@click.option("--since", type=DAY, help="Judge by those followed from this day on, too.")
@click.option("--unit", help="Judge by each unit of this column, too; it is no feature.")
@click.option("--out", required=True, type=OUT, help="The folder for the models.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def train_(data: Path, model: str, out: Path, as_json: bool, **answers: Any) -> None:
    """Train models on DATA and keep each in OUT/MODEL; all are logit, scorecard and ebm.

    Prints what each scores outside the rows it learnt from. What certainly leaks is left out.
    """
    asked = _without_units(asked_of(answers), answers)
    names = ALL if model == "all" else (model,)
    settings = Settings(answers["rules"], answers["pairs"], answers["seed"])
    with refusing(as_json), counted("Training", len(names) * (FOLDS + 1)) as progress:
        frame, prepared, sheet = _ready(data, asked)
        prepared = without_leaks(prepared, sheet, asked.trusted)
        kept_back = _held_out(names, frame, prepared, settings, answers)
        source = Source(asked, digest(data), datetime.now(UTC).date())
        figures = train(names, prepared, source, settings, out, progress, kept_back)
    if as_json:
        told = {"models": [*map(asdict, figures)], "held_out": [*map(asdict, kept_back)]}
        click.echo(json.dumps({"out": str(out), **told}))
    else:
        click.echo(_figure_words(figures, prepared, out) + held_out_words(kept_back))


def _without_units(asked: Asked, answers: dict[str, Any]) -> Asked:
    """A model that knew the unit would not hold in another one."""
    if answers["since"] and not asked.start:
        raise click.UsageError("--since wants --start, the day from which people are followed.")
    if not answers["unit"]:
        return asked
    return replace(asked, excluded=tuple(dict.fromkeys((*asked.excluded, answers["unit"]))))


def _held_out(
    names: Sequence[str],
    frame: pl.DataFrame,
    prepared: Prepared,
    settings: Settings,
    answers: dict[str, Any],
) -> list[HeldOut]:
    """By those who were kept back: by time, by unit, or both; nothing when neither is asked."""
    learners = [learner(name, prepared.features, settings) for name in names]
    start, unit, day = answers["start"], answers["unit"], answers["since"]
    splits = [since(frame[start], day.date(), prepared.outcome)] if day else []
    splits += [each_unit(frame[unit], prepared.outcome)] if unit else []
    return [
        row for each in splits for row in held_out(learners, prepared, each, seed=settings.seed)
    ]


def _figure_words(figures: list[Checked], prepared: Prepared, out: Path) -> str:
    left = [f"Left out: {one.name}: {one.reason}" for one in prepared.left_out]
    head = f"{'model':<12}{'Brier ± SE':<20}AUC ± SE   (means of {FOLDS} folds)"
    rows = [
        f"{one.model:<12}{one.brier:.4f} ± {one.brier_se:.4f}     {one.auc:.3f} ± {one.auc_se:.3f}"
        for one in figures
    ]
    return "\n".join([*left, head, *rows, f"Kept in {out}."])


@forecast.command()
@click.argument("model", type=FOLDER)
@click.argument("data", type=THERE)
@click.option("-o", "--out", required=True, type=OUT, help="The result, .csv or .parquet.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def score(model: Path, data: Path, out: Path, as_json: bool) -> None:
    """Score every row of DATA by MODEL, a folder that train has written.

    The result has the columns that the model does not know, `probability`, and the contribution of
    each feature in log-odds (`because NAME`).
    """
    with refusing(as_json):
        if out.resolve() == data.resolve():
            raise refuse(str(out), "the result would overwrite the table.", "Name another file.")
        kept = load_model(model)
        frame = read_table(data)
        known = {one.name for one in kept.manifest.features}
        result = scored(kept, frame, [name for name in frame.columns if name not in known])
        write_table(result, out)
    words = f"{result.height} rows scored by {kept.manifest.model} → {out}"
    click.echo(json.dumps({"rows": result.height, "out": str(out)}) if as_json else words)
