"""Reads of occurrences, for one person or for many at once."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tilts.casework.people.models.around import HEALTH
from tilts.casework.people.rules import OPEN_HEALTH
from tilts.casework.proceedings.queries import records
from tilts.platform.access.authority import NOT_YOURS, reaches_person
from tilts.platform.access.purposes import derived_purpose, remembered_purpose
from tilts.platform.access.reasons import Refused
from tilts.platform.access.walls import open_wall
from tilts.platform.parties.actors import Actor

from .capabilities import OPEN_CHILDREN
from .catalogue import protocol_of
from .guards import GOING_ON
from .models import CHILDREN, NOTES, Occurrence, OccurrenceStep, Taking

GRACE = timedelta(minutes=1)  # after which a step that nobody took is late
OPENED_BY = {HEALTH: OPEN_HEALTH, CHILDREN: OPEN_CHILDREN}


def occurrences_of(person_ids: Iterable[UUID]) -> "QuerySet[Occurrence]":
    """Every occurrence about these people, on merged records too, the newest first."""
    rows: QuerySet[Occurrence] = Occurrence.objects.about(records(person_ids))
    return rows.select_related("leader").order_by("-opened_at", "-pk")


def one_occurrence(occurrence_id: UUID) -> Occurrence:
    """The occurrence; raises Refused when it is not visible."""
    rows = Occurrence.objects.select_related("person", "unit", "leader")
    found: Occurrence | None = rows.filter(pk=occurrence_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def one_step(step_id: UUID) -> OccurrenceStep:
    """A step with its occurrence; raises Refused when it is not visible."""
    rows = OccurrenceStep.objects.select_related("occurrence__unit")
    found: OccurrenceStep | None = rows.filter(pk=step_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def one_taking(taking_id: UUID) -> Taking:
    """What was recorded of a step; raises Refused when it is not visible."""
    rows = Taking.objects.select_related("step__occurrence")
    found: Taking | None = rows.filter(pk=taking_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def steps_of(case: Occurrence) -> list[OccurrenceStep]:
    """The steps in their order, each with what was recorded of it, oldest first: two queries."""
    takings = Taking.objects.select_related("taken_by", "undone_by").order_by("said_at", "pk")
    return list(case.steps.order_by("number").prefetch_related(Prefetch("takings", takings)))


def overdue_steps(now: datetime) -> list[OccurrenceStep]:
    """Steps of open occurrences that were due before, and that nobody was told of yet."""
    standing = Taking.objects.filter(step=OuterRef("pk"), undone_at=None)
    rows = OccurrenceStep.objects.filter(
        ~Exists(standing), alarmed_at=None, due_at__lt=now, occurrence__state__in=GOING_ON
    )
    return list(rows.select_related("occurrence__unit").order_by("occurrence", "number"))


def open_now(now: datetime) -> "QuerySet[Any]":
    """Open occurrences about people who are visible, the oldest first, with `late` steps."""
    standing = Taking.plain.filter(step=OuterRef("pk"), undone_at=None)
    steps = OccurrenceStep.plain.filter(
        ~Exists(standing), occurrence=OuterRef("pk"), due_at__lt=now - GRACE
    )
    counted = steps.values("occurrence").annotate(n=Count("pk")).values("n").order_by()
    rows = Occurrence.objects.filter(state__in=GOING_ON)
    found: QuerySet[Any] = rows.annotate(late=Coalesce(Subquery(counted), 0))
    return found.order_by("opened_at", "pk")


def may_read_words(by: Actor, case: Occurrence) -> bool:
    """Whether what was noted may be read: of a walled protocol by who opens that wall."""
    wall = protocol_of(case).wall
    return not wall or by.is_service or reaches_person(by, OPENED_BY[wall], case.person_id)


def words_of(by: Actor, case: Occurrence, session: Mapping[str, Any]) -> list[Any]:
    """What was noted, oldest first. A wall is opened for it, which is a look of its own."""
    wall = protocol_of(case).wall
    with _behind(wall, by, case, session):
        return list(NOTES[wall].objects.filter(occurrence=case).order_by("written_at", "pk"))


def _behind(
    wall: str, by: Actor, case: Occurrence, session: Mapping[str, Any]
) -> AbstractContextManager[None]:
    if not wall:
        return nullcontext()
    purpose, reason = derived_purpose(by, case.person_id), ""
    if not purpose:
        purpose, reason = remembered_purpose(session, case.person_id)
    return open_wall(
        wall,
        by=by,
        capability=OPENED_BY[wall],
        person=case.person_id,
        purpose=purpose,
        reason=reason,
    )
