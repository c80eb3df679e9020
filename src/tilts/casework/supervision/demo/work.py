"""Work that is due: some late, some today, most within the week."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.workflow.models import WorkItem

from ..cases import CHECK, REGISTER, REPORT
from .contacts import working

KINDS = (REPORT, CHECK, CHECK)
SHARE = 0.12  # of people under way, of whom something is due
DUE = (*range(-6, 0, 2), 0, 0, *range(1, 8))  # days from today
QUEUE = 0.05  # of work that waits in the unit's queue


def make_work(batch: Batch) -> None:
    """Open work of some of those under way, and the registration of who is about to begin."""
    items = [item for course in batch.courses if (item := item_of(batch, course))]
    WorkItem.objects.bulk_create(items)


def item_of(batch: Batch, course: Course) -> WorkItem | None:
    """The work that is due about a person, None for most."""
    stage = course.now
    if stage is None or stage.fate == "escaped":
        return None
    if stage.fate == "waiting":
        return _open(batch, course, stage, REGISTER.code, (stage.start - batch.today).days)
    if batch.random.random() > SHARE:
        return None
    kind = REPORT if stage.kind == "report" else batch.random.choice(KINDS)
    return _open(batch, course, stage, kind.code, batch.random.choice(DUE))


def _open(batch: Batch, course: Course, stage: Stage, kind: str, days: int) -> WorkItem:
    opened = batch.today - timedelta(days=batch.random.randint(7, 30))
    return WorkItem(
        kind=kind,
        person_id=course.person.pk,
        unit_id=stage.unit.pk,
        owner_id=None if batch.random.random() < QUEUE else stage.officer.pk,
        due=working(batch.today + timedelta(days=days)),
        opened_at=timezone.make_aware(datetime.combine(opened, time(9))),
        opened_by=SERVICE_ID,
    )
