"""Watching a model that is used: does it still fit the people, does it still tell the truth?

`shift` compares populations, `drift` follows calibration over time, `overrides` counts how often
people decided otherwise. Each gives alerts as data; `verdict` says whether the model may go on.
"""

from .alerts import Alert, Limits, Verdict, verdict
from .cusum import Chart, Drift, drift, limit_for
from .overrides import ENOUGH, Decided, Overridden, overridden
from .shift import Shift, by_chance, shift, shift_of_counts, shift_of_scores

__all__ = [
    "ENOUGH",
    "Alert",
    "Chart",
    "Decided",
    "Drift",
    "Limits",
    "Overridden",
    "Shift",
    "Verdict",
    "by_chance",
    "drift",
    "limit_for",
    "overridden",
    "shift",
    "shift_of_counts",
    "shift_of_scores",
    "verdict",
]
