"""Reads of cases and work."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.models import Absence, Unit
from tilts.platform.parties.actors import Actor, Scope

from .models import Matter, PeriodicJob, Status, WorkItem
from .rules import TAKE_ITEMS


def history(case: Matter) -> "QuerySet[Status]":
    """The status rows of a case, oldest first."""
    rows: QuerySet[Status] = Status.objects.filter(case=case.case_ref()).order_by("number")
    return rows


def open_items(actor: Actor) -> QuerySet[Any]:
    """Open work of the actor, of those they stand in for today, and their units' queues."""
    rows: QuerySet[Any] = WorkItem.objects.filter(_owned(actor) | _queued(actor), closed_at=None)
    return rows.prefetch_related("owner").order_by("due", "opened_at")  # most have one owner


def work_about(people: Iterable[UUID]) -> QuerySet[Any]:
    """Open work about these people, whoever does it, by due date."""
    rows: QuerySet[Any] = WorkItem.objects.about(people).filter(closed_at=None)
    return rows.order_by("due", "opened_at")


def one_item(item_id: UUID) -> WorkItem:
    """A piece of work, as far as its person is visible; raises Refused otherwise."""
    item: WorkItem | None = WorkItem.objects.filter(pk=item_id).select_related("owner").first()
    if item is None:
        raise Refused([NOT_YOURS])
    return item


def is_work_of(actor: Actor, item: WorkItem) -> bool:
    """True when the work is the actor's to do, or waits in their queue."""
    theirs = WorkItem.objects.filter(_owned(actor) | _queued(actor), pk=item.pk)
    return actor.is_service or bool(theirs.exists())


def is_in_queue_of(actor: Actor, item: WorkItem) -> bool:
    """True when the work waits in a queue that the actor takes from."""
    return actor.is_service or bool(WorkItem.objects.filter(_queued(actor), pk=item.pk).exists())


def _owned(actor: Actor) -> Q:
    absent = Absence.objects.on(timezone.localdate()).filter(substitute_id=actor.party)
    return Q(owner_id=actor.party) | Q(owner_id__in=absent.values("staff_id"))


def _queued(actor: Actor) -> Q:
    """Work without an owner in the units where the actor takes work; nothing without any.

    The units as a set: with a join the database asks of all queues whom they are about.
    """
    paths = [
        grant.unit_path
        for grant in actor.grants
        if grant.capability == TAKE_ITEMS and grant.scope is Scope.UNIT
    ]
    if not paths:
        return Q(pk__in=[])
    within = reduce(or_, (Q(path__under=path) for path in paths))
    return Q(owner=None, unit__in=Unit.objects.filter(within).values("pk"))


def items_of_case(case: Matter) -> QuerySet[Any]:
    """Open work of a case, by due date."""
    rows: QuerySet[Any] = WorkItem.objects.filter(case=case.case_ref(), closed_at=None)
    return rows.select_related("owner").order_by("due", "opened_at")


def periodic_jobs() -> "QuerySet[PeriodicJob]":
    """The worker's periodic jobs, by name."""
    return PeriodicJob.objects.order_by("name")
