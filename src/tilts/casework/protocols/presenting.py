"""Occurrences as pages and the API show them: each step with its time, and what came of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from uuid_utils.compat import uuid4

from tilts.jurisdictions.schema import ProtocolStep
from tilts.platform.access.reasons import Text
from tilts.platform.organisation.certified import in_words

from .catalogue import calls_of, protocol_of
from .models import Occurrence, OccurrenceStep, Taking
from .queries import GRACE, steps_of

TONES = {"open": "danger", "suspended": "warning", "handled": "info", "debriefed": "success"}
RARE = ("reopen", "mark_error", "mark_wrong_person")
BY: dict[str, Text] = {
    "finder": lazy("whoever is there"),
    "officer": lazy("responsible officer"),
    "head": lazy("head of unit"),
    "colleague": lazy("a colleague"),
}


@dataclass(frozen=True)
class StepLine:
    """A step on the page. `taking` is what stands, `before` what was taken back."""

    step: OccurrenceStep
    text: str
    by: Text
    calls: list[tuple[str, str]]
    within: str
    overdue: bool
    taking: Taking | None = None
    before: list[Taking] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    key: Any = field(default_factory=uuid4)


def step_lines(case: Occurrence, words: Sequence[Any] = ()) -> list[StepLine]:
    """Every step in its order, with what was noted where the reader may read it."""
    noted = defaultdict(list)
    for one in words:
        noted[one.taking_id].append(one.text)
    known = {step.code: step for step in protocol_of(case).steps}
    return [_line(case, row, known[row.code], noted) for row in steps_of(case)]


def _line(
    case: Occurrence, row: OccurrenceStep, step: ProtocolStep, noted: dict[Any, list[str]]
) -> StepLine:
    takings = list(row.takings.all())
    standing = next((one for one in takings if one.undone_at is None), None)
    return StepLine(
        step=row,
        text=in_words(step.names),
        by=BY[step.by],
        calls=_calls(case, step),
        within=within(step.within),
        overdue=is_late(case, row.due_at, standing),
        taking=standing,
        before=[one for one in takings if one.undone_at],
        words=noted[standing.pk] if standing else [],
    )


def _calls(case: Occurrence, step: ProtocolStep) -> list[tuple[str, str]]:
    """Whom to call, and under which number."""
    day = timezone.localdate(case.opened_at)
    return [(in_words(c.names), c.number) for c in calls_of(case.country, step.calls, day)]


def is_late(case: Occurrence, due_at: datetime, standing: Taking | None) -> bool:
    """True for a step that nobody took by its time, while the occurrence goes on."""
    return case.goes_on and standing is None and due_at < timezone.now() - GRACE


def within(minutes: int) -> str:
    """By when, in words."""
    if not minutes:
        return _("at once")
    hours, rest = divmod(minutes, 60)
    if hours and not rest:
        return _("within %(n)s h") % {"n": hours}
    return _("within %(n)s min") % {"n": minutes}


def told_never(case: Occurrence) -> list[str]:
    """What must not be done."""
    return [in_words(one) for one in protocol_of(case).never]
