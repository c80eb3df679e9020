"""What the pages of one report have in common."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from tilts.casework.people.steps import Verb, take
from tilts.platform.access.doors import door
from tilts.platform.parties.actors import Actor

from ..guards import why_not_hear
from ..models import Report
from ..presenting import sections, since_reading
from ..queries import one_report, paragraphs_of, victims_slice, walled_paragraphs_of

TAB = "reports"


def onwards(row: Any) -> tuple[str, UUID]:
    """From whatever was made or changed to its report."""
    return "court_reports:one", row.pk if isinstance(row, Report) else row.of_report_id


def step(request: Any, case: Report, verb: Verb, subject: Any = None, **more: Any) -> HttpResponse:
    """One step of a report: its form, and back to the report."""
    shown = {"template": "court_reports/step.html", "case": case, "onwards": onwards, **more}
    return take(request, verb, case.person_id, subject or case, tab=TAB, **shown)


def of_report(request: Any, report_id: UUID, verb: Verb, **more: Any) -> HttpResponse:
    """A step about the report itself."""
    return step(request, one_report(report_id), verb, **more)


def plain(capability: str, verb: Verb) -> Callable[..., HttpResponse]:
    """A step about the report that is its form and nothing else."""

    @door(capability)
    def view(request: Any, report_id: UUID) -> HttpResponse:
        return of_report(request, report_id, verb)

    return view


def read_sections(actor: Actor, case: Report) -> list[dict[str, Any]]:
    """Every section with what stands in it; about the victim only for who may read it: a look."""
    written: dict[str, list[Any]] = dict(paragraphs_of(case))
    if not why_not_hear(case, actor):
        with victims_slice(actor, case):
            written |= walled_paragraphs_of(case)
    return [
        {**one, "rows": since_reading(written.get(one["of"].code, []))}
        for one in sections(case, actor, written)
    ]
