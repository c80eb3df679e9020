"""What is done about people's programmes through a form: the same for a page and for the API."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.forms import ReasonForm, SureForm
from tilts.casework.people.models import Person
from tilts.casework.people.steps import Verb
from tilts.casework.plans.verbs import unit_for
from tilts.platform.gatherings.queries import one_series, places_in
from tilts.platform.gatherings.rules import RUN
from tilts.platform.organisation.certified import certified_in
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor, Scope

from .. import actions
from ..catalogue import programme_on
from ..models import Participation
from . import forms
from .cases import ParticipationMachine
from .queries import goals_to_reach, groups_of

MOVES = ParticipationMachine.moves
OWN = {"judge", "decline", "defer"}


def referring(programme: str, towards: str = "") -> Verb:
    """Refer somebody to a programme; a goal may be chosen beforehand."""
    return Verb(
        _("Refer to a programme"),
        lambda sent, person: forms.ReferForm(
            sent, goals=goals_to_reach(person.pk), initial={"towards": towards}
        ),
        lambda by, person, form: _refer(by, person, form, programme),
    )


def _refer(by: Actor, person: Person, form: Any, programme: str) -> Participation:
    what = form.referral(programme)
    return actions.refer(by=by, person=person, unit=unit_for(person), what=what)


def _programme(case: Participation) -> Any:
    return programme_on(case.country, case.programme, timezone.localdate())


JUDGE = Verb(
    MOVES["judge"].title,
    lambda sent, case: forms.JudgeForm(sent, programme=_programme(case)),
    lambda by, case, form: actions.judge(by=by, case=case, what=form.judgement()),
)
DEFER = Verb(
    MOVES["defer"].title,
    lambda sent, case: forms.DeferForm(sent),
    lambda by, case, form: actions.put_off(by=by, case=case, **form.cleaned_data),
)


def placing(by: Actor, chosen: str = "") -> Verb:
    """Give somebody a place in a group that the actor sees."""
    return Verb(
        _("Give a place in a group"),
        lambda sent, case: forms.PlaceForm(
            sent, groups=groups_of(by, case.programme), initial={"series": chosen}
        ),
        _place,
    )


def _place(by: Actor, case: Participation, form: Any) -> Participation:
    series = one_series(by, UUID(form.cleaned_data["series"]))
    if series is None:
        raise Http404
    actions.give_place(by=by, case=case, series=series, since=form.cleaned_data["since"])
    return case


def moving_on(code: str) -> Verb:
    """A move that staff make without saying more than perhaps why; Http404 when there is none."""
    move = MOVES.get(code)
    if move is None or move.is_system or code in OWN:
        raise Http404
    asks = ReasonForm if move.needs_reason else SureForm
    return Verb(
        move.title,
        lambda sent, case: asks(sent),
        lambda by, case, form: actions.advance_participation(
            by=by, case=case, code=code, **form.cleaned_data
        ),
    )


def units_run_by(by: Actor) -> list[Unit]:
    """The open units in which an actor opens groups."""
    grants = [grant for grant in by.grants if grant.capability == RUN]
    open_ones = Unit.objects.on(timezone.localdate()).select_related("agency").order_by("path")
    return [unit for unit in open_ones if any(_within(unit, grant) for grant in grants)]


def _within(unit: Unit, grant: Any) -> bool:
    if grant.scope == Scope.UNIT:
        return unit.path.startswith(grant.unit_path)
    return bool(grant.scope == Scope.AGENCY and grant.unit_path == unit.agency_id)


def opening(by: Actor, programme: str) -> Verb:
    """Open a group of a programme, in one of the units in which the actor may."""
    today = timezone.localdate()
    of = programme_on(by.country, programme, today)
    if of is None:
        raise Http404
    units = units_run_by(by)
    places = [place for unit in units[:1] for place in places_in(unit.path, today)]
    leaders = certified_in(by.agency, of.certificate, today)
    return Verb(
        _("Open a group"),
        lambda sent, _none: forms.GroupForm(
            sent, units=units, leaders=leaders, places=places, initial={"capacity": of.places}
        ),
        lambda by, _none, form: actions.open_group(
            by=by, unit=form.where(), programme=programme, what=form.group()
        ),
    )
