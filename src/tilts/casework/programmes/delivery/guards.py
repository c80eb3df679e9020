"""What must hold of somebody's programmes, each with its reasons why not."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.casework.people.merging import survivors
from tilts.casework.proceedings.queries import records
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.guards import guard
from tilts.platform.workflow.machines import closed_states

from ..catalogue import named, programme_on
from ..choices import TAKEN_IN

GONE = Reason("gone", lazy("This record is closed. Nobody is referred under it."))
AT_LARGE = Reason("at-large", lazy("The person is at large. Refer them when they are back."))
UNKNOWN = Reason("unknown-programme", lazy("The country's catalogue has no such programme."))
NO_GOAL = Reason(
    "no-goal",
    lazy("A referral answers to a goal of the plan that is still to be reached. Choose one."),
)


def others_of(case: Any) -> "QuerySet[Any]":
    """The other participations of the same person, under every record of theirs."""
    return of_person(type(case), case.person_id).exclude(pk=case.pk)


def of_person(model: Any, person_id: UUID) -> "QuerySet[Any]":
    """Every participation of a person under every record, whoever asks: rules must not miss any."""
    with seen_by(SERVICE):
        root = survivors([person_id])[person_id]
        rows: QuerySet[Any] = model.plain.filter(person_id__in=list(records([root])))
    return rows


@guard(lazy("the person is on no other programme"))
def no_other_programme(case: Any, by: Actor) -> Reasons:
    """Nobody is on two programmes at once; the other one is named."""
    return why_not_second(others_of(case))


def why_not_second(others: "QuerySet[Any]") -> Reasons:
    """Each programme in which they have a place already is a reason."""
    text = _("The person has a place in “%(programme)s”. Wait until it is over, or withdraw it.")
    return [
        Reason("other-programme", text % {"programme": one.title})
        for one in others.filter(state__in=TAKEN_IN).select_related("unit__agency").order_by("pk")
    ]


@guard(lazy("no other referral to this programme is open"))
def no_second_referral(case: Any, by: Actor) -> Reasons:
    """One programme is gone through once at a time."""
    return why_not_again(others_of(case), case.programme)


def why_not_again(others: "QuerySet[Any]", programme: str) -> Reasons:
    """They are on their way through this programme already."""
    over = closed_states(others.model.machine)
    if not others.filter(programme=programme).exclude(state__in=over).exists():
        return []
    text = _("The person was referred to this programme already. Go on with that referral.")
    return [Reason("referred-already", text)]


def why_not_refer(person: Any, programme: str, model: Any) -> Reasons:
    """Who is there is referred to a programme of the country's catalogue, once at a time."""
    others = of_person(model, person.pk)
    closed = person.died_on or person.entered_in_error or person.merged_into_id
    known = programme_on(person.country, programme, timezone.localdate())
    return [
        *([GONE] if closed else []),
        *([] if known else [UNKNOWN]),
        *([AT_LARGE] if others.filter(state="suspended").exists() else []),
        *why_not_again(others, programme),
    ]


@guard(lazy("nothing excludes it"))
def nothing_excludes(case: Any, by: Actor) -> Reasons:
    """What excludes a programme was found: it is not given meanwhile."""
    programme = programme_on(case.country, case.programme, timezone.localdate())
    if programme is None:
        return []
    text = _("“%(programme)s” is not given while there is: %(what)s. Put it off, or decline it.")
    name = named(programme)
    return [
        Reason("excluded-by", text % {"programme": name, "what": named(piece)})
        for piece in programme.exclusions
        if case.judged.get(piece.code)
    ]
