"""API: assessments are begun, answered, scored and decided; their results are read."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema

from tilts.casework.people.api.rows import opened
from tilts.casework.people.steps import Verb
from tilts.platform.access.authority import require
from tilts.platform.access.operations import ApiRequest, Body, Made, Rows, Size, may, rows_of, valid
from tilts.platform.design.paging import keyset_page
from tilts.platform.forms.answering import Answer

from . import verbs
from .actions import answer_question
from .capabilities import ASSESS, REVIEW, SEE
from .forecasts.told import told_of
from .models import Assessment
from .queries import assessments_of, one_assessment

router = Router(tags=["assessment"])


class AssessmentOut(Schema):
    """An assessment; `level` is what was decided, empty until it is final."""

    id: UUID
    person: UUID = Field(alias="person_id")
    unit: UUID = Field(alias="unit_id")
    instrument: str
    version: str
    trial: bool
    state: str
    stage: str = Field(alias="state_title")
    assessor: UUID | None = Field(alias="assessor_id")
    assessed_on: date | None
    scores: dict[str, Any]
    computed_level: str
    judgement: str
    proposed_level: str
    proposed_because: str
    level: str
    decided_on: date | None
    decided_why: str
    system: str


class GivenAnswerOut(Schema):
    """What is answered to one question; `saved` counts how often."""

    value: Any = None
    kind: str = ""
    source: str = ""
    comment: str = ""
    saved: int = 0


class ForecastOut(Schema):
    """How many people with the level had the outcome, as counted by the validation; `low` and
    `high` are the ends of the 95 % interval of their share. `why_not` holds the codes of the
    reasons why it is not relied on any more.
    """

    model: UUID
    made_at: datetime
    level: str
    people: int
    events: int
    low: float
    high: float
    outcome: str
    months: int
    validated_on: date
    why_not: list[str]


class WholeAssessmentOut(Schema):
    """An assessment with its answers by question, and what was forecast when it was scored."""

    assessment: AssessmentOut
    answers: dict[str, GivenAnswerOut]
    forecast: ForecastOut | None


class BeginIn(Body):
    """Which instrument: `id:version`."""

    instrument: str


class GivenAnswerIn(Body):
    """An answer; null is “not known”. `saved` is the count that its writer saw."""

    value: int | float | str | list[str] | None = None
    kind: str = ""
    source: str = ""
    comment: str = ""
    saved: int = 0


class InterviewIn(Body):
    """When the person was interviewed."""

    on: date


class FinaliseIn(Body):
    """The assessor's own judgement, apart from the score."""

    judgement: str = ""


class LevelIn(Body):
    """A level of the instrument, and why."""

    level: str
    why: str


class OverrideIn(LevelIn):
    """Another level than the score gives, why, and the assessor's judgement."""

    judgement: str = ""


class ScoreIn(Body):
    """Nothing more is said."""


class PersonsWordIn(Body):
    """What the person says."""

    words: str
    asks_review: bool = False


ONE = "/assessments/{uuid:assessment_id}"


@router.get(
    "/people/{uuid:person_id}/assessments",
    response=Rows[AssessmentOut],
    operation_id="assessments_list",
    auth=may(SEE),
)
def listed(request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 20) -> Any:
    """Every assessment of a person, newest first."""
    require(request.actor, SEE, person_id)
    opened(request, person_id)
    return rows_of(keyset_page(assessments_of([person_id]), ["-pk"], cursor, size))


@router.get(ONE, response=WholeAssessmentOut, operation_id="assessments_read", auth=may(SEE))
def read(request: ApiRequest, assessment_id: UUID) -> Any:
    """One assessment with its answers."""
    assessment = _opened(request, assessment_id, SEE)
    answers = assessment.sheet.answers if assessment.sheet else {}
    told = told_of(assessment)
    forecast = told.as_data() if told else None
    return {"assessment": assessment, "answers": answers, "forecast": forecast}


