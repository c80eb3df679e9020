"""API of supervision."""

from . import appointments, breaches, contacts, duties, orders, tiers
from .router import router

__all__ = ["appointments", "breaches", "contacts", "duties", "orders", "router", "tiers"]
