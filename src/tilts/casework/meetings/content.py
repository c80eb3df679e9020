"""What is said of a meeting: as it is planned, who is invited, how it went, what is decided."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tilts.platform.organisation.models import Staff


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A meeting as it is to be, `length` in minutes; `basis`: the law under which they share."""

    about: str
    basis: str
    shareable: str
    place: str
    starts_at: datetime
    length: int = 60
    agenda: str = ""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """When and where a meeting is now to be, `length` in minutes."""

    starts_at: datetime
    length: int
    place: str


@dataclass(frozen=True, kw_only=True)
class Guest:
    """One's own staff, or somebody of another agency by name."""

    sector: str
    staff: Staff | None = None
    organisation: str = ""
    name: str = ""
    duty: str = ""
    may_know: str = ""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What was said, and which invitees came. `seen`: the version that is written anew, if any."""

    minutes: str
    attended: Collection[UUID] = ()
    seen: int | None = None


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """What is to be done, who sees to it, by when; `other` does it when it is nobody of staff."""

    what: str
    responsible: Staff
    due: date
    other: str = ""
