"""Rows of another system's file become facts here; what cannot is handed back with reasons."""

from .kinds import Column, Fault, ImportKind, Row, Written, kinds, register
from .people import PEOPLE, import_people
from .running import ImportRefused, ImportReport, run

__all__ = [
    "PEOPLE",
    "Column",
    "Fault",
    "ImportKind",
    "ImportRefused",
    "ImportReport",
    "Row",
    "Written",
    "import_people",
    "kinds",
    "register",
    "run",
]
