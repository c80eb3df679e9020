"""Features: what a model may rest on, each with its reason; and what was left out, and why."""

import logging
from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "category"]
Monotone = Literal[-1, 0, 1] | None
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Feature:
    """One column that a model may use.

    `monotone` is 1 where more must never lower the forecast, -1 where it must never raise it. A
    number that counts days before the start of follow-up names its date in `from_date`.
    """

    name: str
    kind: Kind
    reason: str
    monotone: Monotone = None
    from_date: bool = False


@dataclass(frozen=True)
class LeftOut:
    """One column that no model sees, and why."""

    name: str
    reason: str


def told(left_out: LeftOut) -> LeftOut:
    """The same, and in the log."""
    LOG.warning("Column %s is left out: %s", left_out.name, left_out.reason)
    return left_out
