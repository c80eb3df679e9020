"""Supervision as the pages show it."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.platform.design.display import local

from .breach_letters import what_was_breached
from .models import About, Appointment, Breach, Supervision
from .queries.orders import next_dates

TONES = {
    "received": "warning",
    "registered": "warning",
    "active": "info",
    "completed": "success",
    "revoked": "danger",
    "converted": "warning",
}
RARE = ("revoke", "convert", "hand_over", "reopen", "mark_error", "mark_wrong_person")


BREACH_TONES = {
    "noted": "warning",
    "asked": "warning",
    "answered": "warning",
    "warned": "danger",
    "warned_again": "danger",
    "before_court": "danger",
    "settled": "success",
}


def begun(row: Appointment) -> dict[str, Any]:
    """What the form of a breach can say already of an appointment that was missed."""
    text = _("The appointment of %(when)s was not kept.") % {"when": local(row.starts_at)}
    return {
        "about": About.CONTACT,
        "appointment": row.pk,
        "on": timezone.localdate(row.starts_at),
        "told": text,
    }


def breach_lines(cases: Iterable[Breach]) -> list[dict[str, Any]]:
    """Each breach with what was not kept."""
    return [
        {
            "case": case,
            "what": what_was_breached(case),
            "tone": BREACH_TONES.get(case.state, "neutral"),
        }
        for case in cases
    ]


def order_lines(cases: Iterable[Supervision]) -> list[dict[str, Any]]:
    """Each case with what is next or when it ended: one query more for any number."""
    rows = list(cases)
    due = next_dates(rows)
    return [
        {
            "case": case,
            "tone": TONES.get(case.state, "neutral"),
            "said": _said(case, due.get(case.pk)),
        }
        for case in rows
    ]


def _said(case: Supervision, due: Any) -> str:
    if case.is_over:
        return _("ended on %(day)s") % {"day": local(case.ended_on)} if case.ended_on else ""
    parts = [_("next step by %(day)s") % {"day": local(due)}] if due else []
    last = case.ends_on
    return " · ".join([*parts, *([_("until %(day)s") % {"day": local(last)}] if last else [])])
