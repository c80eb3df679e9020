"""Who may keep the register of forecasting models, decide on their use, and stop it."""

from .capabilities import DECIDE, KEEP, SEE, STOP

__all__ = ["DECIDE", "KEEP", "SEE", "STOP"]
