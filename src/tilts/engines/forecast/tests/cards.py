"""Small models made by hand, whose every number can be checked on paper."""

import numpy as np

from tilts.engines.forecast.additive import Additive, Pair
from tilts.engines.forecast.binning import Bins
from tilts.engines.forecast.models.indicators import Indicator
from tilts.engines.forecast.models.scorecard import Rule, Scorecard

AGE = Bins("age", "number", cuts=(25.0, 40.0), monotone=-1)
WORK = Bins("darbs", "category", levels=("nav", "pastāvīgs"))

# Codes of age: missing, below 25, 25 to below 40, 40 or more, unseen; of work: missing, nav,
# pastāvīgs, unseen.
ADDITIVE = Additive(
    "by hand",
    -0.5,
    (AGE, WORK),
    (np.array([0.1, 1.0, 0.0, -1.0, 0.0]), np.array([0.2, 0.5, -0.5, 0.0])),
)
PAIR = Pair(0, 1, np.array([[0.0] * 4, [0.0, 2.0, 0.0, 0.0], *[[0.0] * 4] * 3]))
PAIRED = Additive("paired", -0.5, (AGE, WORK), ADDITIVE.tables, (PAIR,))

CARD = Scorecard(
    "scorecard",
    -1.0,
    0.5,
    (AGE, WORK),
    (
        Rule(Indicator(0, 2, at_least=True, sign=-1), -2, "age is 25 or more"),
        Rule(Indicator(0, 3, at_least=True, sign=-1), -1, "age is 40 or more"),
        Rule(Indicator(0, 0, at_least=False), 1, "age is missing"),
        Rule(Indicator(1, 2, at_least=False), -3, "darbs is pastāvīgs"),
    ),
)
EMPTY = Scorecard("scorecard", -1.0, 0.5, (), ())
