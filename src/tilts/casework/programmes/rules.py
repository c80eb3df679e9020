"""Who may apply for licences, lead the accreditation, and be called to it."""

from .capabilities import ACCREDIT, APPLY, CALLED, SEE

__all__ = ["ACCREDIT", "APPLY", "CALLED", "SEE"]
