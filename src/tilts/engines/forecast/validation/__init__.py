"""How good forecasts are: accuracy, calibration, usefulness, each with its uncertainty.

Everything takes the outcome (0 or 1) and the probability of each row. `validate` measures all
of it, `compare` two models on the same rows, `crossed` a learner on rows that it has not seen,
`margin` whether it comes near enough to another.
"""

from .arrays import Outcomes, Probabilities, Rows, outcomes
from .bootstrap import Interval, interval, resampled
from .calibration import Bin, Recalibration, calibration_curve, recalibration
from .compared import Compared, compare
from .crossed import Crossed, crossed, nested
from .decisions import At, Benefit, at_threshold, decision_curve
from .margin import Margin, margin
from .measures import auc, brier, false_positive_rate, nij_fairness
from .murphy import Decomposition, decompose
from .report import Report, validate
from .splits import Split, by_period, by_unit, repeated

__all__ = [
    "At",
    "Benefit",
    "Bin",
    "Compared",
    "Crossed",
    "Decomposition",
    "Interval",
    "Margin",
    "Outcomes",
    "Probabilities",
    "Recalibration",
    "Report",
    "Rows",
    "Split",
    "at_threshold",
    "auc",
    "brier",
    "by_period",
    "by_unit",
    "calibration_curve",
    "compare",
    "crossed",
    "decision_curve",
    "decompose",
    "false_positive_rate",
    "interval",
    "margin",
    "nested",
    "nij_fairness",
    "outcomes",
    "recalibration",
    "repeated",
    "resampled",
    "validate",
]
