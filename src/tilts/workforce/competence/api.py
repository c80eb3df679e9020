"""API: staff are observed, rated, moderated and developed; what came of it is read."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404
from ninja import Field, Router, Schema

from tilts.platform.access.operations import ApiRequest, Body, Made, Rows, Size, may, rows_of, valid
from tilts.platform.access.scoped import seen_by
from tilts.platform.design.paging import keyset_page
from tilts.platform.forms.catalogue import instrument as known
from tilts.platform.organisation.queries import agency_seen_by
from tilts.platform.record.models import Way

from . import verbs
from .models import Observation
from .presenting import is_told
from .queries import (
    certificates,
    observations,
    one_certificate,
    one_observation,
    one_rating,
    ratings_of,
)
from .rules import LEAD, SEE
from .sessions import one_session
from .verbs import Verb
from .views.common import looked

router = Router(tags=["competence"])


class ObservationOut(Schema):
    """An observation."""

    id: UUID
    person: UUID = Field(alias="person_id")
    unit: UUID = Field(alias="unit_id")
    instrument: str
    version: str
    trial: bool
    state: str
    stage: str = Field(alias="state_title")
    planned_for: date
    session: str
    gathering: UUID | None = Field(alias="gathering_id")
    former: UUID | None = Field(alias="former_id")


class RatingOut(Schema):
    """Who rates, and whether they have finished."""

    id: UUID
    part: str
    rater: UUID = Field(alias="rater_id")
    is_done: bool


class WholeObservationOut(Schema):
    """An observation with its raters, and what stands once the actor may know it."""

    observation: ObservationOut
    ratings: list[RatingOut]
    agreed: dict[str, Any]
    results: dict[str, Any]


class SessionIn(Body):
    """When which session is observed, where, and by which two members of staff."""

    on: date
    session: str
    unit: UUID
    first: UUID
    second: UUID


class ObservationIn(SessionIn):
    """Who is observed, and with which instrument: `id:version`."""

    staff: UUID
    instrument: str


class SessionObservationIn(Body):
    """Which leader of a scheduled session is observed, with which instrument, by which two."""

    staff: UUID
    instrument: str
    first: UUID
    second: UUID


class ModerationIn(Body):
    """What stands, by question, where the observers differ."""

    chosen: dict[str, int] = {}
    why: str = ""


class TalkIn(Body):
    """When it was talked over, and what the facilitator says."""

    on: date
    words: str = ""


class DevelopmentIn(Body):
    """What is developed: in which area (a score of the instrument), how, by when."""

    area: str
    what: str
    course: str = ""
    due: date


class PaperIn(Body):
    """What one participant says: a number by question."""

    said: dict[str, int]


class TrialIn(Body):
    """What a user says of a form on trial: by question of the form `trial-feedback`."""

    said: dict[str, int | str]


class CertificateOut(Schema):
    """Somebody is certified from `since` on; `until` is the first day on which they are no more."""

    id: int
    staff: UUID = Field(alias="staff_id")
    code: str
    since: date
    until: date | None


class CertificateIn(Body):
    """Who is certified for what, from when, on what it rests."""

    staff: UUID
    code: str
    since: date
    evidence: str


class WithdrawalIn(Body):
    """From when it holds no more, and why."""

    on: date
    reason: str


class FinishIn(Body):
    """Nothing more is said."""


class ObservationMoveIn(Body):
    """Why, where the move wants a reason."""

    reason: str = ""


ONE = "/observations/{uuid:observation_id}"


def seeing(operation: Callable[..., Any]) -> Callable[..., Any]:
    """An operation that sees the observations that the actor's roles reach."""

    @wraps(operation)
    def inner(request: ApiRequest, *args: Any, **kwargs: Any) -> Any:
        with seen_by(request.actor, SEE):
            return operation(request, *args, **kwargs)

    return inner


@router.get(
    "/observations",
    response=Rows[ObservationOut],
    operation_id="observations_list",
    auth=may(SEE),
)
@seeing
def listed(request: ApiRequest, cursor: str | None = None, size: Size = 20) -> Any:
    """Every observation within sight, the latest first."""
    return rows_of(keyset_page(observations(), ["-planned_for", "-pk"], cursor, size))


@router.get(ONE, response=WholeObservationOut, operation_id="observations_read", auth=may(SEE))
@seeing
def read(request: ApiRequest, observation_id: UUID) -> Any:
    """One observation."""
    observation = _opened(request, observation_id)
    told = is_told(observation, request.actor)
    return {
        "observation": observation,
        "ratings": ratings_of(observation),
        "agreed": observation.agreed if told else {},
        "results": observation.results if told else {},
    }


@router.post(
    "/observations", response={201: Made}, operation_id="observations_plan", auth=may(LEAD)
)
@seeing
def plan(request: ApiRequest, body: ObservationIn) -> Any:
    """Plan an observation of somebody of one's own agency."""
    agency = agency_seen_by(request.actor, request.actor.agency)
    verb = verbs.observe_as(request.actor)
    return _made(verb.do(request.actor, agency, valid(verb.form(body.dict(), agency))))


@router.post(
    "/sessions/{uuid:gathering_id}/observations",
    response={201: Made},
    operation_id="observations_plan_session",
    auth=may(LEAD),
)
@seeing
def plan_session(request: ApiRequest, gathering_id: UUID, body: SessionObservationIn) -> Any:
    """Plan the observation of a scheduled session: day, place and words are the session's."""
    session = one_session(request.actor, gathering_id)
    verb = verbs.observe_session_as(request.actor)
    return _made(verb.do(request.actor, session, valid(verb.form(body.dict(), session))))


