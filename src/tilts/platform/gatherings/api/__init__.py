"""API: groups, their sessions, who takes part and who attended."""

from . import changing, reading, standing  # noqa: F401 - importing them adds their operations
from .routing import router

__all__ = ["router"]
