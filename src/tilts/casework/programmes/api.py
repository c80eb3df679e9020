"""API: the programmes of a country, and their accreditation."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema

from tilts.casework.people.api.rows import done
from tilts.platform.access.operations import (
    ApiRequest,
    Base64,
    Body,
    Made,
    Rows,
    Size,
    may,
    rows_of,
)
from tilts.platform.design.paging import keyset_page

from .capabilities import ACCREDIT, APPLY, CALLED, SEE
from .catalogue import programme_on, programmes_on
from .licences import why_not_given
from .models import Accreditation, Meeting, Opinion
from .queries import (
    applications,
    meetings_on,
    one_application,
    one_meeting,
    one_opinion,
    opinions_on,
    own_seat,
    sees_inside,
)
from .verbs import CALL, DECIDE, DECLARE, HAND_IN, INVITE, OPINE, RETURN, VOTE, applying, moving

router = Router(tags=["programmes"])


class ProgrammeOut(Schema):
    """A programme of the country's catalogue; `why_not` says why it may not be given today."""

    code: str
    names: dict[str, str]
    summary: dict[str, str]
    needs: list[str]
    levels: list[str]
    hours: int
    sessions: int
    session_minutes: int
    languages: list[str]
    settings: list[str]
    places: int
    leaders: int
    why_not: list[str]


class AccreditationOut(Schema):
    """An application, and the licence that came of it. `stage` is the name of `state`."""

    id: UUID
    programme: str
    applicant: UUID = Field(alias="applicant_id")
    unit: UUID = Field(alias="unit_id")
    on_behalf_of: str
    state: str
    stage: str = Field(alias="state_title")
    submitted_on: date | None
    lacking: str
    licensed_on: date | None
    valid_to: date | None
    conditions: str


class OpinionOut(Schema):
    """An expert's opinion."""

    id: UUID
    expert: UUID = Field(alias="expert_id")
    asked_on: date
    given_on: date | None
    summary: str


class SeatOut(Schema):
    """A member's vote with its reason, or the conflict that they declared."""

    member: UUID = Field(alias="member_id")
    vote: str
    because: str
    conflict: str


class MeetingOut(Schema):
    """A meeting of the commission."""

    id: UUID
    question: str
    held_on: date
    decision: str
    because: str
    decided_on: date | None
    seats: list[SeatOut]

    @staticmethod
    def resolve_seats(obj: Meeting) -> list[Any]:
        """The members."""
        return list(obj.seats.all())


class WholeAccreditationOut(Schema):
    """An application with its opinions and meetings, as far as one may see them."""

    accreditation: AccreditationOut
    opinions: list[OpinionOut]
    meetings: list[MeetingOut]


class ApplicationIn(Body):
    """For which programme; `on_behalf_of` names who outside the service applies."""

    programme: str
    on_behalf_of: str = ""


class PartIn(Body):
    """A document: what it is, its name, and the PDF (at most 750 kB) in base 64."""

    kind: str
    name: str = Field(min_length=1, max_length=200)
    content: Base64


class LackingIn(Body):
    """What is missing."""

    lacking: str


class ExpertIn(Body):
    """A member of staff."""

    expert: UUID


class CommissionIn(Body):
    """When the commission meets, and its members."""

    held_on: date
    members: list[UUID] = Field(max_length=50)


class SummaryIn(Body):
    """The opinion in a few sentences."""

    summary: str


class VoteIn(Body):
    """license, revise, refuse or abstain, and why."""

    vote: str
    because: str


class ConflictIn(Body):
    """Which conflict of interest."""

    what: str


class DecisionOfCommissionIn(Body):
    """Reasons and minutes; what is decided follows from the votes."""

    because: str
    conditions: str = ""
    minutes: str = ""


class AccreditationMoveIn(Body):
    """Why, for the moves that want a reason."""

    reason: str = ""


@router.get(
    "/programmes", response=Rows[ProgrammeOut], operation_id="programmes_list", auth=may(SEE)
)
def programmes(request: ApiRequest) -> Any:
    """Every programme of one's country, and whether it may be given today."""
    today = timezone.localdate()
    known = programmes_on(request.actor.country, today) if request.actor.country else []
    return {"items": [_row(request.actor.country, one, today) for one in known]}


@router.get(
    "/programmes/{slug:programme}",
    response=ProgrammeOut,
    operation_id="programmes_get",
    auth=may(SEE),
)
def programme(request: ApiRequest, programme: str) -> Any:
    """One programme."""
    today, country = timezone.localdate(), request.actor.country
    of = programme_on(country, programme, today) if country else None
    if of is None:
        raise Http404
    return _row(country, of, today)


@router.get(
    "/accreditations",
    response=Rows[AccreditationOut],
    operation_id="accreditations_list",
    auth=may(SEE),
)
def accreditations(request: ApiRequest, cursor: str | None = None, size: Size = 50) -> Any:
    """Every application of one's country, the newest first."""
    return rows_of(keyset_page(applications(request.actor), ["-pk"], cursor, size))


