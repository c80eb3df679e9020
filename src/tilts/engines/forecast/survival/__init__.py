"""Time to an event, for people who were not all watched equally long.

`fit_cox` and `fit_discrete` give models with `probability_by(frame, horizon)`; `concordance`,
`horizon_brier` and `integrated_brier` judge them without pretending to know what became of whoever
left follow-up early.
"""

from .accuracy import concordance, horizon_brier, integrated_brier
from .cox import Cox, fit_cox
from .discrete import Discrete, fit_discrete
from .kaplan_meier import Steps, kaplan_meier

__all__ = [
    "Cox",
    "Discrete",
    "Steps",
    "concordance",
    "fit_cox",
    "fit_discrete",
    "horizon_brier",
    "integrated_brier",
    "kaplan_meier",
]
