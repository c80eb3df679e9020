"""May this actor do this, to this person? The answer is a list of reasons why not."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party

from .reasons import Reason, Reasons, refuse_if
from .visibility import SEE, visible_to

NO_ROLE = Reason("no-role", _("None of your roles may do this. Ask your head of unit."))
NOT_YOURS = Reason(
    "not-yours",
    _("There is no such person, or they are not in your caseload, unit or agency."),
)

OUT_OF_REACH = Reason(
    "out-of-reach",
    _("You may see this person, but not do this for them. Ask their officer or the head of unit."),
)


def why_not(actor: Actor, capability: str, person: UUID | None = None) -> Reasons:
    """Reasons why the actor may not use a capability (on a person); empty when they may."""
    if actor.is_service:
        return []
    if capability not in actor.capabilities:
        return [NO_ROLE]
    if person is not None and not reaches_person(actor, capability, person):
        return [OUT_OF_REACH if reaches_person(actor, SEE, person) else NOT_YOURS]
    return []


def reaches_person(actor: Actor, capability: str, person: UUID) -> bool:
    """True when a capability of the actor reaches this person now."""
    return visible_to(actor, capability).narrow(Party.objects.filter(pk=person), "pk").exists()


def require(actor: Actor, capability: str, person: UUID | None = None) -> None:
    """Raise Refused, with its reasons, unless the actor may."""
    refuse_if(why_not(actor, capability, person))
