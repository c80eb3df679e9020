"""Reads of people's community service, for one person or for many at once."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tilts.casework.proceedings.models import Measure
from tilts.casework.proceedings.queries import measures_of, records
from tilts.platform.access.among import Ids
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.machines import closed_states

from .balance import Balance, balance, latest
from .capabilities import RUN
from .choices import ERRORS, KIND, Step
from .models import Answer, Placement, Service, WorkEvent

OVER = closed_states(Service.machine)
AWAITING = (Step.RECORDED, Step.CONFIRMED)


def services_of(people: Iterable[UUID]) -> "QuerySet[Service]":
    """Every case of people and of the records merged into them, the newest first."""
    rows: QuerySet[Service] = Service.objects.about(records(people))
    return rows.select_related("unit__agency").order_by("-received_on", "-pk")


def services_in(state: str = "") -> "QuerySet[Service]":
    """Cases that the reader sees: those in a stage, or all that are not over."""
    rows = Service.objects.filter(state=state) if state else Service.objects.exclude(state__in=OVER)
    found: QuerySet[Service] = rows.select_related("person", "unit__agency")
    return found


def one_service(case_id: UUID) -> Service:
    """The case; raises Refused when it is not visible."""
    rows = Service.objects.select_related("person", "unit__agency", "measure__proceeding")
    found: Service | None = rows.filter(pk=case_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def not_received(people: Iterable[UUID]) -> list[Measure]:
    """Community service that was imposed, has not ended, and has no case yet."""
    cases = Service.plain.filter(measure=OuterRef("pk")).exclude(state__in=ERRORS)
    rows = measures_of(records(people)).filter(kind=KIND, ended_on=None)
    return list(rows.filter(~Exists(cases), in_force_on__isnull=False))


def balances(cases: Iterable[Service], today: date) -> dict[UUID, Balance]:
    """The balance of each case, by what was said last of each day: one query."""
    by_case: dict[UUID, list[WorkEvent]] = {case.pk: [] for case in cases}
    for event in WorkEvent.objects.filter(service__in=list(by_case)):
        by_case[event.service_id].append(event)
    return {
        case.pk: balance(case.minutes, latest(by_case[case.pk]), due_by=case.due_by, today=today)
        for case in cases
    }


def lines_in(case: Service) -> list[WorkEvent]:
    """What was said last of each day of a case, the newest day first."""
    rows = WorkEvent.objects.filter(service=case).select_related("placement__provider")
    return latest(rows)[::-1]


def one_line(event_id: UUID) -> WorkEvent:
    """What was said of a day; raises Refused when it is not visible."""
    rows = WorkEvent.objects.select_related("placement__provider", "person")
    found: WorkEvent | None = rows.filter(pk=event_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def events_of(line: UUID) -> "QuerySet[WorkEvent]":
    """Everything said of one day, the first word first."""
    rows: QuerySet[WorkEvent] = WorkEvent.objects.filter(line=line).order_by("number")
    return rows


def awaiting(actor: Actor, people: Iterable[UUID] | None = None) -> list[WorkEvent]:
    """Days to be confirmed or approved: of these people, or of all for whom the actor may approve.

    Confirmed ones first, by person and day; two queries.
    """
    rows = _awaiting(people)
    with seen_by(actor, RUN):
        found = WorkEvent.objects.filter(pk__in=rows.values("pk"))
        return _confirmed_first(found.select_related("person", "placement__provider"))


def awaiting_in_short(actor: Actor, people: Iterable[UUID]) -> list[WorkEvent]:
    """The same of these people, with no more than a line says of each."""
    said = ("person_id", "service_id", "step", "went", "minutes", "said_at")
    rows = _awaiting(people)
    with seen_by(actor, RUN):
        found = WorkEvent.objects.filter(pk__in=rows.values("pk"))
        found = found.select_related("placement__provider")
        return _confirmed_first(found.only(*said, "placement__provider__name"))


def _awaiting(people: Iterable[UUID] | None) -> "QuerySet[WorkEvent]":
    """What was said last of each day, whoever sees it: of few it is asked whom the actor sees."""
    later = WorkEvent.plain.filter(line=OuterRef("line"), number__gt=OuterRef("number"))
    theirs = Q() if people is None else Q(person__among=Ids(records(people)))
    last: QuerySet[WorkEvent] = WorkEvent.plain.filter(theirs, ~Exists(later), step__in=AWAITING)
    return last


def _confirmed_first(rows: "QuerySet[WorkEvent]") -> list[WorkEvent]:
    inorder = rows.order_by("person__sort_key", "day", "pk")
    return sorted(inorder, key=lambda event: event.step != Step.CONFIRMED)


def placements_in(case: Service) -> "QuerySet[Placement]":
    """Where somebody works and worked, the newest first."""
    rows = Placement.objects.filter(service=case).select_related("provider__unit__agency")
    found: QuerySet[Placement] = rows.order_by("-since", "-pk")
    return found


def answers_in(case: Service) -> "QuerySet[Answer]":
    """What was done about absences, the first first."""
    rows: QuerySet[Answer] = Answer.objects.filter(service=case).order_by("said_on", "pk")
    return rows


def at_provider(provider: Any, day: date) -> list[Placement]:
    """Whose placement at a provider is in force, as far as the reader sees them, by name."""
    rows = Placement.objects.on(day).filter(provider=provider).select_related("person")
    return list(rows.order_by("person__sort_key", "pk"))
