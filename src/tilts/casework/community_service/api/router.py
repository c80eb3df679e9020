"""The router of this room, and how its operations find what they are about."""

from typing import Any
from uuid import UUID

from ninja import Router

from tilts.casework.people.api.rows import made, opened
from tilts.casework.people.steps import Verb
from tilts.platform.access.operations import ApiRequest, valid

from ..models import Service
from ..queries import one_service

router = Router(tags=["community service"])
ONE = "/community_service/{uuid:service_id}"
DAY = "/community_service/days/{uuid:work_day_id}"


def case_of(request: ApiRequest, service_id: UUID) -> Service:
    """The case, after the look at its person was written."""
    case = one_service(service_id)
    opened(request, case.person_id)
    return case


def done(request: ApiRequest, verb: Verb, subject: Any, said: dict[str, Any]) -> dict[str, Any]:
    """What a step made, by reference."""
    return made(verb.do(request.actor, subject, valid(verb.form(said, subject))))
