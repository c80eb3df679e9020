"""API: people are referred to programmes, judged, given places, and taken through them."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema

from tilts.casework.people.api.rows import done, made, opened
from tilts.casework.people.rules import SEE
from tilts.platform.access.operations import ApiRequest, Body, Made, Rows, Size, may, rows_of, valid
from tilts.platform.design.paging import keyset_page
from tilts.platform.documents.actions import make_document
from tilts.platform.documents.rules import MAKE
from tilts.platform.gatherings.rules import RUN
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..capabilities import DELIVER, REFER
from ..catalogue import programme_on
from ..models import Participation
from .eligibility import facts_about, lines
from .forms import ReportForm
from .progress import dose_of, marked_in
from .queries import line_of, one_participation, participations_of, who_waits
from .report import CompletionSheet
from .verbs import DEFER, JUDGE, moving_on, opening, placing, referring

router = Router(tags=["programmes"])
ONE = "/participations/{uuid:participation_id}"


class ParticipationOut(Schema):
    """A person's way through a programme; `goal` and `step` are lines of the plan."""

    id: UUID
    person: UUID = Field(alias="person_id")
    unit: UUID = Field(alias="unit_id")
    programme: str
    state: str
    stage: str = Field(alias="state_title")
    goal: UUID | None
    step: UUID | None
    why: str
    waiting_since: date
    judged_on: date | None
    because: str
    deferred_until: date | None
    started_on: date | None
    ended_on: date | None


class DoseOut(Schema):
    """Sessions and minutes done, of so many; codes of sessions to be caught up."""

    sessions: int
    minutes: int
    of_sessions: int
    of_minutes: int
    missed: list[str]


class MarkedOut(Schema):
    """What was marked: the session's code and beginning, what came of it, the minutes."""

    code: str = Field(alias="session.code")
    outcome: str
    minutes: int


class WholeParticipationOut(Schema):
    """A participation with how far it is, and what was marked."""

    participation: ParticipationOut
    dose: DoseOut
    marked: list[MarkedOut]


class ConditionOut(Schema):
    """A condition of a programme: whether it is met, and why or why not in words."""

    code: str
    met: bool
    text: str


class InLineOut(Schema):
    """A place on a waiting list; `ahead` goes before who has waited longer, as `note` says."""

    participation: UUID
    person: UUID
    unit: UUID
    number: int
    days: int
    ahead: bool
    note: str


class ReferralIn(Body):
    """To which programme; `towards` is a goal's id, or "goal:step" by their ids."""

    programme: str
    towards: str
    why: str = ""


class JudgementIn(Body):
    """Whether it suits (yes, no), and for each condition of the programme yes or no."""

    suits: str
    conditions: dict[str, str] = {}
    because: str = ""


class GroupPlaceIn(Body):
    """In which group, from which day on."""

    series: UUID
    since: date


class DeferralIn(Body):
    """Until when, and why."""

    until: date
    reason: str


class ParticipationMoveIn(Body):
    """Why, for the moves that want a reason."""

    reason: str = ""


class ReportIn(Body):
    """For whom (person, case), and in which language."""

    reader: str = "person"
    language: str


class GroupIn(Body):
    """A group; `weekday` 0 is Monday, no `place` is online."""

    unit: UUID
    name: str
    leaders: list[UUID] = Field(max_length=20)
    since: date
    weekday: int
    at: time
    place: UUID | None = None
    capacity: int


def _case(request: ApiRequest, participation_id: UUID) -> Participation:
    """The participation, after the look at its person was written."""
    case = one_participation(participation_id)
    opened(request, case.person_id)
    return case


@router.get(
    "/people/{uuid:person_id}/participations",
    response=Rows[ParticipationOut],
    operation_id="participations_list",
    auth=may(SEE),
)
def listed(request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 50) -> Any:
    """Every programme that somebody is or was on, those of merged records too, newest first."""
    rows = participations_of([opened(request, person_id).pk])
    return rows_of(keyset_page(rows, ["-waiting_since", "-pk"], cursor, size))


@router.get(
    "/people/{uuid:person_id}/eligibility/{slug:programme}",
    response=Rows[ConditionOut],
    operation_id="participations_eligibility",
    auth=may(REFER),
)
def eligibility(request: ApiRequest, person_id: UUID, programme: str) -> Any:
    """What speaks for a programme and what against it, as the record knows it."""
    person = opened(request, person_id)
    of = programme_on(person.country, programme, timezone.localdate())
    if of is None:
        raise Http404
    return {"items": lines(of, facts_about(request.actor, person))}


