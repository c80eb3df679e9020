"""A step: a page with one form about a person, and the action that it calls."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from tilts.casework.people.steps import Verb
from tilts.casework.people.steps import take as about

from ..guards import title_of
from ..queries import one_measure, one_proceeding


def of_proceeding(request: Any, proceeding_id: UUID, verb: Verb, **more: Any) -> HttpResponse:
    """A step of proceedings; leads back to them. `more` is for the template, as in `take`."""
    proceeding = one_proceeding(proceeding_id)
    onwards = ("proceedings:one", proceeding.pk)
    return take(request, verb, proceeding.person_id, proceeding, onwards=onwards, **more)


def of_measure(request: Any, measure_id: UUID, verb: Verb) -> HttpResponse:
    """A step of a measure; leads back to its proceedings."""
    measure = one_measure(measure_id)
    onwards, title = ("proceedings:one", measure.proceeding_id), f"{title_of(measure)}: "
    return take(
        request, verb, measure.person_id, measure, onwards=onwards, title=f"{title}{verb.title}"
    )


def take(
    request: Any, verb: Verb, person_id: UUID, subject: Any = None, **more: Any
) -> HttpResponse:
    """A step on a page of this room."""
    return about(request, verb, person_id, subject, tab="proceedings", **more)
