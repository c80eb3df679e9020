"""Typst templates become tagged PDF/UA-1 (ISO 14289-1), with the fonts that Typst brings along."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "typst"
NOTHING_ELSE = TEMPLATES / "kit"  # the only folder that a template of a country could read
MAIN = "main.typ"  # what Typst calls the file that it begins with
NOT_DISPLAYED = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def template_digest(template: str) -> str:
    """SHA-256 of a template's text: which version a document was made from."""
    return hashlib.sha256(_path(template).read_bytes()).hexdigest()


def typeset(template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """A PDF from a room's template and its data. The same data and moment give the same bytes."""
    return _typeset(_path(template), TEMPLATES, data, made_at)


def typeset_files(
    main: str, files: Mapping[str, bytes], data: Mapping[str, Any], *, made_at: datetime
) -> bytes:
    """As `typeset`, from the text of a template and of the files that it imports."""
    around = {name: text for name, text in files.items() if name != main}
    return _typeset({MAIN: files[main], **around}, NOTHING_ELSE, data, made_at)


def _typeset(
    source: Path | dict[str, bytes], root: Path, data: Mapping[str, Any], made_at: datetime
) -> bytes:
    """A character that no font has is replaced by "�": PDF/UA forbids to leave it out unseen."""
    text = json.dumps(data, ensure_ascii=False)
    while True:
        try:
            return _compiled(source, root, text, made_at)
        except typst.TypstError as error:
            shown = _without(text, _not_displayed(error.message))
            if shown == text:
                raise
            text = shown


def _compiled(source: Path | dict[str, bytes], root: Path, data: str, made_at: datetime) -> bytes:
    pdf: bytes = typst.compile(
        source,  # type: ignore[type-var]  # its stub does not know of files in memory
        root=root,
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
        timestamp=made_at.replace(microsecond=0),
    )
    return pdf


def _not_displayed(message: str) -> str:
    """The text that Typst names as missing from its fonts; empty when it complains of another."""
    found = NOT_DISPLAYED.search(message)
    return ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""


def _without(text: str, unknown: str) -> str:
    """The text with "�" for what no font has; of a space it is what combines with it that is meant.

    Letters of Latin, Greek and Cyrillic and punctuation combine with no space.
    """
    if unknown and not unknown.isspace():
        return text.replace(unknown, "�")
    before = f"x{text}"
    return "".join(
        "�" if previous in unknown and _may_combine(letter) else letter
        for previous, letter in zip(before, text, strict=False)
    )


def _may_combine(letter: str) -> bool:
    is_mark = unicodedata.category(letter).startswith("M")
    return is_mark or (letter > "\u0530" and not "\u2000" <= letter < "\u2c00")


def _path(template: str) -> Path:
    return TEMPLATES / f"{template}.typ"
