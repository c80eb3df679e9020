"""A report or a letter as its template takes it: every value with the row that it comes from."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tilts.casework.proceedings.presenting import offence_title
from tilts.casework.proceedings.queries import offences_of
from tilts.platform.design.display import local
from tilts.platform.documents.catalogue import languages
from tilts.platform.documents.kinds import Form
from tilts.platform.documents.slots import Inserted, Nature, Values
from tilts.platform.record.recorded import reference

from .choices import NoInterview
from .models import Report, WalledParagraph
from .naming import name_in
from .queries import attempts_of, paragraphs_of, walled_paragraphs_of

REPORT, LETTER = "evaluation_report", "informative_letter"


def template_of(case: Report) -> str:
    """Which of the country's templates: without an interview the letter."""
    return LETTER if case.is_letter else REPORT


def languages_of(case: Report, form: Form = Form.PDF) -> list[str]:
    """In which languages the country writes it."""
    return languages(case.country, template_of(case), form, on=timezone.localdate())


def language_of(case: Report) -> str:
    """The language that the authority asks for, as far as the country writes it."""
    return case.wished if case.wished in languages_of(case) else case.country.lower()


def values_of(case: Report, language: str, *, author: str) -> Values:
    """Everything the template takes, in its language.

    The wall of victims must be open: what they say belongs into a report.
    """
    with override(language):
        values = _head(case, language, author)
        return values | (_letter(case, language) if case.is_letter else _report(case))


def _head(case: Report, language: str, author: str) -> dict[str, Any]:
    own, person = reference(case), reference(case.person)
    about = pgettext("the name is in the accusative", "about %(name)s")
    name = name_in(case.person, language, "accusative")
    return {
        "agency": Inserted(case.unit.agency.name_in(language), own, field="unit"),
        "authority": Inserted(case.authority, own, field="authority"),
        "reference": Inserted(case.reference, own, field="reference"),
        "requested_on": Inserted(case.requested_on, own, field="requested_on"),
        "person": Inserted(case.person.full_name, person),
        "subject": Inserted(about % {"name": name}, person),
        "born": Inserted(case.person.birth_shown or "–", person, field="birth_date"),
        "author": Inserted(author, own, field="author"),
    }


def _report(case: Report) -> dict[str, Any]:
    written = [
        row
        for rows in (paragraphs_of(case), walled_paragraphs_of(case))
        for section in rows.values()
        for row in section
        if row.text
    ]
    found: dict[str, Any] = {section.code: [] for section in case.form.sections}
    for row in written:
        found[row.section].append(_paragraph(row))
    return {**found, **_proceedings(case), "sources": list(_sources(case, written))}


def _paragraph(row: Any) -> Inserted:
    nature = Nature.FACT if row.is_fact else Nature.JUDGEMENT
    return Inserted(
        row.text,
        reference(row),
        nature,
        field="text",
        as_of=_morning(row.taken_on),
        walled=_is_walled(row),
    )


def _is_walled(row: Any) -> bool:
    return isinstance(row, WalledParagraph)


def _morning(day: Any) -> datetime | None:
    """The moment from which a piece of the record was taken over."""
    return timezone.make_aware(datetime.combine(day, time())) if day else None


def _sources(case: Report, written: list[Any]) -> Iterator[Inserted]:
    """What the report rests on, each once, with how far it can be relied on."""
    if case.interviewed_on:
        text = _("interview with the person on %(day)s") % {"day": local(case.interviewed_on)}
        yield Inserted(text, reference(case), field="interviewed_on")
    told: dict[str, Any] = {}
    for row in written:
        if row.is_fact:
            told.setdefault(f"{row.source} ({row.get_reliability_display()})", row)
    for text, row in told.items():
        yield Inserted(text, reference(row), field="source", walled=_is_walled(row))


def _proceedings(case: Report) -> dict[str, Any]:
    """What it is about; who is not sentenced in force is presumed innocent, and it says so."""
    proceeding = case.proceeding
    if proceeding is None:
        text = _("The person is presumed innocent until a judgment is in force.")
        return {"proceedings": Inserted(text, reference(case))}
    parts = [proceeding.reference, *(offence_title(one) for one in offences_of(proceeding))]
    if proceeding.presumed_innocent:
        parts.append(_("presumed innocent"))
    return {"proceedings": Inserted("; ".join(parts), reference(proceeding))}


def _letter(case: Report, language: str) -> dict[str, Any]:
    """That there was no interview, what was tried, and nothing of the person."""
    told = {
        "name": name_in(case.person, language, "instrumental"),
        "why": NoInterview(case.no_interview).label,
    }
    no_interview = pgettext(
        "the name is in the instrumental; in Latvian in the accusative",
        "There was no interview with %(name)s: %(why)s.",
    )
    nothing = _("Without an interview we judge neither the person nor how likely a new offence is.")
    tried = [Inserted(_tried(one), reference(one)) for one in attempts_of(case)]
    own = reference(case)
    why = Inserted(no_interview % told, own, field="no_interview")
    return {"reasons": [why, *tried, Inserted(nothing, own)]}


def _tried(one: Any) -> str:
    """As "3 March 2026, by letter: came back"."""
    when = f"{local(one.on)}, {one.get_by_display()}"
    return f"{when}: {one.came_of}" if one.came_of else when
