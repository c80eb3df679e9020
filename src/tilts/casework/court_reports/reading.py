"""What the room tells others: who reads a signed report, and what weighs on its writers."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from tilts.casework.allocation.weighing import Counted, register_work
from tilts.casework.people.rules import OPEN_VICTIMS
from tilts.platform.access.authority import reaches_person
from tilts.platform.access.reasons import Reasons
from tilts.platform.documents.readers import register_reader
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.machines import closed_states

from .guards import PROTECTED, why_not_hear
from .models import Report


def why_not_read(by: Actor, report: str) -> Reasons:
    """A report says what the victim said: its slice opens it, or the right to the whole wall."""
    case = Report.plain.filter(pk=report).first()
    if case is None:
        return [PROTECTED]
    whole = OPEN_VICTIMS in by.capabilities and reaches_person(by, OPEN_VICTIMS, case.person_id)
    return [] if whole else why_not_hear(case, by)


def under_way(staff: Collection[UUID], day: date) -> list[Counted]:
    """Reports that are not over, by who writes them."""
    rows = Report.plain.filter(author__in=staff).exclude(state__in=closed_states(Report.machine))
    return [Counted(*one) for one in rows.order_by("pk").values_list("author", "person")]


register_reader("court_reports.report", why_not_read)
register_work("report", under_way)
