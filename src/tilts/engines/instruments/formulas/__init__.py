"""Formulas: SQL expressions over one row, parsed, allow-listed and compiled for Polars."""

from .building import Built, build
from .parsing import FormulaFault, names, parse
from .types import CODES, DAY, NUMBER, TRUTH, WORDS, Kind, Type

__all__ = [
    "CODES",
    "DAY",
    "NUMBER",
    "TRUTH",
    "WORDS",
    "Built",
    "FormulaFault",
    "Kind",
    "Type",
    "build",
    "names",
    "parse",
]
