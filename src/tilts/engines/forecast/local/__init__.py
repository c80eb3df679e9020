"""Whether an instrument made elsewhere works here: local validation on local outcomes.

`validate_instrument` scores a table and judges each score and the level, `validate_score` judges
one that is in the table already, `reliability` says how far two raters of the same cases agree.
"""

from .bands import BandRate, band_rates
from .instruments import Here, Level, LevelBand, validate_instrument
from .proposal import Proposal, propose
from .raters import Reliability, reliability
from .scores import Local, validate_score

__all__ = [
    "BandRate",
    "Here",
    "Level",
    "LevelBand",
    "Local",
    "Proposal",
    "Reliability",
    "band_rates",
    "propose",
    "reliability",
    "validate_instrument",
    "validate_score",
]
