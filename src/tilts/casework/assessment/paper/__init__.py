"""Assessments on paper: what is asked, and what came of it in plain words."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ..models import Assessment


def printable(offered: Iterable[str]) -> list[tuple[str, str]]:
    """Languages in which something can be printed: those of the service that are offered too."""
    among = set(offered)
    return [row for row in settings.LANGUAGES if row[0] in among] or list(settings.LANGUAGES)


def first_spoken(assessment: Assessment, languages: list[tuple[str, str]]) -> str:
    """The first of them that the person speaks; else the first of them."""
    known = dict(languages)
    spoken = (one for one in assessment.person.languages if one in known)
    return next(spoken, languages[0][0])


def head(assessment: Assessment, language: str, number: str, made_at: str) -> dict[str, Any]:
    """Whom a paper is about and who made it, as every paper has it."""
    person = assessment.person
    return {
        "language": language,
        "number": number,
        "made_at": made_at,
        "agency": assessment.unit.agency.name_in(language),
        "name": person.name,
        "born": person.birth_shown,
        "file_number": person.file_number,
    }


def head_words() -> dict[str, str]:
    """The words around it, in the present language."""
    return {
        "born": _("born"),
        "file": _("File number"),
        "document": _("Document"),
        "made": _("Made"),
        "page": _("Page"),
    }
