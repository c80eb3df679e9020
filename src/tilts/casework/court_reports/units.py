"""Where reports are written, and by whom."""

from collections import Counter

from django.utils import timezone

from tilts.platform.access.roles import roles
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.models import RoleAssignment, Staff, Unit
from tilts.platform.parties.actors import SERVICE, Actor

from .capabilities import REQUEST, WRITE
from .models import Report
from .queries import OVER


def units_asked(by: Actor) -> list[Unit]:
    """The open units of which an actor may register that they are asked for a report."""
    paths = tuple(one.unit_path for one in by.grants if one.capability == REQUEST)
    rows = Unit.objects.on(timezone.localdate()).filter(agency=by.agency).select_related("agency")
    return [unit for unit in rows.order_by("path") if unit.path.startswith(paths)]


def writers_for(case: Report) -> list[tuple[Staff, int]]:
    """Who may write a report where it was asked for, with how many each writes now.

    Who writes the fewest comes first; of a unit without any writer, the whole agency's.
    """
    writing = [code for code, role in roles().items() if WRITE in role.may]
    held = RoleAssignment.objects.on(timezone.localdate()).filter(
        role__in=writing, staff__agency=case.unit.agency
    )
    rows = list(held.select_related("staff", "unit").order_by("staff__sort_key", "pk"))
    near = [row for row in rows if row.unit and row.unit.path.startswith(case.unit.path)]
    staff = list({row.staff_id: row.staff for row in near or rows}.values())
    many = _writes(staff)
    return sorted(((one, many[one.pk]) for one in staff), key=lambda pair: pair[1])


def _writes(staff: list[Staff]) -> Counter[object]:
    with seen_by(SERVICE):
        going_on = Report.objects.filter(author__in=staff).exclude(state__in=OVER)
        return Counter(going_on.values_list("author_id", flat=True))
