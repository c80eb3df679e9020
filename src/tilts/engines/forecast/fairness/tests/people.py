"""Made-up people of three groups, of which one is small."""

import numpy as np
import polars as pl

from tilts.engines.forecast.validation import outcomes

RANDOM = np.random.default_rng(7)
GROUPS = pl.Series(["north"] * 400 + ["south"] * 300 + ["west"] * 30)
PROBABILITY = np.concatenate([RANDOM.uniform(0.1, 0.9, 400), RANDOM.uniform(0.05, 0.7, 330)])
OUTCOME = outcomes(RANDOM.uniform(size=730) < PROBABILITY)
