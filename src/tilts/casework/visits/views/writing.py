"""A visit is planned, checked, made, and answered for."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from tilts.casework.people.steps import Verb, answered, take
from tilts.platform.access.doors import door

from .. import verbs
from ..capabilities import VISIT
from ..models import CheckIn, HomeVisit
from ..queries import one_visit


def _onwards(row: HomeVisit | CheckIn) -> tuple[str, UUID]:
    return "visits:one", row.visit_id if isinstance(row, CheckIn) else row.pk


def _take(
    request: Any, verb: Verb, person_id: UUID, visit: HomeVisit | None = None
) -> HttpResponse:
    return take(
        request,
        verb,
        person_id,
        visit,
        tab="visits",
        onwards=_onwards,
        template="visits/step.html",
        back=visit.pk if visit else None,
    )


@door(VISIT)
def plan(request: Any, person_id: UUID) -> HttpResponse:
    """Plan a visit."""
    return _take(request, verbs.PLAN, person_id)


@door(VISIT)
def step(request: Any, visit_id: UUID, step: str) -> HttpResponse:
    """A step of a visit; the page may send some by itself, when there is a connection again."""
    verb, visit = verbs.step_of(step), one_visit(visit_id)
    return answered(request, _take(request, verb, visit.person_id, visit))


@door(VISIT)
def moved(request: Any, visit_id: UUID, code: str) -> HttpResponse:
    """Any other move of a visit."""
    visit = one_visit(visit_id)
    return _take(request, verbs.moving(code), visit.person_id, visit)
