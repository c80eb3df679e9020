"""Reads about duties, for one order or for many at once."""

from collections.abc import Iterable
from uuid import UUID

from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused

from ..models import Duty, DutyCheck, Supervision


def duties_of(cases: Iterable[Supervision]) -> list[Duty]:
    """Every duty of these orders, standing or not, in the order imposed."""
    rows = Duty.objects.filter(supervision__in=[case.pk for case in cases])
    return list(rows.order_by("since", "pk"))


def standing_duties(case: Supervision) -> list[Duty]:
    """The duties that stand on an order."""
    return list(Duty.objects.filter(supervision=case, until=None).order_by("since", "pk"))


def one_duty(duty_id: UUID) -> Duty:
    """The duty; raises Refused when it is not visible."""
    rows = Duty.objects.select_related(
        "supervision__unit__agency", "supervision__measure__proceeding", "supervision__person"
    )
    found: Duty | None = rows.filter(pk=duty_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def last_checks(duties: Iterable[Duty]) -> dict[UUID, DutyCheck]:
    """The latest check of each duty: one query."""
    rows = DutyCheck.objects.filter(duty__in=[duty.pk for duty in duties])
    return {row.duty_id: row for row in rows.order_by("checked_on", "pk")}
