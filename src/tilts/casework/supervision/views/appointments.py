"""Pages of appointments: agreed, looked at, moved, called off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person, records_of
from tilts.casework.people.rules import SEE
from tilts.casework.people.steps import Verb, take
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused

from .. import appointment_verbs as verbs
from ..actions import agree as agree_
from ..breach_guards import could_be_breached
from ..capabilities import SUPERVISE
from ..forms import AppointmentForm
from ..models import Appointment
from ..one_to_one import unit_for
from ..presenting_appointments import lines, proposed_for
from ..queries import notes_by_appointment, one_appointment
from ..queries.missed import breach_of, was_missed
from ..rules import RECORD
from ..topics import topics_of

TAB = "contacts"
Page = tuple[Any, ...]


def found(person_id: UUID, appointment_id: UUID) -> Appointment:
    """The appointment of a person; raises Http404."""
    row = one_appointment(person_id, appointment_id)
    if row is None:
        raise Http404
    return row


def page_of(row: Appointment) -> Page:
    """The page of an appointment."""
    return "supervision:appointment", row.person_id, row.pk


def back_to(request: Any, row: Appointment) -> Page:
    """Where it leads from here: to My day for whoever came from it."""
    if "day" in request.GET:
        return ("web:my_day",)
    return page_of(row)


@door(RECORD)
def agree(request: Any, person_id: UUID) -> HttpResponse:
    """Agree an appointment: a free time is proposed."""
    person = open_person(request.actor, person_id, session=request.session)
    proposed = [] if request.POST else proposed_for(request.actor, person)
    form = AppointmentForm(
        request.POST or None,
        unit=unit_for(request.actor.party, person),
        initial={"starts_at": proposed[0] if proposed else None},
    )
    if form.is_valid():
        try:
            row = agree_(by=request.actor, person_id=person_id, wanted=form.wanted())
            messages.success(request, _("The appointment is agreed."))
            return redirect(*back_to(request, row))
        except Refused as refused:
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
    context = {
        "header": person_header(request.actor, person, TAB),
        "person": person,
        "title": _("Agree an appointment"),
        "form": form,
        "topics": topics_of(records_of(person)),
    }
    return render(request, "supervision/agree.html", context, status=422 if form.errors else 200)


@door(SEE)
def appointment(request: Any, person_id: UUID, appointment_id: UUID) -> HttpResponse:
    """One appointment: when and about what, what became of it, and what went before."""
    person = open_person(request.actor, person_id, session=request.session)
    row = found(person_id, appointment_id)
    missed = was_missed(row)
    supervises = SUPERVISE in request.actor.capabilities
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "line": lines([row])[0],
        "breach": breach_of(row) if missed else None,
        "orders": could_be_breached(row) if missed and supervises else [],
        "notes": notes_by_appointment([row]).get(row.pk, []),
        "may": RECORD in request.actor.capabilities,
    }
    return render(request, "supervision/appointment.html", context)


@door(RECORD)
def reschedule(request: Any, person_id: UUID, appointment_id: UUID) -> HttpResponse:
    """Another time, at whose wish; the newest appointment counts."""
    row = found(person_id, appointment_id)
    topics = topics_of([row.person_id])
    return _take(request, verbs.MOVE, row, template="supervision/agree.html", topics=topics)


@door(RECORD)
def call_off(request: Any, person_id: UUID, appointment_id: UUID) -> HttpResponse:
    """It does not take place."""
    return _take(request, verbs.CALL_OFF, found(person_id, appointment_id))


@door(RECORD)
def take_back(request: Any, person_id: UUID, appointment_id: UUID) -> HttpResponse:
    """What was recorded of it is taken back; everything stays readable in the record."""
    told = _("Its note stays readable, and what was agreed for the next time is called off.")
    return _take(request, verbs.TAKE_BACK, found(person_id, appointment_id), told=told)


def _take(request: Any, verb: Verb, row: Appointment, **more: Any) -> HttpResponse:
    onwards = lambda made: back_to(request, made)  # noqa: E731 - where the row made leads
    return take(request, verb, row.person_id, row, tab=TAB, onwards=onwards, **more)
