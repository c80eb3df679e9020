"""What is said in a plan, as forms and the API hand it to the actions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class StepContent:
    """A step: what, who, by when, how. `id` is the one it changes; None for a new one."""

    what: str
    who: str
    name: str = ""
    due: date | None = None
    how: str = ""
    id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class GoalContent:
    """A goal, and its steps in their order; `gone` names those that are taken away.

    A step that is not mentioned stays: somebody else may have added it meanwhile.
    """

    need: str
    text: str
    steps: tuple[StepContent, ...] = ()
    gone: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What came of a goal and, by id, of its steps; the cause where it lay outside them."""

    state: str
    cause: str = ""
    note: str = ""
    steps: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the person said of the plan, in which language it was explained, and when."""

    answer: str
    words: str
    explained_in: str
    answered_on: date
