"""What goes in and out. Minutes are whole minutes; weekday 0 is Monday."""

from datetime import date, time
from uuid import UUID

from ninja import Field, Schema

from tilts.platform.access.operations import Body


class ServiceOut(Schema):
    """The community service of a measure; `minutes` is what was ordered."""

    id: UUID
    person: UUID = Field(alias="person_id")
    unit: UUID = Field(alias="unit_id")
    measure: UUID = Field(alias="measure_id")
    state: str
    stage: str = Field(alias="state_title")
    imposed_by: str
    minutes: int
    received_on: date
    due_by: date
    registered_on: date | None
    municipality: str
    weekdays: list[int]
    must_not: list[str]
    must: list[str]
    postponed_until: date | None
    started_on: date | None
    ended_on: date | None


class ServiceBalanceOut(Schema):
    """Minutes ordered, credited, waiting, remaining; when all is done at this pace."""

    ordered: int
    credited: int
    waiting: int
    remaining: int
    expected: date | None
    due_by: date
    is_late: bool


class WorkDayOut(Schema):
    """What was said last of a day of work; `line` stays when it is said anew."""

    id: UUID
    line: UUID
    person: UUID = Field(alias="person_id")
    case: UUID = Field(alias="service_id")
    placement: UUID = Field(alias="placement_id")
    number: int
    step: str
    day: date
    begins: time | None
    minutes: int
    went: str
    quality: str
    behaviour: str
    note: str


class WholeServiceOut(Schema):
    """A case with its balance and days."""

    case: ServiceOut
    balance: ServiceBalanceOut
    days: list[WorkDayOut]


class MatchLineOut(Schema):
    """A reason for a provider (met) or against it, in words."""

    code: str
    met: bool
    text: str


class MatchOut(Schema):
    """A provider for somebody; `km` is null where it cannot be said."""

    provider: UUID
    name: str
    km: int | None
    blocked: bool
    lines: list[MatchLineOut]


class ServiceReceiptIn(Body):
    """Who imposed it (court, prosecutor), and when the judgment came."""

    imposed_by: str
    received_on: date


class AbilitiesIn(Body):
    """Whence they come to work, and which work is possible; weekday 0 is Monday."""

    municipality: str = ""
    weekdays: list[int] = Field([], max_length=7)
    must_not: list[str] = Field([], max_length=20)
    must: list[str] = Field([], max_length=20)


class WorkPlaceIn(Body):
    """Where, from when, on which days and times; `despite` where something speaks against it."""

    provider: UUID
    since: date
    weekdays: list[int] = Field(max_length=7)
    from_time: time
    to_time: time
    despite: str = ""


class SaidOfDayIn(Body):
    """A day of work as it is said to have been."""

    day: date
    went: str = "worked"
    begins: time | None = None
    minutes: int = Field(0, ge=0, le=1440)
    quality: str = ""
    behaviour: str = ""
    note: str = ""


class WorkDayIn(SaidOfDayIn):
    """A day as the provider's sheet has it; `signed` when the provider signed for it."""

    signed: bool = True


class WorkCorrectionIn(SaidOfDayIn):
    """A day said anew, and why."""

    reason: str


class AbsenceJudgementIn(Body):
    """excused, no-work or unacceptable; and why."""

    went: str
    note: str = ""


class WorkReasonIn(Body):
    """Why; empty for moves that want no reason."""

    reason: str = ""


class WorkPostponementIn(Body):
    """Until when, and why."""

    until: date
    reason: str


class WorkWordsIn(Body):
    """What was said, and on which day."""

    text: str
    said_on: date


class WorkMotionIn(WorkWordsIn):
    """To which court."""

    authority: str


class WorkReplacementIn(WorkMotionIn):
    """By which decision of which court."""

    reference: str = ""


class WorkDecisionIn(WorkReplacementIn):
    """goes-on or replaced."""

    outcome: str


class ApprovalIn(Body):
    """Ids of what was said last of days that the provider confirmed."""

    days: list[UUID] = Field(max_length=200)


class ApprovedOut(Schema):
    """How many days were approved."""

    approved: int


class ServicePaperIn(Body):
    """person, warning or motion; and in which language."""

    paper: str = "person"
    language: str


class WorkProviderIn(Body):
    """What is said of a provider; `municipality` is a code of the country's files."""

    name: str
    registration_number: str
    kind: str
    street: str
    municipality: str
    work: str
    traits: list[str] = Field([], max_length=20)
    weekdays: list[int] = Field(max_length=7)
    from_time: time
    to_time: time
    places: int


class WorkProviderOut(WorkProviderIn):
    """A work provider; `contract_until` is the first day on which its contract holds no more."""

    id: UUID
    under_contract: bool
    contract_until: date | None


class ProviderContractIn(Body):
    """A contract; without a last day it has no end."""

    number: str
    since: date
    last_day: date | None = None


class ProviderContactIn(Body):
    """Whom the service speaks with."""

    name: str
    phone: str = ""
    email: str = ""
