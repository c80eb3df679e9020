"""What supervision adds to the workload: tiers, contacts held for colleagues, a page."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.utils.translation import gettext_lazy as _

from tilts.casework.allocation.beside import register_page
from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.allocation.weighing import (
    Counted,
    Standing,
    register_tiers,
    register_work,
)
from tilts.platform.organisation.models import RoleAssignment

from .queries import standing
from .queries.tiers import current_tiers
from .tier_facts import tiers_today

DAYS = timedelta(days=28)  # contacts of the last four weeks weigh


def tiers(people: Collection[UUID], day: date) -> Mapping[UUID, Standing]:
    """The tier that is kept of each; of whom none is kept yet, as the record says today."""
    kept = {pk: Standing(row.tier, row.provisional) for pk, row in current_tiers(people).items()}
    others = [person for person in people if person not in kept]
    fresh = tiers_today(others, day) if others else {}
    return {
        **kept,
        **{pk: Standing(found.tier, found.provisional) for pk, (_facts, found) in fresh.items()},
    }


def for_others(staff: Collection[UUID], day: date) -> list[Counted]:
    """Contacts that they held with people for whom a colleague was responsible that day."""
    rows = _held_for_colleagues(day).filter(staff__in=staff)
    return [Counted(*one) for one in rows.values_list("staff", "person")]


def by_others(staff: Collection[UUID], day: date) -> list[Counted]:
    """Contacts that colleagues held with people for whom they were responsible that day."""
    rows = _held_for_colleagues(day).filter(officer__in=staff)
    return [Counted(*one) for one in rows.values_list("officer", "person")]


def _held_for_colleagues(day: date) -> QuerySet[Any]:
    """Contacts of the last weeks whose holder was not the person's officer of that day.

    Only of colleagues in the same role: what a psychologist does is not done for the officer.
    """
    notes = standing().filter(happened_at__date__gt=day - DAYS, happened_at__date__lte=day)
    then = Allocation.plain.filter(
        Q(until=None) | Q(until__gt=OuterRef("happened_at__date")),
        person=OuterRef("person"),
        kind=Kind.OFFICER,
        since__lte=OuterRef("happened_at__date"),
    )
    officer = Subquery(then.order_by("-since", "-pk").values("staff")[:1], output_field=UUIDField())
    held = notes.annotate(officer=officer).exclude(officer=None)
    theirs = RoleAssignment.objects.filter(staff=OuterRef(OuterRef("officer"))).values("role")
    same = RoleAssignment.objects.filter(staff=OuterRef("staff"), role__in=theirs)
    rows: QuerySet[Any] = held.exclude(officer=F("staff")).filter(Exists(same)).order_by("pk")
    return rows


register_tiers(tiers)
register_work("contact_for_others", for_others)
register_work("contact_by_others", by_others)
register_page(_("Contact standard"), "supervision:standard")