@router.get(
    "/accreditations/{uuid:application_id}",
    response=WholeAccreditationOut,
    operation_id="accreditations_get",
    auth=may(SEE),
)
def accreditation(request: ApiRequest, application_id: UUID) -> Any:
    """One application with its opinions and meetings, as far as one may see them."""
    case = one_application(request.actor, application_id)
    inside = sees_inside(request.actor, case)
    return {
        "accreditation": case,
        "opinions": opinions_on(case) if inside else [],
        "meetings": meetings_on(case) if inside else [],
    }


@router.post(
    "/accreditations",
    response={201: Made},
    operation_id="accreditations_apply",
    auth=may(APPLY),
)
def apply(request: ApiRequest, body: ApplicationIn) -> Any:
    """Begin an application."""
    return done(request, applying(), request.actor, body.dict())


@router.post(
    "/accreditations/{uuid:application_id}/parts",
    response={201: Made},
    operation_id="accreditations_hand_in",
    auth=may(APPLY),
)
def hand_in(request: ApiRequest, application_id: UUID, body: PartIn) -> Any:
    """Hand in a document of one's application."""
    case = one_application(request.actor, application_id)
    sent = ({"kind": body.kind}, {"file": SimpleUploadedFile(body.name, body.content)})
    return done(request, HAND_IN, case, sent)


@router.post(
    "/accreditations/{uuid:application_id}/return",
    response={201: Made},
    operation_id="accreditations_return",
    auth=may(ACCREDIT),
)
def return_it(request: ApiRequest, application_id: UUID, body: LackingIn) -> Any:
    """Return an application as incomplete."""
    return done(request, RETURN, one_application(request.actor, application_id), body.dict())


@router.post(
    "/accreditations/{uuid:application_id}/experts",
    response={201: Made},
    operation_id="accreditations_invite",
    auth=may(ACCREDIT),
)
def invite(request: ApiRequest, application_id: UUID, body: ExpertIn) -> Any:
    """Ask somebody for an opinion."""
    case = one_application(request.actor, application_id)
    return done(request, INVITE, case, {"expert": str(body.expert)})


@router.post(
    "/accreditations/{uuid:application_id}/meetings",
    response={201: Made},
    operation_id="accreditations_call",
    auth=may(ACCREDIT),
)
def call(request: ApiRequest, application_id: UUID, body: CommissionIn) -> Any:
    """Call the commission."""
    case = one_application(request.actor, application_id)
    members = [str(member) for member in body.members]
    return done(request, CALL, case, {"held_on": body.held_on, "members": members})


@router.post(
    "/opinions/{uuid:opinion_id}/give",
    response={201: Made},
    operation_id="opinions_give",
    auth=may(CALLED),
)
def give(request: ApiRequest, opinion_id: UUID, body: SummaryIn) -> Any:
    """Give one's opinion for good."""
    opinion: Opinion = one_opinion(request.actor, opinion_id)
    return done(request, OPINE, opinion, body.dict())


@router.post(
    "/meetings/{uuid:meeting_id}/vote",
    response={201: Made},
    operation_id="meetings_vote",
    auth=may(CALLED),
)
def vote(request: ApiRequest, meeting_id: UUID, body: VoteIn) -> Any:
    """Vote at a meeting to which one was called."""
    seat = own_seat(request.actor, one_meeting(request.actor, meeting_id))
    return done(request, VOTE, seat, body.dict())


@router.post(
    "/meetings/{uuid:meeting_id}/conflict",
    response={201: Made},
    operation_id="meetings_declare_conflict",
    auth=may(CALLED),
)
def declare(request: ApiRequest, meeting_id: UUID, body: ConflictIn) -> Any:
    """Declare a conflict of interest."""
    seat = own_seat(request.actor, one_meeting(request.actor, meeting_id))
    return done(request, DECLARE, seat, body.dict())


@router.post(
    "/meetings/{uuid:meeting_id}/decide",
    response={201: Made},
    operation_id="meetings_decide",
    auth=may(ACCREDIT),
)
def decide(request: ApiRequest, meeting_id: UUID, body: DecisionOfCommissionIn) -> Any:
    """Record the decision that the votes come to."""
    return done(request, DECIDE, one_meeting(request.actor, meeting_id), body.dict())


@router.post(
    "/accreditations/{uuid:application_id}/moves/{slug:code}",
    response={201: Made},
    operation_id="accreditations_move",
    auth=may(SEE),
)
def move(request: ApiRequest, application_id: UUID, code: str, body: AccreditationMoveIn) -> Any:
    """Any other move, such as `submit`, `accept`, `ask_extension`, `suspend` or `revoke`."""
    case: Accreditation = one_application(request.actor, application_id)
    return done(request, moving(code), case, body.dict())


def _row(country: str, of: Any, today: date) -> dict[str, Any]:
    named = {name: getattr(of, name) for name in ProgrammeOut.model_fields if name != "why_not"}
    return {**named, "why_not": [one.code for one in why_not_given(country, of.code, today)]}
