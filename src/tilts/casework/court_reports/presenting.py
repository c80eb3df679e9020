"""Reports as the pages show them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.jurisdictions.schema import ReportSection
from tilts.platform.design.display import local
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.pieces import Piece

from .catalogue import hint, named
from .choices import VictimWay
from .guards import why_not_hear
from .models import Report
from .prefilling import offered, stale

TONES = {
    "requested": "warning",
    "assigned": "info",
    "interview_scheduled": "info",
    "interviewed": "info",
    "drafting": "info",
    "letter": "info",
    "quality_review": "warning",
    "passed": "warning",
    "signed": "warning",
    "sent": "success",
}
RARE = ("pass_on", "withdraw", "revise", "reopen", "mark_error", "mark_wrong_person")


def title_of(case: Report) -> str:
    """What is written, and for whom."""
    return f"{named(case.form)} · {case.authority}"


def due_said(case: Report, today: date) -> tuple[str, str]:
    """By when the authority has it, and in which tone; nothing of what is over."""
    if case.is_over:
        return "", "neutral"
    days = (case.due_on - today).days
    tone = "danger" if days < 0 else "warning" if days <= 3 else "neutral"
    return _("due on %(day)s") % {"day": local(case.due_on)}, tone


def line(case: Report) -> dict[str, Any]:
    """A report in a list."""
    said, tone = due_said(case, timezone.localdate())
    return {
        "case": case,
        "title": title_of(case),
        "tone": TONES.get(case.state, "neutral"),
        "due": said,
        "due_tone": tone,
        "writer": case.author.short_name if case.author else "",
    }


def facts(case: Report) -> list[tuple[str, str]]:
    """What is known of a request and of how far it is."""
    purpose = next((one for one in case.form.purposes if one.code == case.purpose), None)
    said = (
        (_("Asked for by"), f"{case.authority} ({case.get_asker_display()})"),
        (_("Its reference number"), case.reference),
        (_("What it is for"), named(purpose) if purpose else case.purpose),
        (_("The authority's question"), case.question),
        (_("Language of the report"), case.get_wished_display()),
        (_("Received on"), local(case.requested_on)),
        (_("Due on"), local(case.due_on)),
        (_("Writer"), case.author.name if case.author else _("nobody yet")),
        (_("Interview"), _interview(case)),
        (_("Victim"), str(VictimWay(case.victim).label)),
        (
            _("Signed by"),
            f"{case.signed_by.name}, {local(case.signed_on)}" if case.signed_by else "",
        ),
        (_("Sent on"), f"{local(case.sent_on)}, {case.sent_how}" if case.sent_on else ""),
    )
    return [(label, value) for label, value in said if value]


def _interview(case: Report) -> str:
    if case.no_interview:
        return str(case.get_no_interview_display())
    if case.interviewed_on:
        return _("held on %(day)s") % {"day": local(case.interviewed_on)}
    return f"{local(case.interview_at)}, {case.place}" if case.interview_at else ""


def sections(case: Report, actor: Actor, written: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """The sections in their order, with how much stands in each; a walled one may be closed."""
    closed = bool(why_not_hear(case, actor))
    return [
        {
            "of": one,
            "name": named(one),
            "closed": one.walled and closed,
            "walled": one.walled,
            "many": sum(1 for row in written.get(one.code, ()) if row.text),
        }
        for one in case.form.sections
    ]


def section_page(
    case: Report, section: ReportSection, rows: list[Any], known: list[Piece]
) -> dict[str, Any]:
    """A section as it is written: its paragraphs, and beside them what the record knows."""
    order = [one.code for one in case.form.sections]
    here = order.index(section.code)
    return {
        "section": section,
        "name": named(section),
        "hint": hint(section),
        "rows": [paragraph(row, known) for row in rows if row.text],
        "offered": offered(known, rows),
        "before": order[here - 1] if here else "",
        "after": order[here + 1] if here + 1 < len(order) else "",
        "place": {"n": here + 1, "of": len(order)},
    }


def paragraph(row: Any, known: list[Piece]) -> dict[str, Any]:
    """A paragraph, with what the record says now where it changed since."""
    now = stale(known, row)
    return {
        "row": row,
        "stale": now is not False,
        "now": now.text if isinstance(now, Piece) else "",
        "changed": row.is_changed,
    }


def since_reading(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Paragraphs for a colleague: what is new, changed or gone since the last reading."""
    return [{"row": row, "how": _how(row)} for row in rows]


def _how(row: Any) -> str:
    if not row.text:
        return "gone"
    if not row.read:
        return "new"
    return "changed" if row.read != row.text else ""
