"""What a notice is about may have a time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Occasion:
    """A meeting, a hearing, an appointment: `id` is the same when it is moved or called off."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    called_off: bool = False
