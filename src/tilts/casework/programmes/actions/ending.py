"""In time: warnings before a licence ends, and its end."""

from datetime import date
from typing import Any

from tilts.casework.proceedings.catalogue import pack_of
from tilts.engines.calendars.months import add_months
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import open_item, react
from tilts.platform.workflow.models import WorkItem

from ..cases import FIRST_WARNING, LAST_WARNING
from ..models import Accreditation

WARNINGS = (
    (FIRST_WARNING, "licence_first_warning_months"),
    (LAST_WARNING, "licence_last_warning_months"),
)
WARNED_IN = ("licensed", "suspended")  # who asked for an extension needs no warning


def warn_of_ends(*, by: Actor, day: date) -> int:
    """Open work for the licences that end soon; run twice, it opens nothing twice."""
    rows = Accreditation.objects.filter(state__in=WARNED_IN).select_related("unit__agency")
    with act("programmes.warn_of_ends", by=by):
        return sum(_warn(by, case, day) for case in rows.order_by("pk"))


def _warn(by: Actor, case: Accreditation, day: date) -> int:
    if case.valid_to is None:
        return 0
    opened = 0
    pack = pack_of(case.country)
    for kind, threshold in WARNINGS:
        begins = add_months(case.valid_to, -pack.threshold(threshold, on=day))
        told: dict[str, Any] = {"programme": case.title, "valid_to": case.valid_to.isoformat()}
        if begins <= day <= case.valid_to and not _warned(case, kind.code, told["valid_to"]):
            open_item(
                by=by, kind=kind, person=None, unit=case.unit, owner=case.applicant_id,
                case=case.case_ref(), due=case.valid_to, **told,
            )  # fmt: skip
            opened += 1
    return opened


def _warned(case: Accreditation, kind: str, valid_to: str) -> bool:
    rows = WorkItem.objects.filter(case=case.case_ref(), kind=kind)
    return any(item.values.get("valid_to") == valid_to for item in rows)


def expire_licences(*, by: Actor, day: date) -> int:
    """End the licences whose last day is over; returns how many."""
    over = Accreditation.objects.filter(
        state__in=("licensed", "extension_requested", "suspended"), valid_to__lt=day
    )
    rows = list(over.select_related("unit__agency").order_by("pk"))
    for case in rows:
        react(case=case, code="expire", by=by)
    return len(rows)
