"""API: breaches of orders, and each step in answer to one."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from tilts.casework.people.api.rows import opened
from tilts.casework.people.forms import LanguageForm
from tilts.casework.people.rules import SEE
from tilts.platform.access.operations import ApiRequest, Body, Made, Rows, Size, may, rows_of, valid
from tilts.platform.design.paging import keyset_page
from tilts.platform.documents.rules import MAKE

from .. import breach_verbs as verbs
from ..breach_letters import MotionSheet, WarningSheet
from ..capabilities import SUPERVISE
from ..forms.breaches import MotionLanguageForm
from ..models import Breach
from ..queries.breaches import breaches_of, one_breach
from .orders import ONE, case_of, done, printed
from .router import router

BREACH = "/breaches/{uuid:breach_id}"


class BreachOut(Schema):
    """A breach; days of steps that were not taken are empty."""

    id: UUID
    person: UUID = Field(alias="person_id")
    supervision: UUID = Field(alias="supervision_id")
    duty: UUID | None = Field(alias="duty_id")
    appointment: UUID | None = Field(alias="appointment_id")
    about: str
    state: str
    stage: str = Field(alias="state_title")
    happened_on: date
    told: str
    asked_on: date | None
    answer_by: date | None
    answer: str
    words: str
    warned_on: date | None
    warned_again_on: date | None
    motion_on: date | None
    asks: str
    motion: str
    skipped: str
    decided_on: date | None
    outcome: str
    decision: str


class BreachIn(Body):
    """What was not kept (duty, contact, registration), when, and what happened.

    With a contact the appointment that was missed, if there was one: its day counts.
    """

    about: str
    duty: UUID | None = None
    appointment: UUID | None = None
    on: date
    told: str


class BreachDayIn(Body):
    """The day of the step."""

    on: date


class HearIn(BreachDayIn):
    """Whether the person explained it (given, none), and in which words."""

    answer: str
    words: str = ""


class WarnIn(BreachDayIn):
    """Whether for the second time, and why, when a milder step is left out."""

    again: bool = False
    because: str = ""


class MotionIn(BreachDayIn):
    """What the court is asked for (revoke, convert, change), and why."""

    asks: str
    text: str
    because: str = ""


class CourtIn(BreachDayIn):
    """What the court decided: goes_on, changed, revoked or converted."""

    outcome: str
    decision: str


class BreachMoveIn(Body):
    """Why, for the moves that want a reason."""

    reason: str = ""


class BreachLetterIn(Body):
    """In which language."""

    language: str


def _case(request: ApiRequest, breach_id: UUID) -> Breach:
    """The breach, after the look at its person was written."""
    case = one_breach(breach_id)
    opened(request, case.person_id)
    return case


@router.get(
    "/people/{uuid:person_id}/breaches",
    response=Rows[BreachOut],
    operation_id="breaches_list",
    auth=may(SEE),
)
def listed_breaches(
    request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 50
) -> Any:
    """Every breach of somebody, those of merged records too, the newest first."""
    rows = breaches_of([opened(request, person_id).pk])
    return rows_of(keyset_page(rows, ["-happened_on", "-pk"], cursor, size))


@router.post(
    f"{ONE}/breaches", response={201: Made}, operation_id="breaches_note", auth=may(SUPERVISE)
)
def note(request: ApiRequest, supervision_id: UUID, body: BreachIn) -> Any:
    """Note a breach of an order."""
    ids = {"duty": str(body.duty or ""), "appointment": str(body.appointment or "")}
    said = {**body.dict(), **ids}
    return done(request, verbs.NOTE, case_of(request, supervision_id), said)


@router.get(BREACH, response=BreachOut, operation_id="breaches_get", auth=may(SEE))
def one_of_breaches(request: ApiRequest, breach_id: UUID) -> Any:
    """One breach."""
    return _case(request, breach_id)


@router.post(
    f"{BREACH}/ask", response={201: Made}, operation_id="breaches_ask", auth=may(SUPERVISE)
)
def ask(request: ApiRequest, breach_id: UUID, body: BreachDayIn) -> Any:
    """Ask the person to explain it."""
    return done(request, verbs.ASK, _case(request, breach_id), body.dict())


@router.post(
    f"{BREACH}/hear", response={201: Made}, operation_id="breaches_hear", auth=may(SUPERVISE)
)
def hear(request: ApiRequest, breach_id: UUID, body: HearIn) -> Any:
    """Record what the person says, or that nothing came."""
    return done(request, verbs.HEAR, _case(request, breach_id), body.dict())


@router.post(
    f"{BREACH}/warn", response={201: Made}, operation_id="breaches_warn", auth=may(SUPERVISE)
)
def warn(request: ApiRequest, breach_id: UUID, body: WarnIn) -> Any:
    """Warn in writing, for the first or the second time."""
    verb = verbs.WARN["warn_again" if body.again else "warn"]
    return done(request, verb, _case(request, breach_id), body.dict())


@router.post(
    f"{BREACH}/motion", response={201: Made}, operation_id="breaches_motion", auth=may(SUPERVISE)
)
def motion(request: ApiRequest, breach_id: UUID, body: MotionIn) -> Any:
    """Ask the court to decide."""
    return done(request, verbs.MOTION, _case(request, breach_id), body.dict())


@router.post(
    f"{BREACH}/decision", response={201: Made}, operation_id="breaches_decide", auth=may(SUPERVISE)
)
def decide(request: ApiRequest, breach_id: UUID, body: CourtIn) -> Any:
    """Record what the court decided; the order follows."""
    return done(request, verbs.DECIDE, _case(request, breach_id), body.dict())


@router.post(
    f"{BREACH}/moves/{{slug:code}}",
    response={201: Made},
    operation_id="breaches_move",
    auth=may(SEE),
)
def move_breach(request: ApiRequest, breach_id: UUID, code: str, body: BreachMoveIn) -> Any:
    """Any other move, such as `settle`, `close_without` or `reopen`."""
    return done(request, verbs.moving(code), _case(request, breach_id), body.dict())


@router.post(
    f"{BREACH}/warning-letter",
    response={201: Made},
    operation_id="breaches_warning_letter",
    auth=may(MAKE),
)
def warning_letter(request: ApiRequest, breach_id: UUID, body: BreachLetterIn) -> Any:
    """The warning as a PDF in the register of documents."""
    case = _case(request, breach_id)
    return printed(request, case.person_id, WarningSheet(case), valid(LanguageForm(body.dict())))


@router.post(
    f"{BREACH}/motion-letter",
    response={201: Made},
    operation_id="breaches_motion_letter",
    auth=may(MAKE),
)
def motion_letter(request: ApiRequest, breach_id: UUID, body: BreachLetterIn) -> Any:
    """The motion as a PDF in the register of documents."""
    case = _case(request, breach_id)
    return printed(
        request, case.person_id, MotionSheet(case), valid(MotionLanguageForm(body.dict()))
    )
