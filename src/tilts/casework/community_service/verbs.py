"""What is done about community service through a form: the same for a page and for the API."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.forms import ReasonForm, SureForm
from tilts.casework.people.languages import first_language
from tilts.casework.people.steps import Verb
from tilts.casework.plans.verbs import unit_for
from tilts.casework.proceedings.models import Measure
from tilts.platform.documents.actions import make_document
from tilts.platform.parties.actors import Actor

from . import actions, forms
from .addresses import whence
from .cases import ServiceMachine
from .choices import REPLACED
from .hours_guards import Day
from .models import Placement, Service, WorkEvent, WorkProvider
from .paper import PAPERS
from .placing_guards import placement_now
from .providing import providers_of

MOVES = ServiceMachine.moves
OWN = {"register", "place", "leave_place", "postpone", "send_motion", "go_on", "replace"}

RECEIVE = Verb(
    _("Receive the judgment"),
    lambda sent, measure: forms.ReceiveForm(sent),
    lambda by, measure, form: _receive(by, measure, form),
)


def _receive(by: Actor, measure: Measure, form: Any) -> Service:
    unit = unit_for(measure.person)
    return actions.receive(by=by, measure=measure, unit=unit, **form.cleaned_data)


REGISTER = Verb(
    MOVES["register"].title,
    lambda sent, case: forms.RegisterForm(
        sent, country=case.country, initial={"municipality": whence(case, timezone.localdate())}
    ),
    lambda by, case, form: actions.register(by=by, case=case, what=form.abilities()),
)
LEAVE = Verb(
    MOVES["leave_place"].title,
    lambda sent, case: ReasonForm(sent),
    lambda by, case, form: actions.leave_place(by=by, case=case, **form.cleaned_data),
)
POSTPONE = Verb(
    MOVES["postpone"].title,
    lambda sent, case: forms.PostponeForm(sent),
    lambda by, case, form: actions.postpone(by=by, case=case, **form.cleaned_data),
)
EXPLAIN = Verb(
    _("Note the person's explanation"),
    lambda sent, case: forms.WordsForm(sent),
    lambda by, case, form: actions.note_explanation(by=by, case=case, what=form.said()),
)
WARN = Verb(
    _("Warn the person"),
    lambda sent, case: forms.WordsForm(sent),
    lambda by, case, form: actions.warn(by=by, case=case, what=form.said()),
)
MOTION = Verb(
    MOVES["send_motion"].title,
    lambda sent, case: forms.MotionForm(sent),
    lambda by, case, form: actions.send_motion(by=by, case=case, what=form.said()),
)
DECISION = Verb(
    _("Record the decision of the court"),
    lambda sent, case: forms.DecisionForm(sent),
    lambda by, case, form: actions.record_decision(
        by=by, case=case, outcome=form.cleaned_data["outcome"], what=form.said()
    ),
)
REPLACE = Verb(
    MOVES["replace"].title,
    lambda sent, case: forms.ReplacedForm(sent),
    lambda by, case, form: actions.record_decision(
        by=by, case=case, outcome=REPLACED, what=form.said()
    ),
)
JUDGE = Verb(
    _("Judge the absence"),
    lambda sent, event: forms.JudgeForm(sent),
    lambda by, event, form: actions.judge_absence(by=by, event=event, **form.cleaned_data),
)
SEND_BACK = Verb(
    _("Send it back"),
    lambda sent, event: ReasonForm(sent),
    lambda by, event, form: actions.send_back(by=by, event=event, **form.cleaned_data),
)
CORRECT = Verb(
    _("Correct the day"),
    lambda sent, event: forms.CorrectForm(sent, event=event),
    lambda by, event, form: actions.correct_hours(
        by=by, event=event, what=form.said(), reason=form.cleaned_data["reason"]
    ),
)
PAPER = Verb(
    _("Make a paper (PDF)"),
    lambda sent, case: forms.PaperForm(
        sent, case=case, initial={"language": first_language(case.person)}
    ),
    lambda by, case, form: make_document(
        by=by,
        person=case.person_id,
        sheet=PAPERS[form.cleaned_data["paper"]](case),
        language=form.cleaned_data["language"],
    ),
)
KEEP_AWAY = Verb(
    _("Keep away from a provider for a victim's sake"),
    lambda sent, case: forms.KeepAwayForm(sent, providers=providers_of(case.unit.agency_id)),
    lambda by, case, form: actions.keep_away(by=by, case=case, **form.cleaned_data),
)


def placing(provider: WorkProvider) -> Verb:
    """Agree on work at a provider."""
    return Verb(
        MOVES["place"].title,
        lambda sent, case: forms.PlaceForm(sent, provider=provider, free=case.weekdays),
        lambda by, case, form: actions.place(
            by=by, case=case, provider=provider, what=form.agreement()
        ),
    )


RECORD = Verb(
    _("Record hours"),
    lambda sent, case: forms.SheetForm(sent, placement=placement_now(case)),
    lambda by, case, form: _record(by, case, form.said(), signed=form.cleaned_data["signed"]),
)


def _record(by: Actor, case: Service, what: Day, *, signed: bool) -> WorkEvent:
    """On the placement of that day; without one, on the last, which says why not."""
    rows = list(Placement.plain.filter(service=case).order_by("-since", "-pk"))
    placement = next((one for one in rows if one.is_on(what.day)), rows[0] if rows else None)
    if placement is None:
        raise Http404
    return actions.record_hours(by=by, placement=placement, what=what, signed=signed)


def moving_on(code: str) -> Verb:
    """A move that staff make without saying more than perhaps why; Http404 when there is none."""
    move = MOVES.get(code)
    if move is None or move.is_system or code in OWN:
        raise Http404
    asks = ReasonForm if move.needs_reason else SureForm
    return Verb(
        move.title,
        lambda sent, case: asks(sent),
        lambda by, case, form: actions.advance(by=by, case=case, code=code, **form.cleaned_data),
    )
