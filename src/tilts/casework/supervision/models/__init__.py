"""Contacts and appointments with a person, tiers, supervised orders, duties and breaches."""

from .appointments import Agreed, Appointment, Own, Side
from .breaches import About, Answer, Asks, Breach, Outcome
from .contacts import ContactNote
from .duties import Duty, DutyCheck, Ended, ImposedBy
from .orders import Identity, Signed, Supervision
from .tiers import TierCalculation
from .ways import How

__all__ = [
    "About",
    "Agreed",
    "Answer",
    "Appointment",
    "Asks",
    "Breach",
    "ContactNote",
    "Duty",
    "DutyCheck",
    "Ended",
    "How",
    "Identity",
    "ImposedBy",
    "Outcome",
    "Own",
    "Side",
    "Signed",
    "Supervision",
    "TierCalculation",
]
