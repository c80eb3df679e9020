"""XLSForm: a workbook with the sheets survey, choices and settings, and our own sheet tilts."""

from .reading import read
from .writing import write

__all__ = ["read", "write"]
