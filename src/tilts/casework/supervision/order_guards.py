"""What must hold of an order before its supervision begins, goes on or ends."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.casework.proceedings.catalogue import measure as kind_of
from tilts.casework.proceedings.models import Measure
from tilts.casework.proceedings.moments import why_not_past
from tilts.casework.proceedings.queries import VOID
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.access.scoped import seen_by
from tilts.platform.design.display import local
from tilts.platform.organisation.models import AgencyKind, Unit
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.guards import guard

USUAL = "probation_registration"  # a suspended term in prison is no measure of its own in a pack
GONE = Reason("gone", lazy("This record is closed. Nothing begins under it."))
ENDED = Reason("measure-ended", lazy("This sentence or measure has ended already."))
NOT_SUPERVISED = Reason("not-supervised", lazy("It is not served under supervision."))
VOID_CASE = Reason("proceedings-void", lazy("Its proceedings came to nothing. Look at them first."))
BEGUN_ALREADY = Reason("begun-already", lazy("The supervision of this order has begun already."))
WRONG_UNIT = Reason("wrong-unit", lazy("Only an open unit of probation supervises. Choose one."))
OVER = Reason("order-over", lazy("This order is over. Reopen it first."))
TOO_EARLY = Reason("too-early", lazy("This day lies before the day on which it was imposed."))
REVERSED = Reason("days-reversed", lazy("This day lies before the step that came before it."))
NOT_ASKED_FOR = Reason("no-motion", lazy("The court is not asked. Record the motion first."))


def registration_of(measure: Measure) -> str:
    """The deadline by which whoever is under a measure registers; "" without supervision."""
    kind = kind_of(measure.proceeding.country, measure.kind, measure.imposed_on)
    if kind and kind.registration:
        return kind.registration
    return USUAL if measure.suspended else ""


def why_not_received(
    measure: Measure, unit: Unit, *, day: date, counted_from: date, model: Any
) -> Reasons:
    """Reasons why the supervision of a measure cannot begin so."""
    person = measure.person
    checks = (
        (person.died_on or person.entered_in_error, GONE),
        (measure.ended_on, ENDED),
        (measure.proceeding.state in VOID, VOID_CASE),
        (not registration_of(measure), NOT_SUPERVISED),
        (_others(model, measure).exists(), BEGUN_ALREADY),
        (not _supervises(unit, day), WRONG_UNIT),
        (min(day, counted_from) < measure.imposed_on, TOO_EARLY),
    )
    return why_not_past(day, counted_from) + [reason for wrong, reason in checks if wrong]


def _others(model: Any, measure: Measure) -> Any:
    """Sound cases of the same measure, whoever asks: there is one at a time."""
    return model.plain.filter(measure=measure).exclude(state__in=ERRORS)


def _supervises(unit: Unit, day: date) -> bool:
    return unit.agency.kind == AgencyKind.PROBATION and unit.is_on(day)


def why_not_on(day: date, after: date | None) -> Reasons:
    """A step lies neither ahead nor before the step that came before it."""
    return why_not_past(day) + ([REVERSED] if after and day < after else [])


@guard(lazy("the court was asked"))
def court_is_asked(case: Any, by: Actor) -> Reasons:
    """It decides on what was brought before it, and does so while the person is at large too."""
    return [] if case.motion_on else [NOT_ASKED_FOR]


@guard(lazy("the order has no other case"))
def no_second_case(case: Any, by: Actor) -> Reasons:
    """What was begun anew is not reopened beside it."""
    others = _others(type(case), case.measure).exclude(pk=case.pk)
    return [BEGUN_ALREADY] if others.exists() else []


@guard(lazy("its proceedings came to something"))
def proceedings_stand(case: Any, by: Actor) -> Reasons:
    """Nobody is supervised for what they were acquitted of."""
    return [VOID_CASE] if case.measure.proceeding.state in VOID else []


@guard(lazy("its term is over"))
def order_over(case: Any, by: Actor) -> Reasons:
    """It lasts until its last day, or until it ended otherwise."""
    last = case.ends_on
    if last is None:
        text = _("The record does not say when it ends. Give its first day in the proceedings.")
        return [Reason("no-end", text)]
    if case.measure.ended_on or last < timezone.localdate():
        return []
    return [Reason("not-over", _("It lasts until %(day)s.") % {"day": local(last)})]


@guard(lazy("no breach of it is open"))
def no_open_breach(case: Any, by: Actor) -> Reasons:
    """What was not kept is answered before the order is complete."""
    with seen_by(SERVICE):
        is_open = any(not breach.is_over for breach in case.breaches.all())
    text = _("A breach of it is not answered yet. Close it first, or await the court.")
    return [Reason("breach-open", text)] if is_open else []
