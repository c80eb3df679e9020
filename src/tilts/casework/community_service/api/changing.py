"""A case is received, registered, placed and moved on; absences are answered; papers made."""

from typing import Any
from uuid import UUID

from tilts.casework.people.api.rows import opened
from tilts.casework.people.rules import SEE
from tilts.casework.people.steps import Verb
from tilts.casework.proceedings.queries import one_measure
from tilts.platform.access.operations import ApiRequest, Body, Made, may
from tilts.platform.documents.rules import MAKE

from .. import verbs
from ..capabilities import RUN
from ..providing import one_provider
from . import shapes
from .router import ONE, case_of, done, router


def _step(
    name: str, path: str, verb: Verb, shape: type[Body], says: str, *, needs: str = RUN
) -> None:
    """The operation of a step that wants no more than its form."""

    def call(request: ApiRequest, service_id: UUID, body: Any) -> Any:
        return done(request, verb, case_of(request, service_id), body.dict())

    call.__annotations__["body"] = shape
    router.post(
        f"{ONE}/{path}",
        response={201: Made},
        operation_id=f"community_service_{name}",
        summary=name.capitalize(),
        description=says,
        auth=may(needs),
    )(call)


@router.post(
    "/measures/{uuid:measure_id}/community_service",
    response={201: Made},
    operation_id="community_service_receive",
    auth=may(RUN),
)
def receive(request: ApiRequest, measure_id: UUID, body: shapes.ServiceReceiptIn) -> Any:
    """Receive the judgment of a measure."""
    measure = one_measure(measure_id)
    opened(request, measure.person_id)
    return done(request, verbs.RECEIVE, measure, body.dict())


@router.post(
    f"{ONE}/place", response={201: Made}, operation_id="community_service_place", auth=may(RUN)
)
def place(request: ApiRequest, service_id: UUID, body: shapes.WorkPlaceIn) -> Any:
    """Agree on work at a provider."""
    said, case = body.dict(), case_of(request, service_id)
    provider = one_provider(request.actor, said.pop("provider"))
    return done(request, verbs.placing(provider), case, said)


_step("register", "register", verbs.REGISTER, shapes.AbilitiesIn, "Register somebody.")
_step("leave", "leave", verbs.LEAVE, shapes.WorkReasonIn, "End the placement.")
_step("postpone", "postpone", verbs.POSTPONE, shapes.WorkPostponementIn, "Put it off until a day.")
_step("explain", "explanation", verbs.EXPLAIN, shapes.WorkWordsIn, "Note what the person says.")
_step("warn", "warning", verbs.WARN, shapes.WorkWordsIn, "Warn the person.")
_step("motion", "motion", verbs.MOTION, shapes.WorkMotionIn, "Send a motion to the court.")
_step("decision", "decision", verbs.DECISION, shapes.WorkDecisionIn, "Record its decision.")
_step("replaced", "replaced", verbs.REPLACE, shapes.WorkReplacementIn, "The court replaced it.")
_step("paper", "paper", verbs.PAPER, shapes.ServicePaperIn, "Make a paper.", needs=MAKE)


@router.post(
    f"{ONE}/moves/{{slug:code}}",
    response={201: Made},
    operation_id="community_service_move",
    auth=may(SEE),
)
def move(request: ApiRequest, service_id: UUID, code: str, body: shapes.WorkReasonIn) -> Any:
    """Any other move, such as `take_up`, `cancel` or `reopen`."""
    return done(request, verbs.moving_on(code), case_of(request, service_id), body.dict())
