"""Which template makes a document on a day, and which file of it in a language."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.schema import Template
from tilts.jurisdictions.validity import NoSuchVersion
from tilts.platform.access.reasons import Reason, Refused

from .kinds import Form
from .layers import Files, digest, files_of

NO_TEMPLATE = Reason(
    "no-template",
    _("No template of this document holds on this day. Ask whoever keeps the country's templates."),
)
NOT_IN_LANGUAGE = Reason(
    "not-in-language",
    _("The template is not there in this language and form. Choose another one."),
)


@dataclass(frozen=True)
class Chosen:
    """A template on a day, in a language and a form: its entry, its file, and the files around."""

    template: Template
    country: str
    language: str
    form: Form
    file: str
    files: Files

    @property
    def digest(self) -> str:
        """SHA-256 of the file and of all that it imports."""
        return digest(self.file, self.files)

    def named(self, code: str) -> str:
        """The name of a slot in the document's language."""
        slot = self.template.slot(code)
        return slot.names.get(self.language, slot.names["en"]) if slot else code


def choose(country: str, code: str, language: str, form: Form, *, on: date) -> Chosen:
    """The template `code` of a country as it is on a day. Raises Refused when there is none."""
    pack = packs(settings.PACKS).get(country.upper())
    try:
        template = pack.template(code, on=on) if pack else None
    except NoSuchVersion:
        template = None
    if template is None:
        raise Refused([NO_TEMPLATE])
    file = of_form(template, form).get(language)
    if file is None:
        raise Refused([NOT_IN_LANGUAGE])
    return Chosen(template, country.upper(), language, form, file, files_of(country))


def of_form(template: Template, form: Form) -> dict[str, str]:
    """The template's files of a form, by language."""
    return template.word if form == Form.WORD else template.pdf


def languages(country: str, code: str, form: Form, *, on: date) -> list[str]:
    """In which languages the template is there on a day; none when it is not there at all."""
    pack = packs(settings.PACKS).get(country.upper())
    try:
        return sorted(of_form(pack.template(code, on=on), form)) if pack else []
    except NoSuchVersion:
        return []
