"""The status row of a case, made and signed in one place."""

from datetime import datetime
from uuid import UUID

from tilts.platform.parties.actors import Actor

from .models import Case, Status


def status_row(
    case: Case,
    *,
    by: Actor,
    act: UUID,
    at: datetime,
    number: int = 1,
    move: str = "",
    from_state: str = "",
) -> Status:
    """A signed row, not yet saved, that says where the case stands now and how it came there."""
    row = Status(
        case=case.case_ref(),
        number=number,
        person_id=case.person_id,
        move=move,
        from_state=from_state,
        to_state=case.state,
        effective_at=at,
        act_id=act,
    )
    row.by(by)
    row.sign()
    return row
