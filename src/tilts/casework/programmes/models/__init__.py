"""Applications and licences, opinions, meetings and votes; people's ways through programmes."""

from .accreditation import Accreditation, Part
from .commission import Meeting, Opinion, Seat
from .participation import Participation

__all__ = ["Accreditation", "Meeting", "Opinion", "Part", "Participation", "Seat"]
