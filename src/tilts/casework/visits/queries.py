"""Reads of home visits, for one person or for many at once."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tilts.casework.people.models import Address, Relation
from tilts.casework.people.queries import alerts_now, records_of
from tilts.casework.proceedings.queries import records
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import Actor

from .models import CheckIn, HomeVisit


def visits_of(person_ids: Iterable[UUID]) -> "QuerySet[HomeVisit]":
    """Every visit to these people, on merged records too, the newest first."""
    rows: QuerySet[HomeVisit] = HomeVisit.objects.about(records(person_ids))
    return rows.select_related("officer").order_by("-planned_at", "-pk")


def one_visit(visit_id: UUID) -> HomeVisit:
    """The visit; raises Refused when it is not visible."""
    rows = HomeVisit.objects.select_related("person", "unit__agency", "officer", "colleague")
    found: HomeVisit | None = rows.filter(pk=visit_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def check_in_of(visit: HomeVisit) -> CheckIn | None:
    """Whether somebody is, or was, out on it."""
    rows: QuerySet[CheckIn] = CheckIn.objects.filter(visit=visit)
    return rows.select_related("taken_by", "officer").first()


def alarms_due(now: datetime) -> list[CheckIn]:
    """Check-ins that are not closed and whose time, or whose next alarm, has passed."""
    rows = CheckIn.objects.filter(closed_at=None, next_alarm_at__lte=now, safe_at=None)
    return list(rows.select_related("visit__unit__agency").order_by("pk"))


def last_report(visit: HomeVisit) -> HomeVisit | None:
    """The visit before this one that was written up: what was agreed then."""
    rows = visits_of([visit.person_id]).filter(reported_at__isnull=False)
    return rows.exclude(pk=visit.pk).first()


def around(person: Any, day: date) -> dict[str, Any]:
    """What one must know at the door: alerts, and who is close to the person."""
    ids = records_of(person)
    return {
        "alerts": [alert for found in alerts_now(ids).values() for alert in found],
        "relations": list(Relation.objects.about(ids).on(day).order_by("pk")),
    }


def addresses(person: Any, day: date) -> list[str]:
    """Where the person lives or is registered."""
    rows = Address.objects.about(records_of(person)).on(day).order_by("-since", "pk")
    return [str(row) for row in rows]


def today_of(actor: Actor, day: date) -> "QuerySet[HomeVisit]":
    """The actor's own visits that are planned for a day, or wait since earlier."""
    rows: QuerySet[HomeVisit] = HomeVisit.objects.filter(
        officer_id=actor.party, planned_at__date__lte=day, state__in=("planned", "checked")
    )
    return rows.order_by("planned_at", "pk")


def out_now() -> "QuerySet[CheckIn]":
    """Check-ins that are open among visits one may see, alarms first."""
    rows: QuerySet[CheckIn] = CheckIn.objects.filter(closed_at=None)
    return rows.select_related("officer").order_by("next_alarm_at", "pk")
