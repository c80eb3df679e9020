"""What `tilts forecast validate` prints."""

from collections.abc import Iterable, Sequence
from math import isfinite

from tilts.engines.forecast.fairness import Cost, GroupReport
from tilts.engines.forecast.holding_out import HeldOut
from tilts.engines.forecast.local import Here, Level, Local
from tilts.engines.forecast.validation import Report

SHOWN = ("base_rate", "mean_prediction", "auc", "false_positive_rate", "false_negative_rate")


def report_words(report: Report) -> str:
    """Measures, calibration, usefulness and numbers of people."""
    parts = report.decomposition
    lines = [f"{report.model}: {report.people} people, {report.events} with the outcome."]
    lines += [f"  {_name(name):<26}{one}" for name, one in report.measures.items()]
    lines += [
        f"  Brier is reliability {parts.reliability:.4f} - resolution {parts.resolution:.4f} "
        f"+ uncertainty {parts.uncertainty:.4f} + within bins {parts.within:.4f}",
        "Calibration: forecast, what happened (95 % interval), people",
    ]
    lines += [
        f"  {one.forecast:.3f}  {one.rate:.3f} ({one.low:.3f} to {one.high:.3f})  {one.people}"
        for one in report.curve
    ]
    lines += ["Net benefit: threshold, model, flagging everybody"]
    lines += [
        f"  {one.threshold:<4g} {one.model:+.4f}  {one.everybody:+.4f}"
        + ("" if one.useful else "  no better than flagging everybody or nobody")
        for one in report.benefits
    ]
    return "\n".join([*lines, "In numbers of people", *(f"  {one}" for one in report.thresholds)])


def fairness_words(
    column: str, reports: Iterable[GroupReport], price: Iterable[Cost], said: str
) -> str:
    """The groups of a column one by one, what equality costs, and why not all can be equal."""
    lines = [f"By {column}"]
    for report in reports:
        lines.append(f"  {report.group}: {report.people} people, {report.events} with the outcome")
        lines += [f"    {report.warning}"] if report.warning else []
        lines += [
            f"    {_name(name):<24}{report.measures[name]}" for name in SHOWN if report.judged
        ]
    lines += [
        f"  {one.name}: Brier {one.brier:.4f}, AUC {one.auc:.3f}, "
        f"flagged {one.selection_rate:.1%}, gap of false positives {_share(one.false_positive_gap)}"
        f", of predictive values {_share(one.predictive_value_gap)}"
        for one in price
    ]
    return "\n".join([*lines, *([said] if said else [])])


def local_words(local: Local) -> str:
    """A score of an instrument on local outcomes, and the proposal of what it means here."""
    lines = [
        f"{local.instrument} {local.version}, {local.score}: {local.people} people, {local.events} "
        f"with the outcome, {local.left_out} without a score left out.",
        f"  AUC {local.auc}",
    ]
    lines += [f"  {warning}" for warning in local.warnings]
    lines += [
        f"  {one.low:g} to {one.high:g}: {one.rate:.1%} of {one.people} "
        f"({one.interval[0]:.1%} to {one.interval[1]:.1%})"
        for one in local.bands
    ]
    if local.proposal.made:
        lines.append(
            f"  Proposal: log-odds = {local.proposal.intercept} + {local.proposal.slope} x score"
        )
    return "\n".join(lines)


def here_words(here: Here) -> str:
    """An instrument score by score, its level, and which scores tell nobody apart."""
    parts = [local_words(one) for one in here.scores]
    parts += [level_words(here.level)] if here.level else []
    if here.unjudged:
        named = ", ".join(here.unjudged)
        parts.append(f"Not judged, as not both outcomes are among those with a score: {named}.")
    return "\n\n".join(parts)


def level_words(level: Level) -> str:
    """How often the outcome is seen at each level."""
    lines = [f"Level ({level.score}), {level.left_out} without one left out"]
    lines += [
        f"  {one.band}: {one.events} of {one.people} with the outcome"
        + (f" ({one.events / one.people:.1%})" if one.people else "")
        for one in level.bands
    ]
    return "\n".join(lines)


def held_out_words(found: Sequence[HeldOut]) -> str:
    """How each model did on those who were kept from it; nothing when nobody was."""
    lines = [
        f"  {one.model}, {one.whom}: {one.people} people, {one.events} with the outcome; "
        f"Brier {one.brier}, AUC {one.auc}"
        for one in found
    ]
    return "\n".join(["", "Kept back", *lines]) if lines else ""


def _share(number: float) -> str:
    """As a percentage; a dash where there is no number."""
    return f"{number:.1%}" if isfinite(number) else "–"


def _name(name: str) -> str:
    return name.replace("_", " ")
