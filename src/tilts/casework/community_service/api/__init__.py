"""API: community service, its hours, and work providers; the same actions as the pages."""

from . import changing, days, providers, reading  # noqa: F401 - importing them adds their operations
from .router import router

__all__ = ["router"]
