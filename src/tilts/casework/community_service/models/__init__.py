"""Work providers, people's community service, and what was said of each day of work."""

from .hours import WorkEvent
from .providers import Contract, ProviderContact, ProviderLink, WorkProvider
from .service import Answer, KeptAway, Placement, Service

__all__ = [
    "Answer",
    "Contract",
    "KeptAway",
    "Placement",
    "ProviderContact",
    "ProviderLink",
    "Service",
    "WorkEvent",
    "WorkProvider",
]
