"""A person's data sheet: gathered from the rooms, made into a document, listed."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.casework.allocation.queries import history_of
from tilts.casework.people.codes import kind_name
from tilts.casework.people.headers import person_header
from tilts.casework.people.models import Person
from tilts.casework.people.queries import Details, details_of, open_person, records_of
from tilts.casework.proceedings.queries import proceedings_of
from tilts.platform.access.doors import door
from tilts.platform.design.display import language_name, local
from tilts.platform.design.forms import TiltsForm
from tilts.platform.documents.actions import make_document
from tilts.platform.documents.queries import newest_of
from tilts.platform.documents.rules import MAKE, OPEN
from tilts.platform.documents.sheet import Fact, PersonSheet, ProceedingLine
from tilts.platform.workflow.machines import state_title


class SheetForm(TiltsForm):
    """In which language the sheet is made."""

    language = forms.ChoiceField(
        label=lazy("Language of the data sheet"), choices=settings.LANGUAGES
    )


@door(OPEN)
def documents(request: Any, person_id: UUID) -> HttpResponse:
    """Documents about somebody; a new data sheet is made here."""
    person = open_person(request.actor, person_id, session=request.session)
    form = SheetForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        sheet = person_sheet(person, language)
        made = make_document(by=request.actor, person=person.pk, sheet=sheet, language=language)
        return redirect("documents:document", made.pk)
    context = {
        "person": person,
        "header": person_header(request.actor, person, "documents"),
        "documents": newest_of(records_of(person)),
        "form": form if MAKE in request.actor.capabilities else None,
    }
    return render(request, "web/documents.html", context)


def person_sheet(person: Person, language: str) -> PersonSheet:
    """What the rooms know of somebody, in words of a language."""
    with override(language):
        details = details_of(person)
        return PersonSheet(
            agency=person.unit.agency.name_in(language),
            name=person.name,
            born=person.birth_shown,
            file_number=person.file_number,
            status=person.get_category_display(),
            identity=_identity(person),
            identifiers=_identifiers(person.country, details),
            addresses=_addresses(details),
            proceedings=tuple(map(_proceeding, proceedings_of(records_of(person)))),
            officer=_officers(person),
        )


def _identity(person: Person) -> tuple[Fact, ...]:
    return (
        Fact(_("Sex"), person.get_sex_display()),
        Fact(_("Citizenship"), " ".join(person.citizenships) or "–"),
        Fact(_("Languages"), ", ".join(map(language_name, person.languages)) or "–"),
        Fact(
            _("Interpreter"),
            language_name(person.interpreter) if person.interpreter else _("not needed"),
        ),
        Fact(_("Registered in"), person.unit.name_in(get_language() or "en")),
    )


def _identifiers(country: str, details: Details) -> tuple[Fact, ...]:
    return tuple(
        Fact(kind_name(country, code.kind), code.value, _("doubtful") if code.doubt else "")
        for code in details.codes
    )


def _addresses(details: Details) -> tuple[Fact, ...]:
    rows: list[Any] = [*details.addresses, *details.contacts]
    return tuple(
        Fact(row.get_kind_display(), str(row), _validity(row.since, row.until)) for row in rows
    )


def _validity(since: date, until: date | None) -> str:
    return f"{local(since)} – {local(until)}"


def _proceeding(proceeding: Any) -> ProceedingLine:
    return ProceedingLine(
        number=proceeding.reference,
        offences=", ".join(offence.code for offence in proceeding.offences.all()),
        outcome=state_title(proceeding.machine, proceeding.state),
        dates=local(proceeding.received_on),
    )


def _officers(person: Person) -> tuple[Fact, ...]:
    return tuple(
        Fact(row.get_kind_display(), row.staff.name, _validity(row.since, row.until))
        for row in history_of(person.pk)
        if row.until is None
    )
