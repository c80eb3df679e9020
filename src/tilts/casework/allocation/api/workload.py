"""API: how much work is on whom, and how much they can carry."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from ninja import Field, Schema

from tilts.casework.people.api.rows import made
from tilts.platform.access.operations import ApiRequest, Body, Made, may, valid
from tilts.platform.organisation.models import Staff
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..actions import end_reduction, reduce_availability
from ..forms import EndReductionForm, ReductionForm
from ..queries import one_reduction, reductions_of
from ..rules import ASSIGN
from ..weights import Weights
from ..workload import led_by, one_led_by
from .router import router


class LoadOut(Schema):
    """What weighs on somebody in points, and what they can carry; `percent` null of nothing."""

    staff: UUID = Field(alias="staff.pk")
    name: str = Field(alias="staff.name")
    people: int
    points: int
    nominal: int = Field(alias="can.nominal")
    available: int = Field(alias="can.points")
    weekly_minutes: int = Field(alias="can.weekly_minutes")
    reduced_minutes: int = Field(alias="can.reduced_minutes")
    percent: int | None
    provisional: int
    away: bool = Field(alias="can.away")
    away_until: date | None = Field(alias="can.away_until")


class LoadItemOut(Schema):
    """A person in their setting and tier, or a piece of work about one; `tier` is 0 of work."""

    kind: str
    code: str
    person: UUID
    points: int
    tier: int
    provisional: bool


class ReductionOut(Schema):
    """Minutes a week that somebody has less for people."""

    id: UUID
    code: str
    weekly_minutes: int
    note: str
    since: date
    until: date | None


class WholeLoadOut(Schema):
    """A load, what it is made of, and what takes time from the week."""

    load: LoadOut
    items: list[LoadItemOut]
    reductions: list[ReductionOut]


class ReductionIn(Body):
    """What takes time, how many hours a week, from when and until when."""

    code: str
    weekly_hours: float
    since: date
    until: date | None = None
    note: str = ""


class ReductionEndIn(Body):
    """The first day on which it takes no more time."""

    until: date


@router.get("/workload", response=list[LoadOut], operation_id="workload_list", auth=may(ASSIGN))
def listed(request: ApiRequest) -> Any:
    """Everybody in one's units, by name, those without people too."""
    return led_by(request.actor)


@router.get(
    "/workload/{uuid:staff_id}",
    response=WholeLoadOut,
    operation_id="workload_get",
    auth=may(ASSIGN),
)
def one(request: ApiRequest, staff_id: UUID) -> Any:
    """What weighs on somebody, person by person; the look at them is written."""
    load = one_led_by(request.actor, staff_id)
    people = sorted({item.person for item in load.items})
    if people:
        consult(request.actor, people, way=Way.API, purpose="caseload", about="allocation")
    return {"load": load, "items": list(load.items), "reductions": list(reductions_of(staff_id))}


@router.post(
    "/workload/{uuid:staff_id}/reductions",
    response={201: Made},
    operation_id="workload_reduce",
    auth=may(ASSIGN),
)
def reduce(request: ApiRequest, staff_id: UUID, body: ReductionIn) -> Any:
    """Somebody has less time for people."""
    staff = one_led_by(request.actor, staff_id).staff
    weights = Weights(request.actor.country, timezone.localdate())
    form = valid(ReductionForm(body.dict(), weights=weights))
    return made(reduce_availability(by=request.actor, staff=staff, **form.reduction()))


@router.post(
    "/workload/{uuid:staff_id}/reductions/{uuid:reduction_id}/end",
    response={201: Made},
    operation_id="workload_reduction_end",
    auth=may(ASSIGN),
)
def end(request: ApiRequest, staff_id: UUID, reduction_id: UUID, body: ReductionEndIn) -> Any:
    """A reduction ends earlier, or lasts longer."""
    staff: Staff = one_led_by(request.actor, staff_id).staff
    held = one_reduction(staff.pk, reduction_id)
    if held is None:
        raise Http404
    form = valid(EndReductionForm(body.dict()))
    return made(end_reduction(by=request.actor, reduction=held, **form.cleaned_data))
