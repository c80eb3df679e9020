"""Who reads drawn work and who leads readings, and in which units."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import NO_ROLE
from tilts.platform.access.capabilities import declare
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.parties.actors import Actor
from tilts.workforce.competence.rules import LEAD, SEE

__all__ = ["LEAD", "READ", "SEE"]
READ = declare("quality.read", _("Read finished work that was drawn by chance"))
NOT_THERE = Reason(
    "not-your-unit",
    _("This is about a unit that is not yours. Ask its head, or the quality manager."),
)


def reached(actor: Actor, *capabilities: str) -> Q:
    """The units, found at `unit`, for which an actor holds one of these capabilities."""
    if actor.is_service:
        return Q()
    found = Q(pk__in=[])
    for grant in actor.grants:
        if grant.capability in capabilities and grant.unit_path:
            found |= Q(unit__path__under=grant.unit_path)
    return found


def why_not_there(actor: Actor, capability: str, path: str) -> Reasons:
    """Reasons why an actor may not use a capability in the units of this path."""
    if actor.is_service:
        return []
    mine = [grant for grant in actor.grants if grant.capability == capability]
    if not mine:
        return [NO_ROLE]
    there = any(grant.unit_path and path.startswith(grant.unit_path) for grant in mine)
    return [] if there else [NOT_THERE]
