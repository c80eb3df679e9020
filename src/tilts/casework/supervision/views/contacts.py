"""Pages about contacts with a person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person, records_of
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused
from tilts.platform.design.paging import keyset_page

from ..actions import record_contact, withdraw_contact
from ..forms import ContactForm, WithdrawForm
from ..presenting_appointments import lines, told
from ..queries import appointments_of, contacts_of, one_contact
from ..queries.standard import standings_for
from ..rules import RECORD

SHOWN = 12  # appointments above the notes


@door("people.see")
def contacts(request: Any, person_id: UUID) -> HttpResponse:
    """Every contact with a person, newest first."""
    person = open_person(request.actor, person_id, session=request.session)
    records = records_of(person)
    notes = contacts_of(records)
    page = keyset_page(notes, ["-happened_at", "-pk"], request.GET.get("cursor"), size=20)
    context = {
        "person": person,
        "header": person_header(request.actor, person, "contacts"),
        "page": page,
        "appointments": lines(list(appointments_of(records)[:SHOWN])),
        "standing": _standing(request.actor, person_id),
    }
    return render(request, "supervision/contacts.html", context)


def _standing(actor: Any, person_id: UUID) -> dict[str, Any] | None:
    found = standings_for(actor, [person_id]).get(person_id)
    return told(found) if found else None


@door(RECORD)
def record(request: Any, person_id: UUID) -> HttpResponse:
    """Record a contact: one text and a button."""
    person = open_person(request.actor, person_id, session=request.session)
    first = {"how": "office", "happened_at": timezone.now(), "next": ""}
    form = ContactForm(request.POST or None, initial=first)
    if form.is_valid():
        try:
            record_contact(by=request.actor, person_id=person_id, contact=form.contact())
            messages.success(request, _("The contact is recorded."))
            return redirect("web:my_day" if "day" in request.GET else _contacts_url(person_id))
        except Refused as refused:
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
    context = {"header": person_header(request.actor, person, "contacts"), "form": form}
    return render(request, "supervision/record.html", context, status=422 if form.errors else 200)


def _contacts_url(person_id: UUID) -> str:
    return reverse("supervision:contacts", args=[person_id])


@door(RECORD)
def withdraw(request: Any, person_id: UUID, note_id: UUID) -> HttpResponse:
    """Take back a note that was entered in error."""
    person = open_person(request.actor, person_id, session=request.session)
    note = one_contact(person_id, note_id)
    if note is None or note.withdrawn:
        raise Http404
    if note.appointment_id:
        return redirect("supervision:take_back", person_id, note.appointment_id)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        withdraw_contact(by=request.actor, note=note, reason=form.cleaned_data["reason"])
        messages.success(request, _("The note is taken back."))
        return redirect(_contacts_url(person_id))
    context = {
        "header": person_header(request.actor, person, "contacts"),
        "form": form,
        "note": note,
    }
    return render(request, "supervision/withdraw.html", context, status=422 if form.errors else 200)
