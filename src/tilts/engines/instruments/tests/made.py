"""Instruments and answers for tests."""

from pathlib import Path
from typing import Any

from tilts.engines.instruments import Instrument, Scorer, load

HERE = Path(__file__).parent
NEEDS = HERE / "needs.yaml"

HEAD = """\
id: small
version: "1"
title: {en: Small}
languages: [en]
licence: CC0-1.0
source: Made for tests
sections:
  - id: only
    title: {en: Only}
    items:
      - {id: a, label: {en: A}, type: number, minimum: 0, maximum: 9}
      - {id: b, label: {en: B}, type: number, minimum: 0, maximum: 9, decimals: 2}
      - id: c
        label: {en: C}
        type: choice
        options: [{code: x, label: {en: X}}, {code: y, label: {en: Y}}]
      - {id: d, label: {en: D}, type: date}
      - {id: e, label: {en: E}, type: date}
"""

ANSWERS: dict[str, Any] = {
    "sex": "male",
    "born": "1990-05-17",
    "assessed": "2026-03-02",
    "housing": 2,
    "work": "some",
    "substances": ["alcohol", "opioids"],
    "days_used": 12,
}


def small(folder: Path, rest: str) -> Instrument:
    """A small instrument with these derived quantities, scores and refusals."""
    file = folder / "small.yaml"
    file.write_text(HEAD + rest, encoding="utf-8")
    return load(file)


def needs_scorer() -> Scorer:
    """A scorer of an instrument that uses nearly everything."""
    return Scorer(load(NEEDS))


def without(*names: str, **others: object) -> dict[str, Any]:
    """The answers without some, and with others instead."""
    return {k: v for k, v in ANSWERS.items() if k not in names} | others
