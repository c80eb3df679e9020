"""What an instrument says, as its YAML file says it: see docs/instruments.md."""

from .instrument import Instrument
from .items import Choice, Date, Item, Multiple, Number, Option, Scale, Written
from .quantities import Band, Derived, Quantity, Refusal, Score, Term
from .text import Part, Text

__all__ = [
    "Band",
    "Choice",
    "Date",
    "Derived",
    "Instrument",
    "Item",
    "Multiple",
    "Number",
    "Option",
    "Part",
    "Quantity",
    "Refusal",
    "Scale",
    "Score",
    "Term",
    "Text",
    "Written",
]
