"""A person's name in a case, as somebody corrected it, else as the rules inflect it."""

from dataclasses import dataclass

from tilts.casework.people.models import Person
from tilts.engines.names import Case, Sex, inflect

from .models import NameForm

CASES: dict[str, tuple[Case, ...]] = {
    "lv": ("genitive", "dative", "accusative", "vocative"),
    "lt": ("genitive", "dative", "accusative", "instrumental", "vocative"),
}
SEXES: dict[str, Sex] = {"male": "male", "female": "female", "unknown": "unknown"}


@dataclass(frozen=True)
class Form:
    """A name in a case: corrected by somebody, or by rule, perhaps not sure."""

    language: str
    case: str
    text: str
    corrected: bool
    sure: bool


def forms_of(person: Person) -> list[Form]:
    """The name in every case that the languages of the country's documents use."""
    kept = {
        (row.language, row.case): row.form
        for row in NameForm.objects.filter(person=person, name=person.full_name)
    }
    return [
        _form(person, language, case, kept.get((language, case), ""))
        for language, cases in CASES.items()
        for case in cases
    ]


def name_in(person: Person, language: str, case: Case) -> str:
    """The name in one case of a language; Latvian has its accusative for the instrumental."""
    said = "accusative" if (language, case) == ("lv", "instrumental") else case
    found = [one for one in forms_of(person) if (one.language, one.case) == (language, said)]
    return found[0].text if found else person.full_name


def _form(person: Person, language: str, case: Case, kept: str) -> Form:
    if kept:
        return Form(language, case, kept, corrected=True, sure=True)
    given = " ".join(part for part in (person.given, person.patronymic) if part)
    told = inflect(given, person.family, case, language=language, sex=SEXES[person.sex])
    return Form(language, case, told.text, corrected=False, sure=told.sure)
