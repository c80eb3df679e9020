"""What is done about meetings through a form: the same for a page and for the API."""

from datetime import timedelta
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tilts.casework.people.forms import ReasonForm, StaffLanguageForm, SureForm
from tilts.casework.people.steps import Verb
from tilts.platform.access.reasons import refuse_if
from tilts.platform.documents.actions import make_document
from tilts.platform.documents.models import Document
from tilts.platform.organisation.queries import staff_found
from tilts.platform.parties.actors import Actor

from . import actions, forms
from .cases import MeetingMachine
from .models import Meeting
from .sheet import MinutesSheet, why_not_printed

MOVES = MeetingMachine.moves


def _seen(meeting: Meeting) -> dict[str, int]:
    return {"seen": meeting.minutes_version}


def _stands(meeting: Meeting) -> dict[str, Any]:
    length = (meeting.ends_at - meeting.starts_at) // timedelta(minutes=1)
    return {"starts_at": meeting.starts_at, "length": length, "place": meeting.place}


PLAN = Verb(
    _("Call an inter-agency meeting"),
    lambda sent, person: forms.PlanForm(sent),
    lambda by, person, form: actions.plan_meeting(by=by, person=person, what=form.plan()),
)
MOVE = Verb(
    pgettext_lazy("a meeting", "Another time or place"),
    lambda sent, meeting: forms.MoveForm(sent, initial=_stands(meeting)),
    lambda by, meeting, form: actions.move_meeting(by=by, meeting=meeting, what=form.moved()),
)
HOLD = Verb(
    MOVES["hold"].title,
    lambda sent, meeting: forms.HoldForm(sent, meeting=meeting),
    lambda by, meeting, form: actions.hold_meeting(by=by, meeting=meeting, what=form.record()),
)
MINUTES = Verb(
    _("Write the minutes"),
    lambda sent, meeting: forms.MinutesForm(sent, meeting=meeting, initial=_seen(meeting)),
    lambda by, meeting, form: actions.write_minutes(by=by, meeting=meeting, what=form.record()),
)
FOLLOW_UP = Verb(
    _("Say what came of the decision"),
    lambda sent, decision: forms.OutcomeForm(sent),
    lambda by, decision, form: actions.follow_up(by=by, decision=decision, **form.cleaned_data),
)


def _print(by: Actor, meeting: Meeting, form: Any) -> Document:
    refuse_if(why_not_printed(meeting))
    sheet, language = MinutesSheet(meeting), form.cleaned_data["language"]
    return make_document(by=by, person=meeting.person_id, sheet=sheet, language=language)


PRINT = Verb(_("Minutes on paper"), lambda sent, meeting: StaffLanguageForm(sent), _print)


def inviting(by: Actor) -> Verb:
    """Put somebody on the list of those who are to come: of one's own staff whoever is of use."""
    staff = staff_found(by).filter(agency=by.agency).order_by("sort_key", "pk")
    return Verb(
        _("Add somebody to the meeting"),
        lambda sent, meeting: forms.GuestForm(sent, staff=staff),
        lambda by, meeting, form: actions.add_invitee(by=by, meeting=meeting, who=form.guest()),
    )


def _decide_form(by: Actor, sent: Any, meeting: Meeting) -> forms.DecideForm:
    staff = staff_found(by, unit=meeting.unit).order_by("sort_key", "pk")
    return forms.DecideForm(sent, staff=staff, initial={"responsible": meeting.chair_id})


def deciding(by: Actor) -> Verb:
    """Note a decision; somebody of the unit sees to it."""
    return Verb(
        _("Note a decision"),
        lambda sent, meeting: _decide_form(by, sent, meeting),
        lambda by, meeting, form: actions.decide(by=by, meeting=meeting, what=form.resolution()),
    )


def moving(code: str) -> Verb:
    """A move without more to say than perhaps why; raises Http404 when there is none."""
    move = MOVES.get(code)
    if move is None or move.is_system or move.form:
        raise Http404
    asks = ReasonForm if move.needs_reason else SureForm
    asks = forms.ApproveForm if code == "approve" else asks
    return Verb(
        move.title,
        lambda sent, meeting: asks(sent, initial=_seen(meeting)),
        lambda by, meeting, form: actions.advance(
            by=by, meeting=meeting, code=code, **form.cleaned_data
        ),
    )
