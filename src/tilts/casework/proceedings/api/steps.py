"""What every operation of the room does before and after: the look, the form, the answer."""

from typing import Any
from uuid import UUID

from tilts.casework.people.api.rows import made, opened
from tilts.casework.people.steps import Verb
from tilts.platform.access.operations import ApiRequest, Body, valid

from ..models import Measure, Proceeding
from ..queries import one_measure, one_proceeding


def opened_proceeding(request: ApiRequest, proceeding_id: UUID) -> Proceeding:
    """The proceedings, after the look at their person was written."""
    proceeding = one_proceeding(proceeding_id)
    opened(request, proceeding.person_id)
    return proceeding


def opened_measure(request: ApiRequest, measure_id: UUID) -> Measure:
    """The measure, after the look at its person was written."""
    measure = one_measure(measure_id)
    opened(request, measure.person_id)
    return measure


def done(request: ApiRequest, verb: Verb, subject: Any, body: Body) -> dict[str, Any]:
    """Do what the page does with its form, and answer with what was made or changed."""
    form = valid(verb.form(body.dict(), subject))
    return made(verb.do(request.actor, subject, form))
