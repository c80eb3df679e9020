"""An occurrence is handled, called off, talked through, or led by somebody else."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move, open_item

from ..cases import DEBRIEF, STEPS
from ..catalogue import protocol_of
from ..models import Occurrence
from ..noting import note


def advance(
    *, by: Actor, case: Occurrence, code: str, reason: str = "", words: str = ""
) -> Occurrence:
    """Make a move of an occurrence; `words` say what came of it, or what was learnt."""
    with act("protocols.advance", by=by, reason=reason):
        move(case=case, code=code, by=by, reason=reason, **_changed_with(case, code, by))
        note(case, words)
        _open_work(case, code, by)
    return case


def _changed_with(case: Occurrence, code: str, by: Actor) -> dict[str, Any]:
    if code == "handle":
        days = protocol_of(case).debrief_days
        return {"debrief_on": timezone.localdate() + timedelta(days=days)}
    leads = code == "take_over" and by.kind == PartyKind.STAFF
    return {"leader_id": by.party} if leads else {}


def _open_work(case: Occurrence, code: str, by: Actor) -> None:
    """The work that a move leaves to its leader, by the day that the protocol says."""
    if code not in ("handle", "take_over"):
        return
    open_item(
        by=by,
        kind=STEPS if case.goes_on else DEBRIEF,
        person=case.person_id,
        unit=case.unit,
        owner=case.work_owner(),
        case=case.case_ref(),
        due=None if case.goes_on else case.debrief_on,
    )
