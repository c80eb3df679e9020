"""Reads of accreditations: whoever works in a country sees what becomes of its programmes."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tilts.platform.parties.actors import Actor

from .capabilities import ACCREDIT
from .choices import HELD
from .models import Accreditation, Meeting, Opinion, Part, Seat

DECIDED_IN = (*HELD, "suspended", "refused", "expired", "revoked", "to_revise")


def applications(actor: Actor) -> QuerySet[Any]:
    """Every application of the actor's country, the newest first."""
    rows = Accreditation.objects.select_related("unit__agency", "applicant")
    if not actor.is_service:
        rows = rows.filter(unit__agency__country=actor.country)
    newest: QuerySet[Any] = rows.order_by("-pk")
    return newest


def one_application(actor: Actor, application_id: UUID) -> Accreditation:
    """An application of the actor's country; raises Http404 when there is none of that id."""
    found: Accreditation = _found(applications(actor).filter(pk=application_id))
    return found


def one_opinion(actor: Actor, opinion_id: UUID) -> Opinion:
    """An opinion on an application of the actor's country."""
    rows = Opinion.objects.select_related("expert", "sheet", "accreditation__unit__agency")
    found: Opinion = _found(rows.filter(accreditation__in=applications(actor), pk=opinion_id))
    return found


def one_meeting(actor: Actor, meeting_id: UUID) -> Meeting:
    """A meeting about an application of the actor's country."""
    rows = Meeting.objects.select_related("accreditation__unit__agency")
    found: Meeting = _found(rows.filter(accreditation__in=applications(actor), pk=meeting_id))
    return found


def own_seat(actor: Actor, meeting: Meeting) -> Seat:
    """The seat of the actor at a meeting; raises Http404 for whoever was not called."""
    rows = Seat.objects.select_related("member", "meeting__accreditation__unit__agency")
    found: Seat = _found(rows.filter(meeting=meeting, member_id=actor.party))
    return found


def parts_of(case: Accreditation) -> dict[str, Part]:
    """The documents of an application by kind, the last of each."""
    rows = Part.objects.filter(accreditation=case).select_related("document", "handed_in_by")
    return {part.kind: part for part in rows.order_by("pk")}


def opinions_on(case: Accreditation) -> list[Opinion]:
    """The opinions asked for, first to last."""
    return list(case.opinions.select_related("expert", "sheet").order_by("pk"))


def meetings_on(case: Accreditation) -> list[Meeting]:
    """The meetings with their seats, the last first."""
    return list(case.meetings.prefetch_related("seats__member").order_by("-pk"))


def sees_inside(actor: Actor, case: Accreditation) -> bool:
    """Whether the actor sees opinions and votes: who takes part, and all once it is decided."""
    if actor.is_service or ACCREDIT in actor.capabilities or case.state in DECIDED_IN:
        return True
    called = Seat.objects.filter(meeting__accreditation=case, member_id=actor.party)
    asked = Opinion.objects.filter(accreditation=case, expert_id=actor.party)
    return bool(called.exists() or asked.exists())


def licences(country: str, day: date) -> Mapping[str, Accreditation]:
    """The accreditation that says most of each programme: the one that holds, else the last."""
    rows = Accreditation.objects.filter(unit__agency__country=country, licensed_on__isnull=False)
    found: dict[str, Accreditation] = {}
    for case in rows.select_related("unit__agency").order_by("pk"):
        kept = found.get(case.programme)
        if kept is None or not kept.holds_on(day):
            found[case.programme] = case
    return found


def _found(rows: QuerySet[Any]) -> Any:
    row = rows.first()
    if row is None:
        raise Http404
    return row
