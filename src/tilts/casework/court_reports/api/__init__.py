"""API of reports to authorities."""

from . import reading, steps, victims, writing  # noqa: F401 - importing them adds their operations
from .routing import router

__all__ = ["router"]
