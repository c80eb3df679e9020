"""Applications and licences, opinions, meetings and votes."""

from .accreditation import Accreditation, Part
from .commission import Meeting, Opinion, Seat

__all__ = ["Accreditation", "Meeting", "Opinion", "Part", "Seat"]
