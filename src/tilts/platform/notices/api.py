"""API: one's notices and quiet hours; for administrators, what could not be sent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema

from tilts.platform.access.operations import (
    ApiRequest,
    Body,
    Moment,
    Rows,
    Size,
    may,
    rows_of,
    valid,
)
from tilts.platform.design.paging import keyset_page

from .actions import mark_read, retry_deliveries, set_hours, stop_delivery
from .forms import HoursForm, initial
from .hours import hours_set, own_hours, staff_of
from .queries import notices_of, unsent_of
from .rules import OWN, SEE_MAILS

router = Router(tags=["notices"])


class NoticeOut(Schema):
    """Something one was told, in one's own language."""

    id: UUID
    code: str
    text: str
    urgent: bool
    person: UUID | None = Field(None, alias="person_id")
    sent_at: datetime
    read_at: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None


class ReadIn(Body):
    """Up to when notices were seen."""

    until: Moment


class CountOut(Schema):
    """How many it was done to."""

    count: int


class QuietHoursOut(Schema):
    """Which quiet hours hold: `usual`, `own` or `never`; times by the clock of the country."""

    way: str
    begins: str
    ends: str
    free_days: bool


class QuietHoursIn(Body):
    """Begin and end ("20:00") only for hours of one's own."""

    way: str
    begins: str = ""
    ends: str = ""
    free_days: bool = True


class UnsentOut(Schema):
    """A message that could not be sent: to whom, how often it was tried, why, and when again."""

    id: UUID
    notice: UUID = Field(alias="notice_id")
    to: UUID = Field(alias="notice.to_id")
    channel: str
    attempts: int
    error: str
    reason: str = Field(alias="told_error")
    due_at: datetime


@router.get("/notices", response=Rows[NoticeOut], operation_id="notices_list", auth=may(OWN))
def notices(request: ApiRequest, cursor: str | None = None, size: Size = 50) -> Any:
    """One's own notices, newest first."""
    return rows_of(keyset_page(notices_of(request.actor), ["-sent_at", "-pk"], cursor, size))


@router.post("/notices/read", response=CountOut, operation_id="notices_read", auth=may(OWN))
def read(request: ApiRequest, body: ReadIn) -> Any:
    """Mark as read what was sent until then."""
    return {"count": mark_read(by=request.actor, until=body.until)}


@router.get("/notices/hours", response=QuietHoursOut, operation_id="notices_hours", auth=may(OWN))
def hours(request: ApiRequest) -> Any:
    """One's quiet hours."""
    return _hours(request)


@router.post(
    "/notices/hours", response=QuietHoursOut, operation_id="notices_set_hours", auth=may(OWN)
)
def choose_hours(request: ApiRequest, body: QuietHoursIn) -> Any:
    """Choose one's quiet hours."""
    set_hours(by=request.actor, hours=valid(HoursForm(body.dict())).hours())
    return _hours(request)


def _hours(request: ApiRequest) -> dict[str, Any]:
    staff = staff_of(request.actor)
    told = initial(own_hours(staff), hours_set(staff.agency.country, timezone.now()))
    return {**told, "begins": f"{told['begins']:%H:%M}", "ends": f"{told['ends']:%H:%M}"}


@router.get(
    "/notices/unsent", response=Rows[UnsentOut], operation_id="notices_unsent", auth=may(SEE_MAILS)
)
def unsent(request: ApiRequest, cursor: str | None = None, size: Size = 50) -> Any:
    """What could not be sent to staff of one's agency, oldest first."""
    return rows_of(keyset_page(unsent_of(request.actor), ["pk"], cursor, size))


@router.post(
    "/notices/unsent/{uuid:delivery_id}/retry",
    response=CountOut,
    operation_id="notices_retry",
    auth=may(SEE_MAILS),
)
def retry(request: ApiRequest, delivery_id: UUID) -> Any:
    """Try one again now."""
    return _some(retry_deliveries(by=request.actor, only=delivery_id))


@router.post(
    "/notices/unsent/{uuid:delivery_id}/stop",
    response=CountOut,
    operation_id="notices_stop",
    auth=may(SEE_MAILS),
)
def stop(request: ApiRequest, delivery_id: UUID) -> Any:
    """Try one no more."""
    return _some(stop_delivery(by=request.actor, delivery=delivery_id))


def _some(count: int) -> dict[str, int]:
    """How many; raises Http404 when there was nothing of that kind."""
    if not count:
        raise Http404
    return {"count": count}
