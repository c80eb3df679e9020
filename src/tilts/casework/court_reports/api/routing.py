"""Where the operations of this room hang, and what they have in common."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from ninja import Router

from tilts.casework.people.api.rows import made, opened
from tilts.casework.people.steps import Verb
from tilts.platform.access.operations import ApiRequest, Body, Made, may, valid

from ..models import Report
from ..queries import one_report

router = Router(tags=["court reports"])
ONE = "/court-reports/{uuid:report_id}"


def case_of(request: ApiRequest, report_id: UUID) -> Report:
    """The report, after the look at its person was written."""
    case = one_report(report_id)
    opened(request, case.person_id)
    return case


def step(path: str, capability: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An operation that makes or changes something: it is called as its function is."""

    def registered(operation: Callable[..., Any]) -> Callable[..., Any]:
        name = f"court_reports_{operation.__name__}"
        post = router.post(path, response={201: Made}, operation_id=name, auth=may(capability))
        return post(operation)

    return registered


def done(
    request: ApiRequest, verb: Verb, subject: Any, body: Body | dict[str, Any]
) -> dict[str, Any]:
    """The step of the page, with what was sent."""
    said = body if isinstance(body, dict) else body.dict()
    return made(verb.do(request.actor, subject, valid(verb.form(said, subject))))
