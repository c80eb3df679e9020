"""A person: who they are, how they are found, and what must be known at once."""

from .around import Alert, HealthAlert, Relation, Victim
from .identity import Identifier, OtherName, Person, SourceRow
from .index import FileNumbers, NameToken, NameVariant, PersonToken
from .reach import Address, Contact
from .twins import Decision, PairDecision

__all__ = [
    "Address",
    "Alert",
    "Contact",
    "Decision",
    "FileNumbers",
    "HealthAlert",
    "Identifier",
    "NameToken",
    "NameVariant",
    "OtherName",
    "PairDecision",
    "Person",
    "PersonToken",
    "Relation",
    "SourceRow",
    "Victim",
]
