"""Reads of meetings."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.workflow.models import Status

from .models import Decision, Meeting


def meetings_about(records: Iterable[UUID]) -> "QuerySet[Meeting]":
    """Meetings on these records of people, the newest first."""
    rows: QuerySet[Meeting] = Meeting.objects.about(records)
    return rows.select_related("chair").order_by("-starts_at", "-pk")


def decisions_of(meeting: Meeting) -> "QuerySet[Decision]":
    """What was decided there; what is due first comes first."""
    rows: QuerySet[Decision] = meeting.decisions.select_related("responsible")
    return rows.order_by("due", "pk")


def is_expected(meeting: Meeting) -> bool:
    """Invitations are out, and nothing was held before the person went at large or died."""
    rows = Status.objects.filter(case=meeting.case_ref()).exclude(
        to_state__in=("suspended", "ended_by_death")
    )
    return rows.order_by("number").values_list("to_state", flat=True).last() == "invited"


def one_meeting(meeting_id: UUID) -> Meeting:
    """A meeting that the actor sees; raises Refused."""
    rows = Meeting.objects.select_related("chair__agency", "approved_by", "person", "unit__agency")
    found: Meeting | None = rows.filter(pk=meeting_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def one_decision(decision_id: UUID) -> Decision:
    """A decision that the actor sees; raises Refused."""
    rows = Decision.objects.select_related("meeting", "responsible")
    found: Decision | None = rows.filter(pk=decision_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found
