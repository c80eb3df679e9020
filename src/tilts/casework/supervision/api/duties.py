"""API: duties of an order, and whether they were kept."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from tilts.casework.people.api.rows import opened
from tilts.casework.people.forms import LanguageForm
from tilts.casework.people.rules import SEE
from tilts.platform.access.operations import ApiRequest, Body, Made, Rows, may, valid
from tilts.platform.access.reasons import refuse_if
from tilts.platform.documents.rules import MAKE

from .. import duty_verbs as verbs
from ..actions.duties import ENDED_ALREADY
from ..capabilities import SUPERVISE
from ..compliance import compliance
from ..duties_sheet import DutiesSheet
from ..models import Duty
from ..queries.duties import one_duty, standing_duties
from .orders import ONE, case_of, done, printed
from .router import router

DUTY = "/duties/{uuid:duty_id}"


class DutyOut(Schema):
    """A duty as it stood; `text` is what it says, `kept` what the last check found."""

    id: UUID
    code: str
    text: str
    slots: dict[str, Any]
    imposed_by: str
    basis: str
    decision: str
    since: date
    until: date | None
    ended_how: str
    replaces: UUID | None
    kept: str | None
    checked_on: date | None


class DecidedIn(Body):
    """Who decided (court, prosecutor, officer), by which law and decision, from which day on."""

    imposed_by: str
    basis: str
    decision: str
    on: date


class DutyIn(DecidedIn):
    """A duty of a kind; an amount is in euros, a date in ISO form."""

    code: str = Field(max_length=40)
    slots: dict[str, Any] = {}


class DutyChangeIn(DecidedIn):
    """What it says from that day on."""

    slots: dict[str, Any] = {}


class DutyFoundIn(Body):
    """Whether one duty was kept: kept, partly, not_kept or unknown."""

    duty: UUID
    kept: str
    note: str = ""


class DutyCheckIn(Body):
    """Of each standing duty whether it was kept."""

    on: date
    found: list[DutyFoundIn] = Field(max_length=100)


class DutiesPaperIn(Body):
    """In which language."""

    language: str


def _duty_of(request: ApiRequest, duty_id: UUID) -> Duty:
    """The duty, after the look at its person was written."""
    duty = one_duty(duty_id)
    opened(request, duty.person_id)
    return duty


def _filled(body: Any) -> dict[str, Any]:
    said = body.dict()
    slots: dict[str, Any] = said.pop("slots")
    return {**slots, **said}


@router.get(f"{ONE}/duties", response=Rows[DutyOut], operation_id="duties_list", auth=may(SEE))
def duties(request: ApiRequest, supervision_id: UUID) -> Any:
    """Every duty of an order, standing ones first, with what the last check found."""
    case = case_of(request, supervision_id)
    return {"items": [_out(line) for line in compliance([case])[case.pk]]}


SHOWN = ("id", "code", "slots", "imposed_by", "basis", "decision", "since", "until", "ended_how")


def _out(line: dict[str, Any]) -> dict[str, Any]:
    duty, check = line["duty"], line["check"]
    return {
        **{name: getattr(duty, name) for name in SHOWN},
        "text": line["text"],
        "replaces": duty.replaces_id,
        "kept": check.kept if check else None,
        "checked_on": check.checked_on if check else None,
    }


@router.post(
    f"{ONE}/duties", response={201: Made}, operation_id="duties_impose", auth=may(SUPERVISE)
)
def impose(request: ApiRequest, supervision_id: UUID, body: DutyIn) -> Any:
    """Impose a duty of a kind of the country's catalogue."""
    said = _filled(body)
    return done(request, verbs.imposing(said.pop("code")), case_of(request, supervision_id), said)


@router.post(
    f"{DUTY}/change", response={201: Made}, operation_id="duties_change", auth=may(SUPERVISE)
)
def change(request: ApiRequest, duty_id: UUID, body: DutyChangeIn) -> Any:
    """The duty says something else from a day on."""
    return done(request, verbs.CHANGE, _duty_of(request, duty_id), _filled(body))


@router.post(f"{DUTY}/lift", response={201: Made}, operation_id="duties_lift", auth=may(SUPERVISE))
def lift(request: ApiRequest, duty_id: UUID, body: DecidedIn) -> Any:
    """The duty holds no more from a day on."""
    return done(request, verbs.LIFT, _duty_of(request, duty_id), body.dict())


@router.post(
    f"{ONE}/checks", response={201: Made}, operation_id="duties_check", auth=may(SUPERVISE)
)
def check(request: ApiRequest, supervision_id: UUID, body: DutyCheckIn) -> Any:
    """Note whether the duties were kept."""
    case = case_of(request, supervision_id)
    standing = {duty.pk for duty in standing_duties(case)}
    refuse_if([ENDED_ALREADY] if {one.duty for one in body.found} - standing else [])
    said: dict[str, Any] = {"on": body.on}
    for one in body.found:
        said |= {f"kept_{one.duty}": one.kept, f"note_{one.duty}": one.note}
    return done(request, verbs.CHECK, case, said)


@router.post(f"{ONE}/paper", response={201: Made}, operation_id="duties_paper", auth=may(MAKE))
def paper(request: ApiRequest, supervision_id: UUID, body: DutiesPaperIn) -> Any:
    """“Your duties” as a PDF in the register of documents."""
    case = case_of(request, supervision_id)
    form = valid(LanguageForm(body.dict()))
    return printed(request, case.person_id, DutiesSheet(case), form)
