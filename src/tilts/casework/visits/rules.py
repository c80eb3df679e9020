"""Who may make home visits."""

from .capabilities import VISIT

__all__ = ["VISIT"]
