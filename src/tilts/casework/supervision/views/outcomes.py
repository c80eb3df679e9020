"""The page on which it is said what became of an appointment."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tilts.casework.people.headers import person_header
from tilts.casework.people.queries import open_person, records_of
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused

from ..actions import record_outcome
from ..appointments import why_not_recorded_yet
from ..forms import OutcomeForm
from ..models import Appointment
from ..presenting_appointments import lines, proposed_after
from ..queries import agreed_before
from ..queries.missed import was_missed
from ..rules import RECORD
from .appointments import TAB, Page, back_to, found, page_of


def _onwards(request: Any, row: Appointment) -> Page:
    """To the appointment when it was missed, where a breach can be noted; else where one was."""
    return page_of(row) if was_missed(row) else back_to(request, row)


@door(RECORD)
def outcome(request: Any, person_id: UUID, appointment_id: UUID) -> HttpResponse:
    """One choice, some words and a button, open from the hour of the appointment on."""
    person = open_person(request.actor, person_id, session=request.session)
    row = found(person_id, appointment_id)
    form = OutcomeForm(request.POST or None, appointment=row)
    if form.is_valid():
        try:
            record_outcome(by=request.actor, appointment=row, said=form.said())
            messages.success(request, _("It is recorded."))
            return redirect(*_onwards(request, row))
        except Refused as refused:
            form.add_error(None, [str(reason.text) for reason in refused.reasons])
    form.propose(proposed_after(request.actor, row))
    context = {
        "person": person,
        "header": person_header(request.actor, person, TAB),
        "line": lines([row])[0],
        "before": agreed_before(records_of(person)),
        "shut": why_not_recorded_yet(row),
        "form": form,
    }
    return render(request, "supervision/outcome.html", context, status=422 if form.errors else 200)
