"""What is done about observations through a form: the same for a page and for the API."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from tilts.engines.instruments import Instrument
from tilts.platform.access.reasons import Text
from tilts.platform.forms.catalogue import versions
from tilts.platform.gatherings.models import Session
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import Actor

from . import actions, forms
from .cases import ObservationMachine
from .models import Observation
from .queries import TRIAL, both_sheets, definition_of, feedback_form, instruments_for, staff_led_by
from .results import agreement
from .sessions import leaders_of

MOVES = ObservationMachine.moves


@dataclass(frozen=True)
class Verb:
    """A title, the form for what was sent and the subject, the action that a valid form calls."""

    title: Text
    form: Callable[[Any, Any], Any]
    do: Callable[[Actor, Any, Any], Any]


def observe_as(actor: Actor) -> Verb:
    """Plan an observation; the subject is the actor's agency."""

    def form(sent: Any, agency: Agency) -> forms.ObserveForm:
        usable = instruments_for(agency)
        return forms.ObserveForm(sent, staff=staff_led_by(actor), usable=usable, agency=agency)

    def do(by: Actor, agency: Agency, form: forms.ObserveForm) -> Observation:
        staff, of = form.chosen()
        return actions.plan_observation(by=by, staff=staff, of=of, plan=form.plan())

    return Verb(_("Plan an observation"), form, do)


def observe_session_as(actor: Actor) -> Verb:
    """Plan the observation of a scheduled session; the subject is the session."""

    def form(sent: Any, session: Session) -> forms.ObserveSessionForm:
        usable = instruments_for(session.series.unit.agency)
        leaders = leaders_of(actor, session)
        return forms.ObserveSessionForm(sent, leaders=leaders, usable=usable, session=session)

    def do(by: Actor, session: Session, form: forms.ObserveSessionForm) -> Observation:
        staff, of = form.chosen()
        return actions.plan_observation(by=by, staff=staff, of=of, plan=form.plan())

    return Verb(_("Observe this session"), form, do)


def _moderating(sent: Any, observation: Observation) -> forms.ModerateForm:
    """Before both have rated there is nothing to settle: the action says so."""
    if observation.state != "rated":
        return forms.ModerateForm(sent, differing=())
    found = agreement(definition_of(observation), *both_sheets(observation))
    return forms.ModerateForm(sent, differing=found.differing)


def _one_paper(sent: Any, observation: Observation) -> forms.FeedbackForm:
    of = feedback_form(observation)
    if of is None:
        raise Http404
    return forms.FeedbackForm(sent, of=of)


MODERATE = Verb(
    MOVES["moderate"].title,
    _moderating,
    lambda by, observation, form: actions.moderate(
        by=by, observation=observation, chosen=form.chosen(), why=form.cleaned_data["why"]
    ),
)
FEED_BACK = Verb(
    MOVES["feed_back"].title,
    lambda sent, observation: forms.FeedBackForm(sent),
    lambda by, observation, form: actions.feed_back(
        by=by, observation=observation, **form.cleaned_data
    ),
)
DEVELOP = Verb(
    MOVES["develop"].title,
    lambda sent, observation: forms.DevelopForm(sent, of=definition_of(observation)),
    lambda by, observation, form: actions.develop(
        by=by, observation=observation, agreed=form.agreed()
    ),
)
ADD = Verb(
    _("Agree on one more thing"),
    lambda sent, observation: forms.DevelopForm(sent, of=definition_of(observation)),
    lambda by, observation, form: actions.add_development(
        by=by, observation=observation, agreed=form.agreed()
    ),
)
REACHED = Verb(
    _("Note as reached"),
    lambda sent, development: forms.ReachedForm(sent),
    lambda by, development, form: actions.note_reached(
        by=by, development=development, on=form.cleaned_data["on"]
    ),
)
AGAIN = Verb(
    MOVES["observe_again"].title,
    lambda sent, observation: forms.SessionForm(
        sent, agency=observation.person.agency, initial={"unit": observation.unit}
    ),
    lambda by, observation, form: actions.observe_again(
        by=by, observation=observation, plan=form.plan()
    ),
)
PAPER = Verb(
    _("Enter what a participant says"),
    _one_paper,
    lambda by, observation, form: actions.note_feedback(
        by=by, observation=observation, said=form.cleaned_data
    ),
)


def _telling(sent: Any, of: Instrument) -> forms.TellForm:
    """The form about forms; its latest version that ships, as whoever tells it reads it."""
    return forms.TellForm(sent, of=versions(TRIAL)[-1])


TELL = Verb(
    _("Say what you think of this form"),
    _telling,
    lambda by, of, form: actions.note_trial(by=by, on_trial=of, said=form.cleaned_data),
)
BEGIN = Verb(
    _("Begin rating"),
    lambda sent, rating: forms.SureForm(sent),
    lambda by, rating, form: actions.begin_rating(by=by, rating=rating),
)
FINISH = Verb(
    _("Finish rating"),
    lambda sent, rating: forms.SureForm(sent),
    lambda by, rating, form: actions.finish_rating(by=by, rating=rating),
)


def certify_as(actor: Actor) -> Verb:
    """Certify somebody whom the actor leads; the subject is the actor's agency."""
    return Verb(
        _("Certify somebody"),
        lambda sent, agency: forms.CertifyForm(
            sent, staff=staff_led_by(actor), country=agency.country
        ),
        lambda by, agency, form: actions.certify(by=by, **form.cleaned_data),
    )


WITHDRAW = Verb(
    _("Withdraw the certificate"),
    lambda sent, certificate: forms.WithdrawForm(sent),
    lambda by, certificate, form: actions.withdraw(
        by=by, certificate=certificate, **form.cleaned_data
    ),
)


def moving(code: str) -> Verb:
    """Any other move that staff make; raises Http404 when there is none."""
    move = MOVES.get(code)
    if move is None or move.is_system or code in actions.moderating.OWN_STEPS:
        raise Http404
    asks = forms.WhyForm if move.needs_reason else forms.SureForm
    return Verb(
        move.title,
        lambda sent, observation: asks(sent),
        lambda by, observation, form: actions.advance(
            by=by, observation=observation, code=code, **form.cleaned_data
        ),
    )
