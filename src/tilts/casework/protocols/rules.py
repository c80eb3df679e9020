"""Who may act by a protocol, and who reads what stands behind its wall."""

from .capabilities import ACT, OPEN_CHILDREN

__all__ = ["ACT", "OPEN_CHILDREN"]
