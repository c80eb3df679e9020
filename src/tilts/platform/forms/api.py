"""API: instruments, and how an agency stands to them."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from tilts.engines.instruments import Instrument
from tilts.platform.access.operations import ApiRequest, Body, Made, Rows, may, valid

from .actions import decide
from .catalogue import known
from .forms import DecisionForm
from .queries import Listed, listed
from .rules import DECIDE, SEE

router = Router(tags=["instruments"])


class StandingOut(Schema):
    """A decision in force. `until` is the first day on which it holds no more."""

    since: date
    until: date | None
    decided_by: str
    evidence: str
    requires: str


class InstrumentOut(Schema):
    """An instrument, and how far one's own agency uses it.

    `changed` says that its file is no more the one that was decided upon.
    """

    id: str
    version: str
    title: dict[str, str]
    licence: str
    source: str
    own: bool
    level: str
    changed: bool
    standing: StandingOut | None


class DecisionIn(Body):
    """A decision of one's own agency; `last_day` is the last on which it holds."""

    level: str
    decided_by: str
    evidence: str
    since: date
    last_day: date | None = Field(None, description="empty: until it is decided anew")
    requires: str = Field("", description="code of the certificate that it takes; empty for none")


@router.get(
    "/instruments", response=Rows[InstrumentOut], operation_id="instruments_list", auth=may(SEE)
)
def instruments(request: ApiRequest) -> Any:
    """Every instrument that can be used, by id and version."""
    rows = listed(request.actor.agency, timezone.localdate())
    return {"items": [_row(row) for row in rows]}


@router.get(
    "/instruments/{str:instrument}/{str:version}",
    response=dict[str, Any],
    operation_id="instrument_get",
    auth=may(SEE),
)
def definition(request: ApiRequest, instrument: str, version: str) -> Any:
    """The whole definition of an instrument, as its file says it."""
    of = _found(instrument, version)
    return of.model_dump(mode="json", by_alias=True, exclude_defaults=True)


@router.post(
    "/instruments/{str:instrument}/{str:version}/decisions",
    response={201: Made},
    operation_id="instrument_decide",
    auth=may(DECIDE),
)
def record_decision(request: ApiRequest, instrument: str, version: str, body: DecisionIn) -> Any:
    """Decide how far one's own agency uses an instrument."""
    of = _found(instrument, version)
    form = DecisionForm(body.dict(), country=request.actor.country)
    decision = valid(form).decision()
    row = decide(by=request.actor, agency=request.actor.agency, of=of, decision=decision)
    return Status(201, {"id": str(row.pk)})


def _found(name: str, version: str) -> Instrument:
    of = known().get((name, version))
    if of is None:
        raise Http404
    return of


def _row(row: Listed) -> dict[str, Any]:
    of = row.of
    return {
        **{name: getattr(of, name) for name in ("id", "version", "licence", "source")},
        "title": of.title.root,
        "own": row.own,
        "level": row.level,
        "changed": row.changed,
        "standing": row.standing,
    }
