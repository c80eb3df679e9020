"""Programmes and accreditations as their pages show them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tilts.casework.plans.choices import Need
from tilts.jurisdictions.schema import Programme
from tilts.platform.design.display import language_name
from tilts.platform.forms.about import label
from tilts.platform.forms.answering import answers_in
from tilts.platform.forms.questions import said, words

from .catalogue import SEXES, level_title, named, places_of
from .choices import PartKind
from .models import Accreditation, Opinion, Part

TONES = {
    "licensed": "success",
    "extension_requested": "success",
    "suspended": "warning",
    "returned": "warning",
    "to_revise": "warning",
    "refused": "danger",
    "expired": "danger",
    "revoked": "danger",
}
RARE = ("mark_error", "reopen", "withdraw")


@dataclass(frozen=True)
class Listed:
    """A programme with the licence that says most of it."""

    of: Programme
    licence: Accreditation | None
    day: date

    @property
    def name(self) -> str:
        """In the present language."""
        return named(self.of)

    @property
    def needs(self) -> str:
        """What it works on, in words."""
        return ", ".join(needs_of(self.of))

    @property
    def places(self) -> str:
        """Where it is given."""
        return ", ".join(places_of(self.of))

    @property
    def standing(self) -> tuple[str, str]:
        """How its licence stands, in words and by tone."""
        if self.licence is None:
            return _("no licence"), "neutral"
        if self.licence.state in ("licensed", "extension_requested") and not self.holds:
            return _("licence ended"), "danger"
        return self.licence.state_title, TONES.get(self.licence.state, "neutral")

    @property
    def holds(self) -> bool:
        """True while it may be given."""
        return self.licence is not None and self.licence.holds_on(self.day)


def needs_of(programme: Programme) -> list[str]:
    """What it works on, in words."""
    return [str(Need(need).label) for need in programme.needs]


def eligibility(country: str, programme: Programme, day: date) -> list[str]:
    """What somebody must be or have for it, as the record answers it."""
    levels = ", ".join(level_title(country, level, day) for level in programme.levels)
    lines = [
        _("Level of risk: %(levels)s") % {"levels": levels},
        _("A need in: %(needs)s") % {"needs": ", ".join(needs_of(programme))},
        _("Speaks: %(languages)s")
        % {"languages": ", ".join(language_name(code) for code in programme.languages)},
        _("Where: %(places)s") % {"places": ", ".join(places_of(programme))},
    ]
    if programme.sexes:
        lines.append(
            _("For: %(whom)s") % {"whom": ", ".join(str(SEXES[s]) for s in programme.sexes)}
        )
    return [*lines, *_ages(programme)]


def _ages(programme: Programme) -> list[str]:
    if programme.age_from and programme.age_to:
        told = {"low": programme.age_from, "high": programme.age_to}
        return [_("Age: %(low)s to %(high)s years") % told]
    if programme.age_from:
        return [_("Age: from %(low)s years") % {"low": programme.age_from}]
    return [_("Age: up to %(high)s years") % {"high": programme.age_to}] if programme.age_to else []


def part_rows(parts: dict[str, Part]) -> list[dict[str, Any]]:
    """Everything that belongs to an application, with what was handed in."""
    return [{"title": kind.label, "part": parts.get(kind)} for kind in PartKind]


def told(opinion: Opinion) -> list[dict[str, str]]:
    """The answers of an opinion, in words; a criterion with its evidence."""
    of, answers = opinion.definition, answers_in(opinion.sheet.answers)
    rows = []
    for section in of.sections:
        for item in section.items:
            if item.id in answers:
                answer = answers[item.id]
                rows.append({"label": label(of, item.id), "said": said(item, answer.value)})
    return rows


def form_title(opinion: Opinion) -> str:
    """The name of the evaluation form."""
    return words(opinion.definition.title)
