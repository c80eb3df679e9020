"""What the API says about proceedings, measures and placements."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from ..catalogue import is_sexual
from ..guards import title_of
from ..presenting import offence_title


class ProceedingOut(Schema):
    """Proceedings. `stage` is the name of `state` in the reader's language."""

    id: UUID
    person: UUID = Field(alias="person_id")
    unit: UUID = Field(alias="unit_id")
    country: str
    authority: str
    reference: str
    received_on: date
    judged_on: date | None
    in_force_on: date | None
    presumed_innocent: bool
    state: str
    stage: str = Field(alias="state_title")


class OffenceOut(Schema):
    """An offence. Circumstances of a sexual one stand behind a wall (`walled`), never here."""

    id: UUID
    code: str
    title: str
    iccs: str
    gravity: str
    committed_on: date
    committed_until: date | None
    attempt: bool
    walled: bool
    circumstances: str

    @staticmethod
    def resolve_title(obj: Any) -> str:
        """As the national code calls it."""
        return offence_title(obj)

    @staticmethod
    def resolve_walled(obj: Any) -> bool:
        """True for a sexual offence."""
        return is_sexual(obj.iccs)


class MeasureOut(Schema):
    """A sentence, measure or order: years, months and days, or `minutes`, or `cents`."""

    id: UUID
    kind: str
    title: str
    imposed_on: date
    in_force_on: date | None
    start: date | None
    years: int
    months: int
    days: int
    minutes: int | None
    cents: int | None
    suspended: bool
    probation_months: int | None
    follows: UUID | None = Field(alias="follows_id")
    remand_days: int
    release_class: str
    unit: UUID | None = Field(alias="unit_id")
    ended_on: date | None
    ended_how: str

    @staticmethod
    def resolve_title(obj: Any) -> str:
        """As the law called it on the day it was imposed."""
        return title_of(obj)


class ReasonOut(Schema):
    """Why something cannot be."""

    code: str
    text: str

    @staticmethod
    def resolve_text(obj: Any) -> str:
        """As any reader may have it."""
        text: str = obj.for_reader()
        return text


class MoveOut(Schema):
    """What can happen next; with `reasons`, it cannot yet."""

    code: str
    title: str
    description: str
    suggested: bool
    reasons: list[ReasonOut]

    @staticmethod
    def resolve_title(obj: Any) -> str:
        """In the reader's language."""
        return str(obj.move.title)

    @staticmethod
    def resolve_description(obj: Any) -> str:
        """What it means."""
        return str(obj.move.description)


class StatusOut(Schema):
    """A stage that proceedings came to, by which move; the first has none."""

    state: str = Field(alias="to_state")
    move: str
    effective_at: datetime


class WorkingOut(Schema):
    """One line of the working. `confirmed`: the agency has confirmed the rule behind it."""

    text: str
    result: str
    confirmed: bool


class AnswerOut(Schema):
    """A day of release, or why there is none, and how it comes out."""

    title: str
    day: date | None
    why_not: list[str]
    working: list[WorkingOut] = Field(alias="lines")


class ReleaseOut(Schema):
    """End of sentence, earliest conditional release, earliest release with monitoring."""

    end: AnswerOut
    conditional: AnswerOut
    monitored: AnswerOut


class WholeOut(Schema):
    """Proceedings with all that stands in them; `history` runs from the first stage on."""

    proceeding: ProceedingOut
    offences: list[OffenceOut]
    measures: list[MeasureOut]
    moves: list[MoveOut]
    history: list[StatusOut]
    release: ReleaseOut


class PlacementOut(Schema):
    """A time in a unit of a prison; `ended_how` is empty where another placement follows."""

    id: UUID
    person: UUID = Field(alias="person_id")
    unit: UUID = Field(alias="unit_id")
    since: date
    until: date | None
    reason: str
    ended_how: str


class ResponsibleOut(Schema):
    """Which service is responsible – prison, both, probation, none – and why, in words."""

    who: str
    why: str
