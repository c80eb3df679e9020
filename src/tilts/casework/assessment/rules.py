"""What can be done here; the people come through allocation and placement."""

from .capabilities import ASSESS, REVIEW, SEE

__all__ = ["ASSESS", "REVIEW", "SEE"]
