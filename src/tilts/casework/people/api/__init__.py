"""API of the people room."""

from . import (  # noqa: F401 - importing them adds their operations
    adding,
    documents,
    finding,
    keeping,
    pairing,
    protecting,
    standing,
)
from .router import router

__all__ = ["router"]
