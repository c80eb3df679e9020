"""API of the proceedings room."""

from . import placing, reading, recording, stages
from .router import router

__all__ = ["placing", "reading", "recording", "router", "stages"]
