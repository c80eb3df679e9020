"""Reads about breaches, for one person or many at once."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from tilts.casework.proceedings.queries import records
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.workflow.common import ERRORS

from ..models import Breach, Supervision

PARTS = ("unit__agency", "duty", "appointment", "person", "supervision__unit__agency",
         "supervision__measure__proceeding", "supervision__measure__follows")  # fmt: skip


def breaches_of(person_ids: Iterable[UUID]) -> "QuerySet[Breach]":
    """Every breach of people, on merged records too, the newest first."""
    rows: QuerySet[Breach] = Breach.objects.about(records(person_ids))
    return rows.select_related(*PARTS).order_by("-happened_on", "-pk")


def breaches_on(case: Supervision) -> list[Breach]:
    """The breaches of an order, the newest first."""
    rows = Breach.objects.filter(supervision=case).select_related(*PARTS)
    return list(rows.order_by("-happened_on", "-pk"))


def one_breach(breach_id: UUID) -> Breach:
    """The breach; raises Refused when it is not visible."""
    found: Breach | None = Breach.objects.select_related(*PARTS).filter(pk=breach_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def others_before(case: Breach) -> list[Breach]:
    """The other sound breaches of the same order, the newest first."""
    rows = Breach.objects.filter(supervision=case.supervision_id).exclude(state__in=ERRORS)
    others = rows.exclude(pk=case.pk).select_related(*PARTS)
    return list(others.order_by("-happened_on", "-pk"))
