"""What documents say. Whoever has the data fills a sheet in; here it becomes a document."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import override

from .models import Kind


class Sheet(Protocol):
    """What a document is made from: its kind, its Typst template, and what that needs."""

    kind: ClassVar[Kind]
    template: ClassVar[str]

    def data(self, language: str, *, number: str, made_at: str) -> dict[str, Any]:
        """Everything the template needs in a language; `words.title` is the document's name."""
        ...


@dataclass(frozen=True)
class Fact:
    """A line: a label and a value in the sheet's language, and what must be known about it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class ProceedingLine:
    """A proceeding or sentence: its number, what it is about, what was decided, and its dates."""

    number: str
    offences: str
    outcome: str
    dates: str


@dataclass(frozen=True, kw_only=True)
class PersonSheet:
    """The data sheet. `status` is the person's category in words: "presumed innocent"."""

    kind: ClassVar[Kind] = Kind.PERSON_SHEET
    template: ClassVar[str] = "person_sheet"

    agency: str
    name: str
    born: str
    file_number: str
    status: str
    identity: tuple[Fact, ...]
    identifiers: tuple[Fact, ...] = ()
    addresses: tuple[Fact, ...] = ()
    proceedings: tuple[ProceedingLine, ...] = ()
    officer: tuple[Fact, ...] = ()

    def data(self, language: str, *, number: str, made_at: str) -> dict[str, Any]:
        """Everything the template needs, words of that language included."""
        with override(language):
            return {
                "language": language,
                "number": number,
                "made_at": made_at,
                "sheet": asdict(self),
                "words": _words(),
            }


def _words() -> dict[str, str]:
    return {
        "title": _("Data sheet"),
        "born": _("born"),
        "file": _("File number"),
        "document": _("Document"),
        "made": _("Made"),
        "page": _("Page"),
        "identity": _("Identity"),
        "identifiers": _("Identifiers"),
        "addresses": _("Addresses and contacts"),
        "proceedings": _("Proceedings and sentences"),
        "number": _("Number"),
        "offences": _("Offences"),
        "outcome": _("Outcome"),
        "dates": _("Dates"),
        "officer": _("Responsible officer"),
        "nothing": _("Nothing is recorded."),
        "legal": _(
            "Personal data under Directive (EU) 2016/680. For official use by the person named "
            "as its recipient; who opened and printed it is recorded. The person concerned may "
            "ask the controller for access, correction or erasure, and complain to the "
            "supervisory authority."
        ),
    }
