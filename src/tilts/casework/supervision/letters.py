"""What every letter of supervision has: who it is about, which order, and who signs."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from .models import Supervision

TEMPLATE = "supervision_letter"


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs and a list below it."""

    title: str
    texts: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


def letter(
    case: Supervision,
    language: str,
    *,
    title: str,
    opening: list[str],
    sections: list[Section],
    signatures: list[str],
) -> dict[str, Any]:
    """The data of a letter in the language that is active; empty sections are left out."""
    person = case.person
    return {
        "language": language,
        "agency": f"{case.unit.agency.name_in(language)} · {case.unit.name_in(language)}",
        "name": person.name,
        "born": person.birth_shown,
        "file_number": person.file_number,
        "order": case.title,
        "opening": opening,
        "sections": [asdict(one) for one in sections if one.texts or one.items],
        "signatures": signatures,
        "words": {
            "title": title,
            "born": _("born"),
            "file": _("File number"),
            "document": _("Document"),
            "made": _("Made"),
            "page": _("Page"),
        },
    }
