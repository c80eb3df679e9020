"""Who somebody is, in words: for the page of the identity, and to compare two versions."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tilts.platform.access.reasons import Text
from tilts.platform.design.display import language_name, local

from .actions import Identity
from .forms import IdentityForm
from .models import Person
from .models.identity import known_birth

Line = tuple[Text, str]


def in_words(person: Person) -> list[Line]:
    """Everything known of who somebody is, each with its label."""
    lines: list[Line] = [(_("Full name"), person.full_name), *_lines(person, BORN_AND_STANDING)]
    return [*lines, (_("Date of death"), local(person.died_on))] if person.died_on else lines


def differences(typed: Identity, now: Person) -> list[Line]:
    """How it stands now wherever something else was typed."""
    born, precision = known_birth(typed.birth_date, typed.birth_precision)
    saved = {**vars(typed), "birth_date": born, "birth_precision": precision}
    return _lines(now, [name for name, value in saved.items() if value != getattr(now, name)])


BORN_AND_STANDING = ("birth_date", "sex", "category", "citizenships", "languages", "interpreter")


def _lines(person: Person, names: Iterable[str]) -> list[Line]:
    words = _words(person)
    return [(IdentityForm.base_fields[name].label or "", words[name] or "–") for name in names]


def _words(person: Person) -> dict[str, str]:
    return {
        "family": person.family,
        "given": person.given,
        "patronymic": person.patronymic,
        "family_first": person.full_name,
        "birth_date": person.birth_shown,
        "birth_precision": person.get_birth_precision_display(),
        "sex": person.get_sex_display(),
        "category": person.get_category_display(),
        "citizenships": " ".join(person.citizenships),
        "languages": ", ".join(map(language_name, person.languages)),
        "interpreter": language_name(person.interpreter) if person.interpreter else "",
    }
