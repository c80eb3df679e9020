"""Reads of cases and work."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tilts.platform.organisation.models import Absence
from tilts.platform.parties.actors import Actor, Scope

from .models import Case, PeriodicJob, Status, WorkItem
from .rules import TAKE_ITEMS


def history(case: Case) -> "QuerySet[Status]":
    """The status rows of a case, oldest first."""
    rows: QuerySet[Status] = Status.objects.filter(case=case.case_ref()).order_by("number")
    return rows


def open_items(actor: Actor) -> QuerySet[Any]:
    """Open work of the actor, of those they stand in for today, and their units' queues."""
    absent = Absence.objects.on(timezone.localdate()).filter(substitute_id=actor.party)
    mine = Q(owner_id=actor.party) | Q(owner_id__in=absent.values("staff_id"))
    for grant in actor.grants:
        if grant.capability == TAKE_ITEMS and grant.scope is Scope.UNIT:
            mine |= Q(owner=None, unit__path__startswith=grant.unit_path)
    rows: QuerySet[Any] = WorkItem.objects.filter(mine, closed_at=None)
    return rows.select_related("owner").order_by("due", "opened_at")


def visible_item(item_id: UUID) -> WorkItem | None:
    """A piece of work about somebody who is visible, open or closed."""
    row: WorkItem | None = WorkItem.objects.filter(pk=item_id).select_related("owner").first()
    return row


def work_about(people: Iterable[UUID]) -> QuerySet[Any]:
    """Open work about these people, whoever does it, by due date."""
    rows: QuerySet[Any] = WorkItem.objects.filter(person__in=list(people), closed_at=None)
    return rows.order_by("due", "opened_at")


def items_of_case(case: Case) -> QuerySet[Any]:
    """Open work of a case, by due date."""
    rows: QuerySet[Any] = WorkItem.objects.filter(case=case.case_ref(), closed_at=None)
    return rows.select_related("owner").order_by("due", "opened_at")


def periodic_jobs() -> "QuerySet[PeriodicJob]":
    """The worker's periodic jobs, by name."""
    return PeriodicJob.objects.order_by("name")
