"""What the API says of reports, and takes."""

from datetime import date, datetime, time
from uuid import UUID

from ninja import Field, Schema

from tilts.platform.access.operations import Body


class ReportOut(Schema):
    """A report: who asks, by when, who writes it, where it stands, and how far with the victim."""

    id: UUID
    person: UUID = Field(alias="person_id")
    unit: UUID = Field(alias="unit_id")
    proceeding: UUID | None = Field(alias="proceeding_id")
    state: str
    stage: str = Field(alias="state_title")
    asker: str
    authority: str
    reference: str
    purpose: str
    question: str
    language: str = Field(alias="wished")
    requested_on: date
    due_on: date
    author: UUID | None = Field(alias="author_id")
    interview_at: datetime | None
    interviewed_on: date | None
    no_interview: str
    victim: str
    signed_by: UUID | None = Field(alias="signed_by_id")
    signed_on: date | None
    sent_on: date | None
    document: UUID | None = Field(alias="document_id")


class ReportParagraphOut(Schema):
    """A paragraph: a fact with its source, or a judgement; `taken` is as the record gave it."""

    id: UUID
    section: str
    text: str
    nature: str
    source: str
    reliability: str
    source_row: str
    taken: str
    version: int


class ReportReadingOut(Schema):
    """A colleague's reading: which checks hold, remarks by section, whether it passes."""

    id: UUID
    round: int
    reader: UUID = Field(alias="reader_id")
    on: date
    checks: dict[str, bool]
    remarks: dict[str, str]
    said: str
    passed: bool


class WholeReportOut(Schema):
    """A report with what stands in its sections – not the victim's – and who read it."""

    report: ReportOut
    paragraphs: list[ReportParagraphOut]
    readings: list[ReportReadingOut]


class ReportPieceOut(Schema):
    """What the record knows for a section: a fact or a judgement, its source, and whether taken."""

    section: str
    row: str
    text: str
    source: str
    day: date | None
    is_fact: bool


class VictimVoiceOut(Schema):
    """A victim who was invited and what they say, or why nobody was."""

    id: UUID
    name: str
    contact: str
    invited_on: date | None
    by: str
    came: str
    came_on: date | None
    harm: str
    wishes: str
    waived_because: str


class ReportRequestIn(Body):
    """What an authority asks: `asker` is court, prosecutor or prison."""

    asker: str
    authority: str
    reference: str
    purpose: str
    question: str = ""
    wished: str
    requested_on: date
    proceeding: UUID | None = None
    unit: UUID


class ReportWriterIn(Body):
    """Who writes it, by the id of staff."""

    to: UUID


class ReportPassOnIn(ReportWriterIn):
    """To whom it goes, and why."""

    reason: str


class ReportAppointmentIn(Body):
    """When and where the person is interviewed."""

    day: date
    at: time
    place: str


class ReportInterviewIn(Body):
    """When the person was interviewed, and how it was."""

    on: date
    note: str = ""


class ReportAttemptIn(Body):
    """What was tried to meet the person: letter, phone, e-mail or visit."""

    on: date
    how: str
    came_of: str = ""


class NoInterviewIn(Body):
    """Why there is no interview: refused, not-found, unable or abroad."""

    why: str


class ReportParagraphIn(Body):
    """A paragraph; a fact wants its source and how far it can be relied on."""

    text: str
    nature: str
    source: str = ""
    reliability: str = ""


class ReportParagraphChangeIn(ReportParagraphIn):
    """A paragraph as it is to be; `version` is the one that was seen."""

    version: int


class ReportVersionIn(Body):
    """The version that was seen."""

    version: int


class ReportTakeIn(Body):
    """A piece of the record, by its row."""

    row: str


class ReportReviewIn(Body):
    """What a colleague finds; `passed` is yes or no."""

    passed: str
    said: str = ""
    checks: dict[str, bool] = {}
    remarks: dict[str, str] = {}


class ReportSignIn(Body):
    """In which language it is made."""

    language: str


class ReportSendIn(Body):
    """When and how it was sent."""

    on: date
    how: str


class ReportMoveIn(Body):
    """Why, for the moves that want a reason."""

    reason: str = ""


class VictimInvitationIn(Body):
    """Whom, how they are reached, by what (letter, phone, e-mail, visit), and on which day."""

    name: str
    contact: str = ""
    by: str
    invited_on: date


class VictimVoiceIn(Body):
    """What came of it: spoke, wrote, declined or silent."""

    came: str
    came_on: date
    harm: str = ""
    wishes: str = ""


class VictimWaiverIn(Body):
    """Why no victim is invited."""

    because: str
