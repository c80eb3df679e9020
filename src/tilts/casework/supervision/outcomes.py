"""What became of an appointment, said in two steps: whether they came, and what was talked of."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.access.reasons import Reason, Reasons, Text
from tilts.platform.gatherings.models import PRESENT, Attendance, Excuse, Outcome

from .appointments import Wanted

UNDO = timedelta(minutes=15)  # how long a page offers to take it back in one step
LONGEST_NOTE = 500  # of what is said of an absence
LATE = "late"
SEPARATOR = ":"  # an acceptable absence is "excused:medical"

NOTHING_SAID = Reason("text-wanted", _("Say in a sentence what was talked of."))
TOO_LONG = Reason("note-long", _("Say of an absence at most 500 characters."))

CAME: dict[str, Text] = {
    Outcome.COMPLIED: _("came, and complied"),
    LATE: _("came late"),
    Outcome.NOT_COMPLIED: _("came, did not comply"),
    Outcome.SENT_HOME: _("sent home"),
}
EXCUSED: dict[str, Text] = {
    f"{Outcome.EXCUSED}{SEPARATOR}{one}": one.label for one in Excuse if one != Excuse.STOOD_DOWN
}
MISSED: dict[str, Text] = {
    Outcome.UNACCEPTABLE: _("no acceptable reason"),
    Outcome.NOT_BROUGHT: _("the service's fault"),
}
TONES = {
    Outcome.COMPLIED: "success",
    Outcome.NOT_COMPLIED: "warning",
    Outcome.SENT_HOME: "warning",
    Outcome.UNACCEPTABLE: "danger",
}


@dataclass(frozen=True, kw_only=True)
class Said:
    """What became of an appointment: `choice` is a key of CAME, EXCUSED or MISSED.

    `text` is what was talked of, or what was said of an absence; `agreed` is shown next time.
    `next` is the appointment agreed there and then. `said_at` and `key` come from the device, so
    that the same word sent twice counts once.
    """

    choice: str
    text: str = ""
    agreed: str = ""
    behaviour: str = ""
    concerns: str = ""
    with_whom: str = ""
    next: Wanted | None = None
    said_at: datetime | None = None
    key: UUID = field(default_factory=uuid7)

    @property
    def outcome(self) -> Outcome:
        """As attendance is marked: whoever came late has attended."""
        return Outcome.COMPLIED if self.choice == LATE else Outcome(self.choice.split(SEPARATOR)[0])

    @property
    def excuse(self) -> str:
        """The kind of an acceptable absence."""
        return self.choice.partition(SEPARATOR)[2]

    @property
    def came(self) -> bool:
        """Whether there was a contact at all."""
        return self.outcome in PRESENT


def why_not_said(said: Said) -> Reasons:
    """A contact has its words; of an absence there is less to say."""
    if said.came:
        return [] if said.text.strip() else [NOTHING_SAID]
    return [TOO_LONG] if len(said.text) > LONGEST_NOTE else []


def in_words(row: Attendance, *, late: bool) -> Text:
    """What became of it, as lists say it."""
    if row.outcome == Outcome.EXCUSED:
        why = Excuse(row.excuse).label
        return format_lazy("{what}: {why}", what=_("acceptable absence"), why=why)
    if row.outcome in MISSED:
        return format_lazy("{what}: {why}", what=_("did not come"), why=MISSED[row.outcome])
    return CAME[LATE] if late else CAME.get(row.outcome, Outcome(row.outcome).label)


def tone_of(row: Attendance) -> str:
    """The tone of the kit in which it is shown."""
    return TONES.get(Outcome(row.outcome), "neutral")
