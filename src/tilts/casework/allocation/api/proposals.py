"""API: what sharing people out would mean, and sharing them out line by line."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Schema

from tilts.casework.people.queries import named
from tilts.platform.access.operations import ApiRequest, Body, may, valid
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..actions import bulk_reassign
from ..forms import ProposalForm
from ..rules import ASSIGN
from ..what_if import WhatIf
from ..workload import led_by
from .caseloads import SharedOut, texts, told
from .router import router


class ProposalIn(Body):
    """People to share out, and officers among whom; none means everybody in one's units."""

    people: list[UUID]
    to: list[UUID] = []


class ProposedLineOut(Schema):
    """To whom somebody might go, null to nobody, and the codes of the reasons."""

    person: UUID
    points: int
    tier: int
    now: UUID | None
    to: UUID | None
    reasons: list[str]


class AfterOut(Schema):
    """An officer's load before and after, in points and in percent of what they can carry."""

    staff: UUID
    gets: int
    gives: int
    points_before: int
    percent_before: int | None
    points_after: int
    percent_after: int | None
    left: int


class ProposalOut(Schema):
    """A proposal. Nothing is done by it."""

    lines: list[ProposedLineOut]
    officers: list[AfterOut]


class ShareLineIn(Body):
    """One person and who gets them."""

    person: UUID
    to: UUID


class ShareLinesIn(Body):
    """Who goes to whom, from which day, why, and what the next ones must know."""

    lines: list[ShareLineIn]
    on: date
    reason: str
    note: str = ""


@router.post(
    "/caseloads/proposals", response=ProposalOut, operation_id="caseloads_propose", auth=may(ASSIGN)
)
def propose(request: ApiRequest, body: ProposalIn) -> Any:
    """Who might take whom, and what it would make of everybody's load; the look is written."""
    loads, people = led_by(request.actor), list(named(body.people).values())
    sent: dict[str, Any] = {"people": texts(one.pk for one in people), "to": texts(body.to)}
    today = timezone.localdate()
    sent |= {"on": str(today), "reason": "a proposal"}
    form = valid(ProposalForm(sent, people=people, officers=loads))
    what = WhatIf(people, loads, request.actor.country, today)
    shown = [one.pk for one in people]
    consult(request.actor, shown, way=Way.API, purpose="caseload", about="allocation")
    proposed = what.proposal(form.among())
    given = {pk: one.to for pk, one in proposed.items() if one.to}
    return {"lines": _lines(what, proposed), "officers": _officers(what, given)}


@router.post(
    "/caseloads/shares",
    response={201: SharedOut},
    operation_id="caseloads_share_out",
    auth=may(ASSIGN),
)
def share(request: ApiRequest, body: ShareLinesIn) -> Any:
    """Share people out line by line, as one act; who is refused stays where they are."""
    people = list(named(line.person for line in body.lines).values())
    sent = {
        "people": texts(line.person for line in body.lines),
        "to": texts({line.to for line in body.lines}),
        **body.dict(exclude={"lines"}),
    }
    form = valid(ProposalForm(sent, people=people, officers=led_by(request.actor)))
    moved = bulk_reassign(
        by=request.actor,
        people=[line.person for line in body.lines],
        to=[form.staff[str(line.to)] for line in body.lines],
        how=form.handover(),
    )
    return told(moved)


def _lines(what: WhatIf, proposed: Any) -> list[dict[str, Any]]:
    return [
        {
            "person": pk,
            "points": what.items[pk].points,
            "tier": what.items[pk].tier,
            "now": what.now.get(pk),
            "to": one.to,
            "reasons": list(one.reasons),
        }
        for pk, one in proposed.items()
    ]


def _officers(what: WhatIf, given: dict[UUID, UUID]) -> list[dict[str, Any]]:
    return [
        {
            "staff": one.load.staff.pk,
            "gets": one.gets,
            "gives": one.gives,
            "points_before": one.load.points,
            "percent_before": one.load.percent,
            "points_after": one.points,
            "percent_after": one.percent,
            "left": one.left,
        }
        for one in what.after(given)
    ]
