"""For what purpose somebody looks at a person: derived where it can be, asked where it cannot."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.models import Consultation

from .reasons import Text
from .visibility import behind_broken_glass

ASKED: dict[str, Text] = {
    "cover": _("I stand in for a colleague"),
    "registration": _("I register or correct data"),
    "handover": _("I prepare a transfer or a meeting"),
    "request": _("A court, an authority or the person asked for information"),
    "check": _("I check the quality of work"),
    "complaint": _("I answer a complaint"),
    "other": _("Something else"),
}
DERIVED: dict[str, Text] = {
    "caseload": _("in the caseload"),
    "appointment": _("has an appointment"),
    "broken-glass": _("the glass is broken"),
    "exchange": _("data exchange between systems"),
    "search": _("search"),
    "service": _("the service itself"),
    "work": _("works at their organisation that day"),
    "oversight": _("inspection of the record"),
    "erasure": _("lawful erasure"),
}
PURPOSES = {**DERIVED, **ASKED}

Ground = Callable[[Actor, UUID], str]
_grounds: list[Ground] = []


class PurposeWanted(Exception):
    """Nothing in the record says why the actor looks at this person: ask."""

    def __init__(self, person: UUID) -> None:
        super().__init__(str(person))
        self.person = person


def ground(derive: Ground) -> Ground:
    """Register a ground: (actor, person) → the code of a purpose, or "" when it gives none."""
    _grounds.append(derive)
    return derive


def usual_ground(derive: Ground) -> Ground:
    """Register a ground that most looks have: it is asked first."""
    _grounds.insert(0, derive)
    return derive


def derived_purpose(actor: Actor, person: UUID) -> str:
    """The purpose that the record itself gives for a look; "" when it must be asked."""
    if actor.is_service or actor.kind == PartyKind.CLIENT:
        return "service" if actor.is_service else "exchange"
    for derive in _grounds:
        if code := derive(actor, person):
            return code
    glass = behind_broken_glass(actor.party, timezone.now()).filter(person_id=person)
    return "broken-glass" if glass.exists() else ""


def remember_purpose(session: Any, person: UUID, code: str, reason: str) -> None:
    """Keep an answer for the rest of the session, so that it is asked once."""
    session["purposes"] = {**session.get("purposes", {}), str(person): [code, reason]}


def remembered_purpose(session: Any, person: UUID) -> tuple[str, str]:
    """What was answered in this session; two empty texts when nothing was."""
    code, reason = session.get("purposes", {}).get(str(person), ("", ""))
    return code, reason


def purpose_title(look: Consultation) -> Text:
    """The purpose of a consultation in words."""
    return PURPOSES.get(look.purpose, look.purpose)
