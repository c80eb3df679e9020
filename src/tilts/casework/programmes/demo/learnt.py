"""Who of the fictional staff learnt which programme: whoever leads it, and some who do not."""

from collections.abc import Iterator
from datetime import date, timedelta

from tilts.platform.organisation.demo import Batch, register_maker
from tilts.platform.organisation.models import Agency, Qualification, RoleAssignment, Staff
from tilts.platform.workflow.tools import Tool

from ..tools import leaders, programmes

ROLES = ("facilitator", "psychologist", "social_worker", "training_officer", "staff_supervisor")
BEFORE = timedelta(days=60)  # the course ends so long before the first session


def make_learnt(batch: Batch) -> None:
    """Once, when groups have been led: a programme that nobody gave was learnt by most."""
    if "learnt" in batch.made:
        return
    batch.made["learnt"] = True
    for agency in Agency.objects.order_by("code"):
        Qualification.objects.bulk_create(_learnt(agency, batch.today))


def _learnt(agency: Agency, today: date) -> Iterator[Qualification]:
    led = _led(agency)
    held = RoleAssignment.objects.on(today).filter(staff__agency=agency, role__in=ROLES)
    staff = [row.staff for row in held.select_related("staff").order_by("role", "pk")]
    for tool in (one for one in programmes(agency, today) if one.in_force):
        yield from _of(tool, led.get(tool.code, {}), staff)


def _led(agency: Agency) -> dict[str, dict[Staff, date]]:
    """The first session that each member of staff led of each programme."""
    found: dict[str, dict[Staff, date]] = {}
    rows = leaders(agency).filter(session__series__agency=agency).order_by("used_on", "pk")
    first = list(rows.values_list("tool", "used_by", "used_on"))
    staff = Staff.objects.in_bulk({party for _tool, party, _on in first})
    for tool, party, on in first:
        if party in staff:
            found.setdefault(tool, {}).setdefault(staff[party], on)
    return found


def _of(tool: Tool, led: dict[Staff, date], staff: list[Staff]) -> Iterator[Qualification]:
    """Its leaders, and one more; of what nobody led, everybody who could."""
    since = {one: first - BEFORE for one, first in led.items()}
    more = [one for one in staff if one not in since][: 1 if led else None]
    since |= {one: tool.since for one in more if tool.since}
    for one, day in since.items():
        yield Qualification(staff=one, code=tool.code, since=day)


register_maker("learnt", 95, make_learnt)
