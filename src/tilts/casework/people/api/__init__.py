"""API of the people room."""

from . import adding, finding, keeping, pairing, protecting, standing
from .router import router

__all__ = ["adding", "finding", "keeping", "pairing", "protecting", "router", "standing"]
