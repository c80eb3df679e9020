"""Who may carry out community service, and keep work providers."""

from .capabilities import PROVIDERS, RUN

__all__ = ["PROVIDERS", "RUN"]
