"""FHIR R4 Questionnaire as JSON, with an extension of our own.

Elements, types and extensions as in https://hl7.org/fhir/R4/questionnaire.html
"""

from .reading import read
from .writing import write

__all__ = ["read", "write"]