@router.post(
    "/people/{uuid:person_id}/participations",
    response={201: Made},
    operation_id="participations_refer",
    auth=may(REFER),
)
def refer(request: ApiRequest, person_id: UUID, body: ReferralIn) -> Any:
    """Refer somebody from a goal of their plan."""
    person, said = opened(request, person_id), body.dict()
    return done(request, referring(said.pop("programme")), person, said)


@router.get(ONE, response=WholeParticipationOut, operation_id="participations_get", auth=may(SEE))
def one(request: ApiRequest, participation_id: UUID) -> Any:
    """One, with how far it is."""
    case = _case(request, participation_id)
    return {"participation": case, "dose": dose_of(case), "marked": marked_in(case)}


@router.post(
    f"{ONE}/judge", response={201: Made}, operation_id="participations_judge", auth=may(REFER)
)
def judge(request: ApiRequest, participation_id: UUID, body: JudgementIn) -> Any:
    """Judge whether it suits."""
    said = {**body.conditions, "suits": body.suits, "because": body.because}
    return done(request, JUDGE, _case(request, participation_id), said)


@router.post(
    f"{ONE}/place", response={201: Made}, operation_id="participations_place", auth=may(DELIVER)
)
def place(request: ApiRequest, participation_id: UUID, body: GroupPlaceIn) -> Any:
    """Give who waits a place in a group."""
    said = {"series": str(body.series), "since": body.since}
    return done(request, placing(request.actor), _case(request, participation_id), said)


@router.post(
    f"{ONE}/defer", response={201: Made}, operation_id="participations_defer", auth=may(DELIVER)
)
def defer(request: ApiRequest, participation_id: UUID, body: DeferralIn) -> Any:
    """Put it off until a day."""
    return done(request, DEFER, _case(request, participation_id), body.dict())


@router.post(
    f"{ONE}/report", response={201: Made}, operation_id="participations_report", auth=may(MAKE)
)
def report(request: ApiRequest, participation_id: UUID, body: ReportIn) -> Any:
    """Make the report; it goes into the register of documents."""
    case, said = _case(request, participation_id), valid(ReportForm(body.dict())).cleaned_data
    sheet = CompletionSheet(case, plain=said["reader"] == "person")
    return made(
        make_document(
            by=request.actor, person=case.person_id, sheet=sheet, language=said["language"]
        )
    )


@router.post(
    f"{ONE}/moves/{{slug:code}}",
    response={201: Made},
    operation_id="participations_move",
    auth=may(SEE),
)
def move(request: ApiRequest, participation_id: UUID, code: str, body: ParticipationMoveIn) -> Any:
    """Any other move, such as `take_up`, `take_out`, `exclude` or `finish`."""
    return done(request, moving_on(code), _case(request, participation_id), body.dict())


@router.get(
    "/programmes/{slug:programme}/waiting",
    response=Rows[InLineOut],
    operation_id="programmes_waiting",
    auth=may(DELIVER),
)
def waiting(request: ApiRequest, programme: str) -> Any:
    """Who waits, unit by unit in the fair order; each shown is a look."""
    today, by_unit = timezone.localdate(), dict[Any, list[Participation]]()
    for case in who_waits(programme):
        by_unit.setdefault(case.unit.path, []).append(case)
    found = [row for path in sorted(by_unit) for row in line_of(by_unit[path], today)]
    if found:
        shown = [case.person_id for case, _place in found]
        consult(request.actor, shown, way=Way.API, purpose="caseload", about="programmes")
    return {"items": [_in_line(case, place) for case, place in found]}


def _in_line(case: Participation, place: Any) -> dict[str, Any]:
    named = {name: getattr(place, name) for name in ("number", "days", "ahead", "note")}
    return {"participation": case.pk, "person": case.person_id, "unit": case.unit_id, **named}


@router.post(
    "/programmes/{slug:programme}/groups",
    response={201: Made},
    operation_id="programmes_open_group",
    auth=may(RUN),
)
def open_group(request: ApiRequest, programme: str, body: GroupIn) -> Any:
    """Open a group and give each of its sessions a time."""
    said = {**body.dict(), "unit": str(body.unit), "place": str(body.place or "")}
    said |= {"leaders": [str(one) for one in body.leaders], "weekday": str(body.weekday)}
    return done(request, opening(request.actor, programme), None, said)
