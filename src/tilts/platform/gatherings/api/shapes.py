"""What the API of gatherings takes and answers."""

from datetime import date, datetime, time
from uuid import UUID

from ninja import Field, Schema

from tilts.platform.access.operations import Body

from ..models import Outcome, Series


class SeriesOut(Schema):
    """A group. `template` is the code and version of what is held."""

    id: UUID
    name: str
    template: str
    unit: UUID = Field(alias="unit_id")
    capacity: int
    opened_on: date
    closed_on: date | None
    closed_because: str

    @staticmethod
    def resolve_template(obj: Series) -> str:
        """Code and version."""
        return str(obj.template)


class SessionOut(Schema):
    """A session. `alone` is the enrolment for which alone it is held; `leaders` are parties."""

    id: UUID
    number: int
    code: str
    form: str
    starts_at: datetime
    ends_at: datetime
    place: UUID | None = Field(alias="place_id")
    online: bool
    alone: UUID | None = Field(alias="alone_id")
    catches_up: UUID | None = Field(alias="catches_up_id")
    cancelled_because: str
    leaders: list[UUID]


class EnrolmentOut(Schema):
    """Somebody who takes part. `minutes` and `sessions` are done, transfers along the way too."""

    id: UUID
    series: UUID = Field(alias="series_id")
    party: UUID = Field(alias="party_id")
    kind: str
    since: date
    until: date | None
    waiting_days: int
    ended_how: str
    sessions: int
    minutes: int


class WholeSeriesOut(Schema):
    """A group with its sessions, and who takes part as far as one sees them."""

    series: SeriesOut
    sessions: list[SessionOut]
    enrolments: list[EnrolmentOut]


class MarkOut(Schema):
    """What was said of one participant; an empty `outcome` while nothing was."""

    enrolment: UUID
    outcome: str = ""
    excuse: str = ""
    moved_by: str = ""
    minutes: int = 0
    note: str = ""
    said_at: datetime | None = None


class SheetOut(Schema):
    """A session with its attendance sheet."""

    session: SessionOut
    marks: list[MarkOut]


class OpenGroupIn(Body):
    """A new group; `capacity` is that of the template unless it is given."""

    template: UUID
    unit: UUID
    name: str
    on: date
    capacity: int | None = None


class WeeklyIn(Body):
    """A time of the week: 0 for Monday."""

    weekday: int = Field(ge=0, le=6)
    at: time


class TimetableIn(Body):
    """Weekly times, at most three; rooms in the order of preference, none for online."""

    weekly: list[WeeklyIn] = Field(min_length=1, max_length=3)
    since: date
    places: list[UUID] = Field([], max_length=50)


class NewSessionIn(Body):
    """A session beside the timetable; `alone` an enrolment, no place means online."""

    code: str
    starts_at: datetime
    leaders: list[UUID] = Field(max_length=20)
    alone: UUID | None = None
    place: UUID | None = None
    minutes: int | None = None


class MoveSessionIn(Body):
    """Another time or place of a session."""

    starts_at: datetime
    place: UUID | None = None
    minutes: int | None = None


class BecauseIn(Body):
    """Why."""

    because: str


class CoverIn(Body):
    """Who leads in whose place."""

    leader: UUID
    successor: UUID


class ReplaceIn(CoverIn):
    """Who leads in whose place, from a day on."""

    since: date


class LeaderIn(Body):
    """One more leader, from a day on."""

    party: UUID
    since: date


class EnrolIn(Body):
    """Who takes part from a day on, and since when they have waited."""

    party: UUID
    since: date
    waiting_since: date | None = None


class EndEnrolmentIn(Body):
    """How an enrolment ends on a day: completed, withdrew, excluded, left or error."""

    on: date
    how: str
    because: str = ""


class TransferIn(Body):
    """In which group somebody goes on."""

    to: UUID
    on: date


class CapacityIn(Body):
    """How many places a group has."""

    capacity: int


class CloseIn(BecauseIn):
    """When and why a group is closed."""

    on: date


class MarkIn(Body):
    """What is said of one participant.

    `key` names what was said, `said_at` is the time of the device: a mark sent twice, late
    or out of order counts once, and the last word stands.
    """

    enrolment: UUID
    outcome: Outcome
    excuse: str = ""
    moved_by: str = ""
    minutes: int | None = Field(None, ge=0, le=720, description="empty: the whole session")
    note: str = Field("", max_length=500)
    catches_up: UUID | None = None
    said_at: datetime | None = None
    key: UUID


class MarksIn(Body):
    """The marks of one session."""

    marks: list[MarkIn] = Field(min_length=1, max_length=1000)


class ToldOut(Schema):
    """What came of each mark, by enrolment: written, known already, or overtaken by a later one."""

    told: dict[str, str]


class MovementOut(Schema):
    """Somebody is brought somewhere; `against` says what else they have at that time."""

    party: UUID
    unit: UUID
    starts_at: datetime
    ends_at: datetime
    where: str
    what: str
    session: UUID | None
    against: list[str]


class ElsewhereIn(Body):
    """Somebody is at court, on a visit, at work, isolated, in hospital or elsewhere."""

    party: UUID
    kind: str
    starts_at: datetime
    ends_at: datetime


class RoomOut(Schema):
    """A room in which groups meet; no `seats` where their number does not matter."""

    id: UUID
    unit: UUID = Field(alias="unit_id")
    name: str
    seats: int | None
    since: date
    until: date | None


class RoomIn(Body):
    """A room of a unit, from a day on."""

    unit: UUID
    name: str
    since: date
    seats: int | None = None


class ApartOut(Schema):
    """Two who must not meet. Why is in the record alone."""

    id: UUID
    one: UUID = Field(alias="one_id")
    other: UUID = Field(alias="other_id")
    since: date
    until: date | None


class ApartIn(Body):
    """Who must not meet whom, and why; `until` when that is known."""

    one: UUID
    other: UUID
    because: str
    since: date
    until: date | None = None


class UntilIn(Body):
    """From which day on it holds no more."""

    until: date
