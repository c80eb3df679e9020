"""What brings a person here: proceedings, offences, measures, and where they are placed."""

from .measure import Ending, Measure
from .offence import SEXUAL_OFFENCES, Offence, OffenceDetail
from .placement import Placement
from .proceeding import Proceeding
from .source import ProceedingSource

__all__ = [
    "SEXUAL_OFFENCES",
    "Ending",
    "Measure",
    "Offence",
    "OffenceDetail",
    "Placement",
    "Proceeding",
    "ProceedingSource",
]
