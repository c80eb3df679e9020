"""Whether an instrument made elsewhere works here: local validation on local outcomes.

`validate_instrument` scores a table and judges each score, `validate_score` judges one that is in
the table already, `reliability` says how far two raters of the same cases agree.
"""

from .bands import BandRate, band_rates
from .proposal import Proposal, propose
from .raters import Reliability, reliability
from .scores import Local, validate_instrument, validate_score

__all__ = [
    "BandRate",
    "Local",
    "Proposal",
    "Reliability",
    "band_rates",
    "propose",
    "reliability",
    "validate_instrument",
    "validate_score",
]
