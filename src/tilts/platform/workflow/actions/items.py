"""Work is opened, taken, handed over and closed."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import NOT_YOURS, require
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act

from ..deadlines import due_date
from ..kinds import WorkKind, kinds
from ..models import Matter, Outcome, WorkItem
from ..moves import REASON_MISSING
from ..queries import is_in_queue_of, is_work_of, items_of_case
from ..receiving import why_not_receive
from ..rules import OWN_ITEMS, REASSIGN, TAKE_ITEMS

CLOSED_ALREADY = Reason("closed-already", _("This work is closed already."))
TAKEN_ALREADY = Reason("taken-already", _("Somebody has this work already."))
NOT_IN_QUEUE = Reason("not-in-queue", _("This work is not in the queue of your unit."))
NOT_YOUR_WORK = Reason(
    "not-your-work", _("This work is somebody else's. Ask them, or the head of their unit.")
)

BY_STEP = Reason(
    "by-step", _("This is done by the next step of its case. Open the case and take the step.")
)


def open_item(
    *,
    by: Actor,
    kind: WorkKind,
    person: UUID | None,
    unit: Unit,
    owner: UUID | None = None,
    case: str = "",
    due: date | None = None,
    start: date | None = None,
    **values: object,
) -> WorkItem:
    """Open work for somebody, or for the unit's queue; `values` fill the title of its kind.

    `person` is None for work about nobody.

    Without `due` the kind's deadline counts from `start` (today) by the unit's calendar.
    """
    if due is None and kind.deadline:
        due = due_date(unit.agency.country, kind.deadline, start or timezone.localdate())
    item = WorkItem(kind=kind.code, person_id=person, unit=unit, owner_id=owner, case=case)
    item.values, item.due = values, due
    item.opened_at, item.opened_by = timezone.now(), by.party
    with act("workflow.open_item", by=by):
        item.save()
    return item


def take_item(*, by: Actor, item: WorkItem) -> WorkItem:
    """Take work from the unit's queue."""
    require(by, TAKE_ITEMS)
    with act("workflow.take_item", by=by):
        _hold(item)
        refuse_if([TAKEN_ALREADY] if item.owner_id else [])
        refuse_if([] if is_in_queue_of(by, item) else [NOT_IN_QUEUE])
        item.owner_id = by.party
        item.save()
    return item


def close_item(
    *, by: Actor, item: WorkItem, outcome: Outcome = Outcome.DONE, reason: str = ""
) -> WorkItem:
    """Close one's work as done or no longer needed. Raises Refused when it is closed already."""
    require(by, OWN_ITEMS)
    with act("workflow.close_item", by=by, reason=reason):
        _hold(item)
        refuse_if([] if is_work_of(by, item) else [NOT_YOUR_WORK])
        refuse_if([BY_STEP] if item.by_step else [])
        _close(item, by, outcome)
        item.save()
    return item


def close_work(*, by: Actor, case: Matter, kinds: Iterable[WorkKind] | None) -> None:
    """Close the open work of a case: as done for these kinds, as not needed for None (all)."""
    with act("workflow.close_work", by=by), seen_by(SERVICE):
        items = WorkItem.objects.filter(case=case.case_ref(), closed_at=None)
        if kinds is not None:
            items = items.filter(kind__in=[kind.code for kind in kinds])
        for item in items:
            _close(item, by, Outcome.NOT_NEEDED if kinds is None else Outcome.DONE)
            item.save()


def close_work_of(
    *, by: Actor, case: str, kinds: Iterable[WorkKind], owner: UUID | None = None
) -> None:
    """Close, as done, the open work of these kinds in a case; with an owner, only theirs."""
    with act("workflow.close_work", by=by), seen_by(SERVICE):
        items = WorkItem.objects.filter(case=case, closed_at=None)
        items = items.filter(kind__in=[kind.code for kind in kinds])
        for item in items if owner is None else items.filter(owner_id=owner):
            _close(item, by, Outcome.DONE)
            item.save()


def close_about(
    *,
    by: Actor,
    person: UUID,
    kinds: Iterable[WorkKind],
    case: str | None = None,
    outcome: Outcome = Outcome.DONE,
) -> None:
    """Close the open work of these kinds about a person, in one case or in any."""
    with act("workflow.close_work", by=by), seen_by(SERVICE):
        items = WorkItem.objects.filter(person_id=person, closed_at=None)
        items = items.filter(kind__in=[kind.code for kind in kinds])
        for item in items if case is None else items.filter(case=case):
            _close(item, by, outcome)
            item.save()


def redate_work(*, by: Actor, case: Matter) -> None:
    """Give the open work of a case the days that the case now says."""
    known = kinds()
    with act("workflow.redate_work", by=by), seen_by(SERVICE):
        for item in items_of_case(case):
            due = case.work_due(known[item.kind])
            if due and due != item.due:
                item.due = due
                item.save()


def hand_over_items(*, by: Actor, giver: UUID, to: Staff, reason: str) -> int:
    """Give all open work of one member of staff to another; returns how many pieces.

    The receiver must be able to take each piece from its unit's queue by themself.
    """
    require(by, REASSIGN)
    refuse_if([] if reason.strip() else [REASON_MISSING])
    with act("workflow.hand_over_items", by=by, reason=reason):
        items = WorkItem.objects.filter(owner_id=giver, closed_at=None)
        refuse_if(why_not_receive(giver, to, items))
        moved: int = items.update(owner=to)
    return moved


def _hold(item: WorkItem) -> None:
    """Read the item again, as the actor may see it, and hold it until the act ends."""
    held = WorkItem.objects.select_for_update().filter(pk=item.pk).first()
    if held is None:
        raise Refused([NOT_YOURS])
    item.owner_id, item.closed_at = held.owner_id, held.closed_at
    refuse_if([CLOSED_ALREADY] if held.closed_at else [])


def _close(item: WorkItem, by: Actor, outcome: Outcome) -> None:
    item.closed_at, item.closed_by, item.outcome = timezone.now(), by.party, outcome
