"""The papers of a model, filled from its run; what the service has not said stays a gap."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from ..refusals import refuse
from .facts import FACTS, LATER, UNITS, Run
from .schema import Asks, Block, Gap, Paper, Part, Plan, Planned, plans

Answers = Mapping[str, str]
LINES = "Write one line each: code: text."


def papers(run: Run, answers: Answers) -> tuple[Paper, ...]:
    """The model card and the technical file."""
    return tuple(_filled(plan, run, answers) for plan in plans())


def _filled(plan: Plan, run: Run, answers: Answers) -> Paper:
    return Paper(plan.code, plan.title, tuple(_part(part, run, answers) for part in plan.parts))


def _part(part: Planned, run: Run, answers: Answers) -> Part:
    shown = [_answered(block, answers) for name in part.shows for block in FACTS[name](run)]
    said = [_said(one, answers.get(one.code, "")) for one in part.gaps]
    return Part(part.title, part.law, (*part.text, *shown, *said))


def _answered(block: Block, answers: Answers) -> Block:
    """A gap of the run with the reason why it stays one; anything else as it is."""
    if not isinstance(block, Gap):
        return block
    return _said(Asks(code=block.code, asks=block.asks), answers.get(block.code, ""))


def _said(asked: Asks, answer: str) -> Block:
    """What was asked, with its answer; the gap while there is none."""
    return f"{asked.asks} – {answer}" if answer.strip() else Gap(asked.code, asked.asks)


def codes() -> dict[str, str]:
    """What the service can answer, by code: what the papers ask, then what a run may lack."""
    asked = [(one.code, one.asks) for plan in plans() for part in plan.parts for one in part.gaps]
    return dict([*asked, *((gap.code, gap.asks) for gap in (LATER, UNITS))])


def read_answers(file: Path) -> dict[str, str]:
    """What the service says: YAML with a text by code. Raises DataRefused for anything else."""
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as broken:
        raise refuse(str(file), f"it is no YAML ({broken}).", LINES) from None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise refuse(str(file), "it is no list of texts by code.", LINES)
    unknown = sorted(set(found) - set(codes()))
    if unknown:
        known = f"The codes are: {', '.join(codes())}."
        raise refuse(str(file), f"nobody asks for {', '.join(unknown)}.", known)
    return found
