"""Why a glass holds, a review is not taken, a bar is not set or lifted."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party, PartyKind

from .models import Bar, BrokenGlass
from .reasons import Reason, Reasons
from .visibility import is_barred

SHORTEST_REASON = 20  # characters: enough for a sentence
OF_STAFF = [PartyKind.STAFF, PartyKind.CLIENT]


def why_glass_holds(by: Actor, person: UUID, reason: str) -> Reasons:
    """Reasons why this actor cannot break the glass over this person."""
    reasons = []
    if len(reason.strip()) < SHORTEST_REASON:
        text = _("Say in a sentence what the emergency is: at least %(n)s characters.")
        reasons.append(Reason("reason-short", text % {"n": SHORTEST_REASON}))
    if is_barred(by.party, person):
        reasons.append(Reason("barred", _("You are barred from this case. Ask a colleague.")))
    return reasons


def why_not_reviewed(by: Actor, glass: BrokenGlass) -> Reasons:
    """Reasons why this actor cannot review this broken glass."""
    reasons = []
    if glass.staff_id == by.party:
        reasons.append(Reason("own-glass", _("Nobody reviews themselves. Ask a colleague.")))
    if glass.reviewed_at:
        reasons.append(Reason("reviewed", _("This was reviewed already. The review stays.")))
    return reasons


def why_not_barred(staff: UUID, person: UUID, since: date) -> Reasons:
    """Reasons why somebody is not kept out of this person's case from that day on."""
    if not Party.objects.filter(pk=staff, kind__in=OF_STAFF).exists():
        return [Reason("no-staff", _("Only a member of staff can be barred. Choose one."))]
    held = Bar.objects.filter(staff=staff, person=person).exclude(until__lte=since)
    if held.exists():
        return [Reason("barred-already", _("They are barred from this case already."))]
    return []


def why_not_lifted(barred: Bar, until: date) -> Reasons:
    """Reasons why a bar does not end on that day."""
    if until >= barred.since:
        return []
    return [Reason("ends-before", _("The end lies before the beginning. Choose a later day."))]
