"""A protocol is opened, its steps are recorded, and the occurrence is closed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from tilts.casework.people.steps import Verb, answered, take
from tilts.platform.access.doors import door

from .. import verbs
from ..capabilities import ACT
from ..guards import why_lost
from ..models import Occurrence, OccurrenceStep, Taking
from ..queries import one_occurrence, one_step, one_taking


def _of(row: Occurrence | OccurrenceStep | Taking) -> UUID:
    if isinstance(row, Taking):
        return row.step.occurrence_id
    return row.occurrence_id if isinstance(row, OccurrenceStep) else row.pk


def _onwards(row: Any) -> tuple[str, UUID]:
    return "protocols:one", _of(row)


def _take(request: Any, verb: Verb, person_id: UUID, subject: Any = None) -> HttpResponse:
    return take(
        request,
        verb,
        person_id,
        subject,
        tab="moment",
        onwards=_onwards,
        template="protocols/step.html",
        back=_of(subject) if subject else None,
        sealed=True,
    )


@door(ACT)
def begin(request: Any, person_id: UUID) -> HttpResponse:
    """Open a protocol: one press in the header of any page about somebody."""
    return _take(request, verbs.starting(request.actor), person_id)


@door(ACT)
def step(request: Any, step_id: UUID) -> HttpResponse:
    """Record a step; the page may send it by itself, when there is a connection again."""
    row = one_step(step_id)
    response = _take(request, verbs.TAKE, row.person_id, row)
    return answered(request, response, lambda: why_lost(row))


@door(ACT)
def undo(request: Any, taking_id: UUID) -> HttpResponse:
    """Take back what was recorded of a step."""
    row = one_taking(taking_id)
    return _take(request, verbs.UNDO, row.person_id, row)


@door(ACT)
def moved(request: Any, occurrence_id: UUID, code: str) -> HttpResponse:
    """Any move of an occurrence that staff can make."""
    case = one_occurrence(occurrence_id)
    return _take(request, verbs.moving(code), case.person_id, case)
