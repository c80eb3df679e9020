"""How the duties of orders are kept, as the pages show it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from .duties import said
from .models import Duty, DutyCheck, Supervision
from .queries.duties import duties_of, last_checks

TONES = {"kept": "success", "partly": "warning", "not_kept": "danger", "unknown": "neutral"}


def compliance(cases: Iterable[Supervision]) -> dict[UUID, list[dict[str, Any]]]:
    """Each duty of these orders, standing ones first, with its last check: two queries."""
    rows = {case.pk: case for case in cases}
    duties = sorted(duties_of(rows.values()), key=lambda duty: duty.until is not None)
    checks = last_checks(duties)
    found: dict[UUID, list[dict[str, Any]]] = {pk: [] for pk in rows}
    for duty in duties:
        case = rows[duty.supervision_id]
        found[case.pk].append(_line(case, duty, checks.get(duty.pk)))
    return found


def _line(case: Supervision, duty: Duty, check: DutyCheck | None) -> dict[str, Any]:
    return {
        "duty": duty,
        "stands": duty.until is None,
        "text": said(case.country, duty.code, duty.slots, duty.since),
        "check": check,
        "tone": TONES[check.kept] if check else "neutral",
    }
