"""API: groups, their sessions, who takes part and who attended."""

from . import (  # noqa: F401 - importing them adds their operations
    calendar,
    changing,
    reading,
    standing,
)
from .routing import router

__all__ = ["router"]
