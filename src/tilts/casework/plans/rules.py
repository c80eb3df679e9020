"""Who may write plans, and who countersigns them."""

from .capabilities import COUNTERSIGN, WRITE

__all__ = ["COUNTERSIGN", "WRITE"]
