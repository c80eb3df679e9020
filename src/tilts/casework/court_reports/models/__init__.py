"""Reports to authorities: the case, what stands in it, what the victim says, who read it."""

from .paragraphs import Paragraph, WalledParagraph
from .reading import Reading
from .reports import Attempt, NameForm, Report
from .victims import VictimVoice

__all__ = [
    "Attempt",
    "NameForm",
    "Paragraph",
    "Reading",
    "Report",
    "VictimVoice",
    "WalledParagraph",
]
