"""Forms that are data: what they ask, what they compute, and for whom they do not apply.

`load` reads an instrument, `Scorer` scores tables, `score_one` one answer set, `outlook` tells
what scores can still become, `otherwise` what would lower them;
`score_file` works on whole files, `changes` compares versions.
`import_form` and `export_form` exchange them with other systems: YAML, XLSForm, FHIR.
"""

from tilts.engines.sources import Fault

from .exchange import Imported, UnknownFormat, export_form, import_form
from .faults import BrokenInstrument
from .loading import faults, load
from .schema import Instrument
from .scoring import (
    Otherwise,
    Outlook,
    Problem,
    Result,
    Scored,
    Scorer,
    otherwise,
    outlook,
    score_one,
    showing,
)
from .shipped import NoSuchInstrument, find
from .tables import Report, TableRefused, score_file
from .versions import Change, changes

__all__ = [
    "BrokenInstrument",
    "Change",
    "Fault",
    "Imported",
    "Instrument",
    "NoSuchInstrument",
    "Otherwise",
    "Outlook",
    "Problem",
    "Report",
    "Result",
    "Scored",
    "Scorer",
    "TableRefused",
    "UnknownFormat",
    "changes",
    "export_form",
    "faults",
    "find",
    "import_form",
    "load",
    "otherwise",
    "outlook",
    "score_file",
    "score_one",
    "showing",
]
