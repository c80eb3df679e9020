"""Instruments as XLSForm (.xlsx), FHIR R4 Questionnaire (.json) and YAML, in and out.

What a format has no place for travels in a sheet or an extension of ours. A form without it comes
in unscored, with a list of what was not taken over.
"""

from .files import FOREIGN, FORMATS, UnknownFormat, export_form, import_form
from .foreign import Imported

__all__ = ["FOREIGN", "FORMATS", "Imported", "UnknownFormat", "export_form", "import_form"]
