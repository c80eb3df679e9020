"""Leaks: columns that know the outcome because they were written after it, or counted up to it."""

from .finding import Leak, leaks

__all__ = ["Leak", "leaks"]
