"""API: plans are read, written with the person, answered, and what comes of them is noted."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema

from tilts.casework.people.api.rows import done, made, opened
from tilts.casework.people.rules import SEE
from tilts.platform.access.operations import ApiRequest, Body, Made, Rows, Size, may, rows_of, valid
from tilts.platform.access.reasons import refuse_if
from tilts.platform.design.paging import keyset_page

from .actions.writing import FOREIGN_STEP
from .capabilities import WRITE
from .forms import GoalForm, numbered
from .models import Goal, Plan
from .queries import goals_of, one_goal, one_plan, plans_of
from .verbs import ADD_GOAL, ANSWER, BEGIN, PROGRESS, moving

router = Router(tags=["plans"])


class PlanOut(Schema):
    """A version of a plan; `words` are the person's own. `stage` is the name of `state`."""

    id: UUID
    person: UUID = Field(alias="person_id")
    unit: UUID = Field(alias="unit_id")
    version: int
    former: UUID | None = Field(alias="former_id")
    state: str
    stage: str = Field(alias="state_title")
    author: UUID | None = Field(alias="author_id")
    answer: str
    words: str
    explained_in: str
    answered_on: date | None
    countersigned_by: UUID | None = Field(alias="countersigned_by_id")
    countersigned_on: date | None
    review_on: date | None


class StepOut(Schema):
    """A step: what, who (`name`: who in particular), by when (`due`), how."""

    id: UUID
    line: UUID
    what: str
    who: str
    name: str
    due: date | None
    how: str
    state: str


class GoalOut(Schema):
    """A goal with its steps; `line` is the same in every version, as is that of a step."""

    id: UUID
    line: UUID
    need: str
    text: str
    state: str
    cause: str
    note: str
    steps: list[StepOut]

    @staticmethod
    def resolve_steps(obj: Goal) -> list[Any]:
        """In their order."""
        return list(obj.steps.all())


class WholePlanOut(Schema):
    """A version of a plan with its goals."""

    plan: PlanOut
    goals: list[GoalOut]


class StepIn(Body):
    """A step: `who` is person, staff or partner."""

    what: str
    who: str = "person"
    name: str = ""
    due: date | None = None
    how: str = ""


class GoalIn(Body):
    """A goal in the person's words, what it is about, and its steps."""

    need: str
    text: str
    steps: list[StepIn] = Field([], max_length=20)


class ProgressIn(Body):
    """What came of a goal; `steps` gives the state of steps by their id."""

    state: str
    cause: str = ""
    note: str = ""
    steps: dict[UUID, str] = {}


class PlanAnswerIn(Body):
    """What the person said: agrees, does_not_agree or could_not_answer, and in their words."""

    answer: str
    words: str = ""
    explained_in: str
    answered_on: date


class PlanMoveIn(Body):
    """Why, for the moves that want a reason."""

    reason: str = ""


class NothingIn(Body):
    """Nothing needs to be said."""


def _plan(request: ApiRequest, plan_id: UUID) -> Plan:
    """The plan, after the look at its person was written."""
    plan = one_plan(plan_id)
    opened(request, plan.person_id)
    return plan


@router.get(
    "/people/{uuid:person_id}/plans",
    response=Rows[PlanOut],
    operation_id="plans_list",
    auth=may(SEE),
)
def plans(request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 50) -> Any:
    """Every version of a person's plan, the newest first, those of merged records too."""
    rows = plans_of([opened(request, person_id).pk])
    return rows_of(keyset_page(rows, ["-version", "-pk"], cursor, size))


@router.get("/plans/{uuid:plan_id}", response=WholePlanOut, operation_id="plans_get", auth=may(SEE))
def one(request: ApiRequest, plan_id: UUID) -> Any:
    """One version with its goals and steps."""
    plan = _plan(request, plan_id)
    return {"plan": plan, "goals": goals_of(plan)}


@router.post(
    "/people/{uuid:person_id}/plans",
    response={201: Made},
    operation_id="plans_begin",
    auth=may(WRITE),
)
def begin(request: ApiRequest, person_id: UUID, body: NothingIn) -> Any:
    """Begin a plan for somebody who has none."""
    return done(request, BEGIN, opened(request, person_id), {"sent": True})


@router.post(
    "/plans/{uuid:plan_id}/goals",
    response={201: Made},
    operation_id="plans_add_goal",
    auth=may(WRITE),
)
def add_goal(request: ApiRequest, plan_id: UUID, body: GoalIn) -> Any:
    """Add a goal with its steps to a plan that is being written."""
    plan = _plan(request, plan_id)
    steps = numbered([step.dict() for step in body.steps])
    said = {"need": body.need, "text": body.text, **steps}
    form = valid(GoalForm(said, rows=len(body.steps)))
    return made(ADD_GOAL.do(request.actor, plan, form))


@router.post(
    "/goals/{uuid:goal_id}/progress",
    response={201: Made},
    operation_id="plans_note_progress",
    auth=may(WRITE),
)
def progress(request: ApiRequest, goal_id: UUID, body: ProgressIn) -> Any:
    """Note what came of a goal and of its steps."""
    goal = one_goal(goal_id)
    opened(request, goal.person_id)
    steps = {str(pk): state for pk, state in body.steps.items()}
    said = {"state": body.state, "cause": body.cause, "note": body.note}
    form = valid(PROGRESS.form(said | steps, goal))
    refuse_if([FOREIGN_STEP] if set(body.steps) - set(form.ids) else [])
    return made(PROGRESS.do(request.actor, goal, form))


@router.post(
    "/plans/{uuid:plan_id}/answer",
    response={201: Made},
    operation_id="plans_answer",
    auth=may(WRITE),
)
def answer(request: ApiRequest, plan_id: UUID, body: PlanAnswerIn) -> Any:
    """Record what the person says of the plan."""
    return done(request, ANSWER, _plan(request, plan_id), body.dict())


@router.post(
    "/plans/{uuid:plan_id}/moves/{slug:code}",
    response={201: Made},
    operation_id="plans_move",
    auth=may(WRITE),
)
def move(request: ApiRequest, plan_id: UUID, code: str, body: PlanMoveIn) -> Any:
    """Any other move, such as `propose` or `countersign`; `start_review` answers with the next."""
    return done(request, moving(code), _plan(request, plan_id), body.dict())
