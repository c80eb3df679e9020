"""Who may apply for licences, lead the accreditation, be called to it, and bring people in."""

from .capabilities import ACCREDIT, APPLY, CALLED, DELIVER, REFER, SEE

__all__ = ["ACCREDIT", "APPLY", "CALLED", "DELIVER", "REFER", "SEE"]
