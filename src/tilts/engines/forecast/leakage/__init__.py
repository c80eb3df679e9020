"""Leaks: columns that know the outcome because they were written after it, or counted up to it."""

from .finding import LEAST_OF_EACH, Leak, leaks

__all__ = ["LEAST_OF_EACH", "Leak", "leaks"]
