"""What is said of a visit: the plan, the check, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from .choices import Decision, Met


@dataclass(frozen=True, kw_only=True)
class Planned:
    """When, for how many minutes, where, and what for."""

    at: datetime
    minutes: int
    address: str
    aim: str = ""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The answers by question, and what people decided."""

    answers: Mapping[str, str]
    decision: Decision
    why: str = ""
    colleague: UUID | None = None
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was found and agreed. The key comes from the device: what is sent twice counts once."""

    met: Met
    note: str
    agreed: str = ""
    key: UUID = field(default_factory=uuid7)
