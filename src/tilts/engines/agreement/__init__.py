"""How far two or more people agree who answered the same: alike, weighted kappa, ICC.

Plain numbers in and out. The coefficients are computed by polars-statistics; the tests hold them to
published worked examples.
"""

from .alike import Alike, alike
from .coefficients import icc, weighted_kappa

__all__ = ["Alike", "alike", "icc", "weighted_kappa"]
