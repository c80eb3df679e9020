"""What was said last, read while nobody else says anything of the same case."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from tilts.platform.access.reasons import Reason, refuse_if

from .balance import Balance, balance, latest
from .hours_guards import MEANWHILE, Day, why_not_so
from .limits import limits_of
from .models import Placement, Service, WorkEvent


def hold(case_id: UUID) -> Service:
    """The case, held until the act ends: what is said of it comes one after the other."""
    rows = Service.plain.select_for_update(of=("self",)).select_related("unit__agency", "measure")
    found: Service = rows.get(pk=case_id)
    return found


def lines_of(case: Service) -> list[WorkEvent]:
    """What was said last of each day of a case."""
    return latest(WorkEvent.plain.filter(service=case).select_related("placement"))


def balance_now(case: Service, lines: Sequence[WorkEvent]) -> Balance:
    """The balance of a case by these lines."""
    return balance(case.minutes, lines, due_by=case.due_by, today=timezone.localdate())


def why_not_day(
    case: Service, placement: Placement, what: Day, besides: UUID | None = None
) -> list[Reason]:
    """Reasons why a day cannot be so, beside everything said of other days."""
    lines = lines_of(case)
    others = [one for one in lines if one.line != besides]
    limits = limits_of(case.country, case.imposed_by, case.measure.imposed_on)
    return why_not_so(what, placement, lines, balance_now(case, others), limits, besides)


def day_of(event: WorkEvent) -> Day:
    """The day as an event says it was."""
    return Day(**{name: getattr(event, name) for name in Day.__dataclass_fields__})


def last_of(event: WorkEvent) -> WorkEvent:
    """The event again, while its case is held; refused when something was said after it."""
    rows = WorkEvent.plain.filter(line=event.line).select_related("placement")
    last = rows.order_by("-number")[:1].get()
    refuse_if([] if last.number == event.number else [MEANWHILE])
    found: WorkEvent = last
    return found
