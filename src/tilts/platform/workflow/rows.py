"""The status row of a case, made and signed in one place."""

from datetime import datetime
from uuid import UUID

from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import SERVICE_ID

from .models import Matter, Status


def whose(case: Matter) -> UUID:
    """Under whose name the record keeps its steps: its person's, or the service's for nobody's."""
    return case.person_id or SERVICE_ID


def status_row(
    case: Matter,
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
        person_id=whose(case),
        move=move,
        from_state=from_state,
        to_state=case.state,
        effective_at=at,
        act_id=act,
    )
    row.by(by)
    row.sign()
    return row
