"""What is done to an appointment, each with its form; the same for pages and the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.casework.people.steps import Verb
from tilts.platform.parties.actors import Actor

from .actions import call_off, reschedule, take_back_outcome
from .forms import CallOffForm, RescheduleForm, TakeBackForm
from .models import Appointment


def moved_form(data: Any, row: Appointment) -> RescheduleForm:
    """The form of a move, filled in with what stands."""
    initial = {
        "starts_at": row.starts_at,
        "minutes": row.session.minutes,
        "how": row.how,
        "place": str(row.session.place_id or ""),
        "where": row.where,
        "about": row.about,
    }
    return RescheduleForm(data, unit=row.session.series.unit, initial=initial)


def _move(by: Actor, row: Appointment, form: Any) -> Appointment:
    said = form.cleaned_data
    return reschedule(
        by=by, appointment=row, side=said["side"], wanted=form.wanted(), because=said["because"]
    )


MOVE = Verb(pgettext_lazy("an appointment", "Another time"), moved_form, _move)
CALL_OFF = Verb(
    pgettext_lazy("an appointment", "Call off"),
    lambda data, row: CallOffForm(data),
    lambda by, row, form: call_off(by=by, appointment=row, **form.cleaned_data),
)
TAKE_BACK = Verb(
    _("Take back what was recorded"),
    lambda data, row: TakeBackForm(data),
    lambda by, row, form: take_back_outcome(
        by=by, appointment=row, because=form.cleaned_data["because"]
    ),
)