@router.post(
    "/people/{uuid:person_id}/assessments",
    response={201: Made},
    operation_id="assessments_begin",
    auth=may(ASSESS),
)
def begin(request: ApiRequest, person_id: UUID, body: BeginIn) -> Any:
    """Begin an assessment with an instrument that the agency uses."""
    person = opened(request, person_id)
    verb = verbs.begin_as(request.actor)
    return _made(verb.do(request.actor, person, valid(verb.form(body.dict(), person))))


@router.post(
    ONE + "/answers/{item}",
    response={201: GivenAnswerOut},
    operation_id="assessments_answer",
    auth=may(ASSESS),
)
def answer(request: ApiRequest, assessment_id: UUID, item: str, body: GivenAnswerIn) -> Any:
    """Save one answer; refused when another was saved meanwhile."""
    assessment = _opened(request, assessment_id, ASSESS)
    given = Answer(**body.dict())
    return answer_question(by=request.actor, assessment=assessment, item=item, given=given)


@router.post(
    ONE + "/interview",
    response={201: Made},
    operation_id="assessments_interview",
    auth=may(ASSESS),
)
def interview(request: ApiRequest, assessment_id: UUID, body: InterviewIn) -> Any:
    """Record the interview."""
    return _done(request, assessment_id, ASSESS, verbs.INTERVIEW, body)


@router.post(
    ONE + "/score", response={201: Made}, operation_id="assessments_score", auth=may(ASSESS)
)
def score(request: ApiRequest, assessment_id: UUID, body: ScoreIn) -> Any:
    """Let the answers stand for good, and keep what they give."""
    return _done(request, assessment_id, ASSESS, verbs.SCORE, body)


@router.post(
    ONE + "/final", response={201: Made}, operation_id="assessments_finalise", auth=may(ASSESS)
)
def finalise(request: ApiRequest, assessment_id: UUID, body: FinaliseIn) -> Any:
    """The level of the score stands."""
    return _done(request, assessment_id, ASSESS, verbs.FINALISE, body)


@router.post(
    ONE + "/override",
    response={201: Made},
    operation_id="assessments_override",
    auth=may(ASSESS),
)
def override(request: ApiRequest, assessment_id: UUID, body: OverrideIn) -> Any:
    """Propose another level than the score gives."""
    return _done(request, assessment_id, ASSESS, verbs.OVERRIDE, body)


@router.post(
    ONE + "/decision",
    response={201: Made},
    operation_id="assessments_decide",
    auth=may(REVIEW),
)
def decide(request: ApiRequest, assessment_id: UUID, body: LevelIn) -> Any:
    """Decide the level; not by the assessor."""
    return _done(request, assessment_id, REVIEW, verbs.DECIDE, body)


@router.post(
    ONE + "/words", response={201: Made}, operation_id="assessments_words", auth=may(ASSESS)
)
def words(request: ApiRequest, assessment_id: UUID, body: PersonsWordIn) -> Any:
    """Write down what the person says."""
    return _done(request, assessment_id, ASSESS, verbs.WORDS, body)


def _opened(request: ApiRequest, assessment_id: UUID, capability: str) -> Assessment:
    """The assessment, after the look at its person was written."""
    assessment = one_assessment(assessment_id)
    require(request.actor, capability, assessment.person_id)
    opened(request, assessment.person_id)
    return assessment


def _done(
    request: ApiRequest, assessment_id: UUID, capability: str, verb: Verb, body: Body
) -> dict[str, Any]:
    """Do what the page does with its form, and answer with what was made or changed."""
    assessment = _opened(request, assessment_id, capability)
    form = valid(verb.form(body.dict(), assessment))
    return _made(verb.do(request.actor, assessment, form))


def _made(row: Assessment) -> dict[str, Any]:
    """What a write answers; the version of its instrument is no version of the record."""
    return {"id": str(row.pk)}
