"""Work that a fictional plan leaves to be done now."""

from django.utils import timezone

from tilts.casework.allocation.demo import officer_now
from tilts.platform.organisation.demo import Batch
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.models import WorkItem

from ..actions.following import AHEAD
from ..cases import AGREE, REVIEW, SIGN
from .stages import Version


def item_of(batch: Batch, version: Version) -> WorkItem | None:
    """What is open about a plan: to agree, to countersign or to review it soon."""
    plan, began = version.plan, timezone.localdate(version.past.began)
    if plan.state in ("draft", "with_person"):
        due = due_date(version.course.country, AGREE.deadline, began)
        owner = officer_now(batch, version.course, version.stage)
        return _open(version, AGREE.code, due=due, owner_id=owner)
    if plan.state == "answered":
        return _open(version, SIGN.code)
    if plan.state == "active" and plan.review_on and plan.review_on <= batch.today + AHEAD:
        owner = officer_now(batch, version.course, version.stage)
        return _open(version, REVIEW.code, due=plan.review_on, owner_id=owner)
    return None


def _open(version: Version, kind: str, **values: object) -> WorkItem:
    plan, past = version.plan, version.past
    item = WorkItem(kind=kind, person_id=plan.person_id, unit_id=plan.unit_id, **values)
    item.case, item.opened_by = plan.case_ref(), SERVICE_ID
    item.opened_at = past.steps[-1].at if past.steps else past.began
    return item
