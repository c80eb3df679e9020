"""Community service as the pages show it."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from tilts.platform.design.display import local

from .balance import Balance
from .choices import Grade, ProviderKind, Step, Trait, Went
from .models import Contract, Placement, Service, WorkEvent, WorkProvider
from .presenting_hours import hours
from .providing import contract_on

TONES = {
    "received": "info",
    "registered": "info",
    "placed": "info",
    "working": "success",
    "postponed": "neutral",
    "evaded": "danger",
    "completed": "success",
    "replaced": "danger",
}
RARE = ("cancel", "replace", "reopen", "mark_error", "mark_wrong_person")
STEP_TONES = {"recorded": "neutral", "confirmed": "warning", "approved": "success"}


def said(case: Service, left: Balance | None = None) -> str:
    """How far it is, in a few words."""
    if case.state == "postponed" and case.postponed_until:
        return _("until %(day)s") % {"day": local(case.postponed_until)}
    if left is None:
        return _("%(all)s by %(day)s") % {"all": hours(case.minutes), "day": local(case.due_by)}
    told = {"done": hours(left.credited), "all": hours(left.ordered), "day": local(left.due_by)}
    return _("%(done)s of %(all)s, by %(day)s") % told


def line_row(event: WorkEvent) -> dict[str, Any]:
    """What was said last of a day, in words."""
    judged = event.went != Went.WORKED
    return {
        "event": event,
        "how": Went(event.went).label if judged else hours(event.minutes),
        "when": "" if judged or event.begins is None else f"{event.begins:%H:%M}",
        "step": Step(event.step).label,
        "tone": STEP_TONES.get(event.step, "neutral"),
        "grades": " · ".join(_grades(event)),
    }


def _grades(event: WorkEvent) -> Iterable[str]:
    if event.quality:
        yield _("work: %(grade)s") % {"grade": Grade(event.quality).label}
    if event.behaviour:
        yield _("behaviour: %(grade)s") % {"grade": Grade(event.behaviour).label}


def balance_facts(left: Balance) -> list[tuple[str, str]]:
    """The balance, each part with its name."""
    facts = [
        (_("Ordered"), hours(left.ordered)),
        (pgettext("state of hours", "Approved"), hours(left.credited)),
        (_("Recorded, not approved yet"), hours(left.waiting)),
        (_("Left to be done"), hours(left.remaining)),
    ]
    if left.expected:
        facts.append((_("Done at this pace on"), local(left.expected)))
    return [*facts, (_("To be done by"), local(left.due_by))]


def weekdays(days: Iterable[int]) -> str:
    """Days of the week in short."""
    return ", ".join(str(WEEKDAYS_ABBR[day]) for day in sorted(days))


def traits(codes: Iterable[str]) -> str:
    """What work is like, in words."""
    return ", ".join(str(Trait(code).label) for code in codes)


def times(row: Placement | WorkProvider) -> str:
    """On which days, from when to when."""
    return f"{weekdays(row.weekdays)} {row.from_time:%H:%M}–{row.to_time:%H:%M}"


def provider_row(row: WorkProvider, taken: int) -> dict[str, Any]:
    """A provider on the list: what it is, where, free places, its contract."""
    held = contract_on(row, timezone.localdate())
    return {
        "provider": row,
        "kind": ProviderKind(row.kind).label,
        "town": row.town(get_language() or "en"),
        "free": max(0, row.places - taken),
        "contract": held,
        "contract_said": contract_said(held),
    }


def contract_said(held: Contract | None) -> str:
    """Until when a contract holds, in words."""
    if held is None:
        return _("no contract today")
    if held.until is None:
        return _("without an end")
    return _("until %(day)s") % {"day": local(last_day(held))}


def last_day(held: Contract) -> Any:
    """The last day on which a contract holds; None without an end."""
    return held.until.fromordinal(held.until.toordinal() - 1) if held.until else None
