"""The papers of a model: the model card, and the technical file of Annex IV of the AI Act.

`papers` fills them from a run; `doors/cli` writes them as HTML and as tagged PDF.
"""

from .facts import Run
from .filling import codes, papers, read_answers
from .schema import Gap, Paper, Part, Table

__all__ = ["Gap", "Paper", "Part", "Run", "Table", "codes", "papers", "read_answers"]
