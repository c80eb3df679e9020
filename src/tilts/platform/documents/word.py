"""Word documents: built from a text, or written by an agency in Word, and filled in by docxtpl.

A text has a heading after `#` or `##`, an item of a list after `-`, a row of a table between `|`,
and a paragraph on every other line. What is to be filled in stands in braces, as docxtpl and Jinja
know them: `{{ name }}`, and on lines of their own `{%p for one in offence %}` and `{%p endfor %}`.
Jinja runs in its sandbox: a template reaches the values that it is given, and nothing else.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Built
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

TEXT = ".docx.md"  # how the name of a text ends that becomes a Word document
TAGS = re.compile(r"\{%(?:p|tr|tc|r)\b")  # what docxtpl adds to Jinja
NUMBER = "{{ document.number }}"


def environment() -> ImmutableSandboxedEnvironment:
    """Jinja without reach: no loader, no attributes of Python, and nothing missing goes unseen."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def as_word(name: str, content: bytes) -> bytes:
    """A template as a Word document: built when it is a text, as it is otherwise."""
    return _built(content) if name.endswith(TEXT) else content


def fill(template: bytes, values: Mapping[str, Any], *, title: str, made_at: datetime) -> bytes:
    """The Word document that a template becomes with these values."""
    document = DocxTemplate(BytesIO(template))
    document.render(dict(values), jinja_env=environment(), autoescape=True)
    told = document.docx.core_properties
    told.title, told.created, told.modified = title, made_at, made_at
    told.author, told.language = "", values["document"]["language"]
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def wanted(template: bytes) -> set[str]:
    """Names that a template wants to be given."""
    found: set[str] = DocxTemplate(BytesIO(template)).get_undeclared_template_variables(
        environment()
    )
    return found


def as_jinja(text: str) -> str:
    """A text with Jinja's own tags, line by line as it was."""
    return TAGS.sub("{%", text)


@cache
def _built(content: bytes) -> bytes:
    document = Document()
    rows: list[list[str]] = []
    for line in [*content.decode().splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("| ").split("|")])
            continue
        _add_table(document, rows)
        rows = []
        _add_line(document, line)
    document.sections[0].footer.paragraphs[0].text = NUMBER
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add_line(document: Built, line: str) -> None:
    marks, _space, words = line.partition(" ")
    if marks in ("#", "##", "###"):
        document.add_heading(words, level=len(marks))
    elif marks == "-":
        document.add_paragraph(words, style="List Bullet")
    elif line.strip():
        document.add_paragraph(line)


def _add_table(document: Built, rows: list[list[str]]) -> None:
    """A table; a row of one cell holds a tag of docxtpl and vanishes with it."""
    if not rows:
        return
    table = document.add_table(rows=0, cols=max(map(len, rows)), style="Table Grid")
    for cells in rows:
        row = table.add_row()
        for place, text in enumerate(cells):
            row.cells[place].text = text
