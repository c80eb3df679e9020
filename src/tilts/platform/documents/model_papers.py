"""Papers about a forecasting model, written out as one HTML file and as tagged PDF.

They are in English: authorities of any member state are to read them.
"""

from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string

from tilts.engines.forecast.card import Gap, Paper, Table

from .typesetting import typeset

TEMPLATE = "model_paper"


def as_html(paper: Paper, model: str, made_on: date) -> str:
    """One file that needs no other."""
    return render_to_string(f"documents/{TEMPLATE}.html", _data(paper, model, made_on))


def as_pdf(paper: Paper, model: str, made_at: datetime) -> bytes:
    """Tagged PDF/UA-1."""
    return typeset(TEMPLATE, _data(paper, model, made_at.date()), made_at=made_at)


def _data(paper: Paper, model: str, made_on: date) -> dict[str, Any]:
    number = len(paper.gaps)
    said = "no gaps" if not number else "1 gap" if number == 1 else f"{number} gaps"
    parts = [
        {"title": one.title, "law": one.law, "blocks": [_block(block) for block in one.blocks]}
        for one in paper.parts
    ]
    made = f"made on {made_on.isoformat()}"
    return {"title": paper.title, "model": model, "made": made, "gaps": said, "parts": parts}


def _block(block: str | Table | Gap) -> dict[str, Any]:
    if isinstance(block, Table):
        return {"kind": "table", "caption": block.caption, "head": block.head, "rows": block.rows}
    if isinstance(block, Gap):
        return {"kind": "gap", "label": f"Gap ({block.code}):", "text": block.asks}
    return {"kind": "text", "text": block}