@router.post(
    "/ratings/{uuid:rating_id}/finish",
    response={201: Made},
    operation_id="ratings_finish",
    auth=may(SEE),
)
@seeing
def finish(request: ApiRequest, rating_id: UUID, body: FinishIn) -> Any:
    """Let one's own answers stand for good; they are given on the page."""
    rating = one_rating(rating_id)
    form = valid(verbs.FINISH.form(body.dict(), rating))
    return _made(verbs.FINISH.do(request.actor, rating, form))


@router.post(
    ONE + "/moderation", response={201: Made}, operation_id="observations_moderate", auth=may(LEAD)
)
@seeing
def moderate(request: ApiRequest, observation_id: UUID, body: ModerationIn) -> Any:
    """Settle what stands where the observers differ."""
    return _done(request, observation_id, verbs.MODERATE, {**body.chosen, "why": body.why})


@router.post(
    ONE + "/talk", response={201: Made}, operation_id="observations_feed_back", auth=may(LEAD)
)
@seeing
def feed_back(request: ApiRequest, observation_id: UUID, body: TalkIn) -> Any:
    """Note the talk with the facilitator."""
    return _done(request, observation_id, verbs.FEED_BACK, body.dict())


@router.post(
    ONE + "/developments",
    response={201: Made},
    operation_id="observations_develop",
    auth=may(LEAD),
)
@seeing
def develop(request: ApiRequest, observation_id: UUID, body: DevelopmentIn) -> Any:
    """Agree what is developed; the first of them begins the plan."""
    observation = one_observation(observation_id)
    verb = verbs.ADD if observation.state == "developing" else verbs.DEVELOP
    return _done(request, observation_id, verb, body.dict())


@router.post(
    ONE + "/again", response={201: Made}, operation_id="observations_again", auth=may(LEAD)
)
@seeing
def again(request: ApiRequest, observation_id: UUID, body: SessionIn) -> Any:
    """Plan the observation that shows what has changed; answers with the new one."""
    return _done(request, observation_id, verbs.AGAIN, body.dict())


@router.post(
    ONE + "/papers", response={201: Made}, operation_id="observations_paper", auth=may(SEE)
)
@seeing
def paper(request: ApiRequest, observation_id: UUID, body: PaperIn) -> Any:
    """Enter what one participant says, without a name."""
    return _done(request, observation_id, verbs.PAPER, body.said)


@router.post(
    ONE + "/moves/{code}", response={201: Made}, operation_id="observations_move", auth=may(LEAD)
)
@seeing
def move(request: ApiRequest, observation_id: UUID, code: str, body: ObservationMoveIn) -> Any:
    """Any other move that staff make."""
    return _done(request, observation_id, verbs.moving(code), body.dict())


@router.get(
    "/certificates",
    response=Rows[CertificateOut],
    operation_id="certificates_list",
    auth=may(SEE),
)
def held(request: ApiRequest, cursor: str | None = None, size: Size = 20) -> Any:
    """What everybody within sight is or was certified for, by key."""
    return rows_of(keyset_page(certificates(request.actor), ["pk"], cursor, size))


@router.post(
    "/certificates", response={201: Made}, operation_id="certificates_certify", auth=may(LEAD)
)
@seeing
def certify(request: ApiRequest, body: CertificateIn) -> Any:
    """Certify somebody for as long as the country says."""
    agency = agency_seen_by(request.actor, request.actor.agency)
    verb = verbs.certify_as(request.actor)
    return _made(verb.do(request.actor, agency, valid(verb.form(body.dict(), agency))))


@router.post(
    "/certificates/{qualification_id}/withdrawal",
    response={201: Made},
    operation_id="certificates_withdraw",
    auth=may(LEAD),
)
@seeing
def withdraw(request: ApiRequest, qualification_id: int, body: WithdrawalIn) -> Any:
    """Withdraw a certificate."""
    certificate = one_certificate(request.actor, qualification_id)
    form = valid(verbs.WITHDRAW.form(body.dict(), certificate))
    return _made(verbs.WITHDRAW.do(request.actor, certificate, form))


@router.post(
    "/trials/{str:instrument}/{str:version}",
    response={201: Made},
    operation_id="trials_tell",
    auth=may(SEE),
)
def tell(request: ApiRequest, instrument: str, version: str, body: TrialIn) -> Any:
    """Say what one thinks of an instrument that one's agency tries."""
    of = known(instrument, version)
    if of is None:
        raise Http404
    return _made(verbs.TELL.do(request.actor, of, valid(verbs.TELL.form(body.said, of))))


def _opened(request: ApiRequest, observation_id: UUID) -> Observation:
    """The observation, after the look at it was written."""
    observation = one_observation(observation_id)
    looked(request.actor, observation, Way.API)
    return observation


def _done(request: ApiRequest, observation_id: UUID, verb: Verb, said: dict[str, Any]) -> Any:
    """Do what the page does with its form, and answer with what was made or changed."""
    observation = _opened(request, observation_id)
    return _made(verb.do(request.actor, observation, valid(verb.form(said, observation))))


def _made(row: Any) -> dict[str, Any]:
    """What a write answers; the version of an instrument is no version of the record."""
    return {"id": str(row.pk)}
