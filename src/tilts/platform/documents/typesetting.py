"""Typst templates become tagged PDF/UA-1 (ISO 14289-1), with the fonts that Typst brings along."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "typst"
PDF = "application/pdf"


def template_digest(template: str) -> str:
    """SHA-256 of a template's text: which version a document was made from."""
    return hashlib.sha256(_path(template).read_bytes()).hexdigest()


def typeset(template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """A PDF from a template and its data. The same data and moment give the same bytes."""
    pdf: bytes = typst.compile(
        _path(template),
        root=TEMPLATES,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
        timestamp=made_at,
    )
    return pdf


def _path(template: str) -> Path:
    return TEMPLATES / f"{template}.typ"
