"""What an evaluation report of a fictional person says, with a source for each value."""

from datetime import date
from typing import Any

from tilts.platform.documents.slots import Inserted, Nature, Values

AUTHOR = "organisation.staff:1"
PERSON = "people.person:2"
SHEET = "assessment.assessment:3"
REQUEST = "proceedings.proceeding:4"
SECTIONS = (
    "offence",
    "family",
    "livelihood",
    "leisure",
    "behaviour",
    "health",
    "history",
    "likelihood",
)


def fact(value: Any, source: str = PERSON, field: str = "") -> Inserted:
    """Something that happened."""
    return Inserted(value, source, field=field)


def judgement(value: Any, source: str = SHEET) -> Inserted:
    """What somebody makes of it."""
    return Inserted(value, source, Nature.JUDGEMENT)


def report(paragraphs: int = 1, **changed: Any) -> Values:
    """The values of a whole report; each section has so many paragraphs of either nature."""
    sections = {
        section: [
            piece(f"{section} {number}. " + LONG * (paragraphs > 1))
            for number in range(paragraphs)
            for piece in (fact, judgement)
        ]
        for section in SECTIONS
    }
    values: dict[str, Any] = {
        "agency": fact("Valsts probācijas dienests", "organisation.agency:5"),
        "authority": fact("Rīgas pilsētas tiesa", REQUEST),
        "requested_on": fact(date(2026, 11, 2), REQUEST, "received_on"),
        "person": fact("Bērziņš, Jānis", field="family"),
        "born": fact("1984. gada 3. maijs", field="born"),
        **sections,
        "author": fact("Ilze Kļaviņa", AUTHOR),
    }
    return values | changed


LONG = "Ar darba devēju pārrunāts; rēķini tiek maksāti laikus. " * 6
