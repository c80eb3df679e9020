"""Action protocols as the country pack has them, and which of them a service works by."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.schema import Call, Protocol
from tilts.jurisdictions.validity import valid
from tilts.platform.organisation.certified import in_words
from tilts.platform.parties.actors import Actor


def setting_of(actor: Actor) -> str:
    """Where an actor's service works: in custody or in the community."""
    kinds = {agency.code: agency.kind for agency in packs(settings.PACKS)[actor.country].agencies}
    return "custody" if kinds.get(actor.agency) == "prison" else "community"


def protocols_for(actor: Actor) -> list[Protocol]:
    """The protocols of today by which the actor's service works, in the order of the pack."""
    if not actor.country:
        return []
    today, setting = timezone.localdate(), setting_of(actor)
    found = valid(packs(settings.PACKS)[actor.country].protocols, on=today)
    return [one for one in found if setting in one.settings]


def protocol_of(case: Any) -> Protocol:
    """The protocol of an occurrence, as it was on the day it was opened."""
    day = timezone.localdate(case.opened_at)
    return packs(settings.PACKS)[case.country].protocol(case.protocol, on=day)


def title_of(case: Any) -> str:
    """The name of the protocol of an occurrence, in the present language."""
    return in_words(protocol_of(case).names)


def calls_of(country: str, codes: Sequence[str], day: date) -> list[Call]:
    """Whom to call, in the order of the step."""
    known = {call.code: call for call in valid(packs(settings.PACKS)[country].calls, on=day)}
    return [known[code] for code in codes if code in known]
