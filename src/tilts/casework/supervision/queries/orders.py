"""Reads about the supervision of orders, for one person or many at once."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tilts.casework.people.models import Address
from tilts.casework.proceedings.catalogue import pack_of
from tilts.casework.proceedings.models import Measure
from tilts.casework.proceedings.queries import VOID, measures_of, records
from tilts.platform.access.among import Ids
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.machines import closed_states
from tilts.platform.workflow.models import WorkItem

from ..capabilities import SUPERVISE
from ..models import Supervision
from ..order_guards import registration_of

MOST = 100  # orders to begin; more are no list for a day
OVER = closed_states(Supervision.machine)
PARTS = ("person", "unit__agency", "measure__proceeding", "measure__follows")


def supervisions_of(person_ids: Iterable[UUID]) -> "QuerySet[Supervision]":
    """Every supervision of people and of the records merged into them, the newest first."""
    rows: QuerySet[Supervision] = Supervision.objects.about(records(person_ids))
    return rows.select_related(*PARTS).order_by("-received_on", "-pk")


def open_supervisions(person_ids: Iterable[UUID]) -> dict[UUID, list[Supervision]]:
    """Supervisions that are not over, by the person whom each record stands for, newest first.

    Each with its unit and state; who is under none is missing. Three queries for any number.
    """
    ids = list(person_ids)
    of = records(ids)
    found: dict[UUID, list[Supervision]] = {}
    for case in supervisions_of(ids).exclude(state__in=OVER):
        found.setdefault(of[case.person_id], []).append(case)
    return found


def between_stages() -> list[Supervision]:
    """Supervisions whose next stage comes by itself, with an assessment or a plan."""
    rows = Supervision.objects.filter(state__in=("explained", "assessed"))
    return list(rows.select_related("unit__agency").order_by("pk"))


def one_supervision(supervision_id: UUID) -> Supervision:
    """The supervision; raises Refused when it is not visible."""
    found: Supervision = _seen(Supervision.objects.select_related(*PARTS), supervision_id)
    return found


def held(case: Supervision) -> Supervision:
    """The supervision as it is now, held until the transaction ends; Refused when not visible."""
    rows = Supervision.objects.select_for_update(of=("self",))
    found: Supervision = _seen(rows.select_related(*PARTS), case.pk)
    return found


def held_measure(measure: Measure) -> Measure:
    """The measure as it is now, held until the transaction ends; Refused when not visible."""
    rows = Measure.objects.select_for_update(of=("self",))
    found: Measure = _seen(rows.select_related("person", "proceeding", "follows"), measure.pk)
    return found


def _seen(rows: Any, pk: UUID) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def to_begin_for(actor: Actor, people: Iterable[UUID]) -> list[Measure]:
    """Measures to begin in the units that the actor supervises, and of these people; two queries.

    The earliest imposed first, and no more than `MOST`; with what a line says of each.
    """
    paths = [one.unit_path for one in actor.grants if one.capability == SUPERVISE and one.unit_path]
    none = Q(pk__in=[])
    units = Unit.objects.filter(reduce(or_, (Q(path__under=path) for path in paths), none))
    theirs = Q(unit__in=units.values("pk")) | Q(person__among=Ids(records(people)))
    supervised = {one.code for one in pack_of(actor.country).measures if one.registration}
    begun = Supervision.plain.exclude(state__in=ERRORS).filter(measure=OuterRef("pk"))
    alive = Q(person__died_on=None, person__entered_in_error=False)
    unbegun = Measure.plain.filter(
        theirs, Q(kind__in=supervised) | Q(suspended=True), ~Exists(begun), ended_on=None
    )  # found first: of few is it asked whom the actor sees
    rows = Measure.objects.filter(alive, pk__in=unbegun.values("pk"))
    rows = rows.exclude(proceeding__state__in=VOID)
    said = ("person_id", "kind", "imposed_on", "proceeding__country")
    found = rows.select_related("proceeding").only(*said).order_by("imposed_on", "pk")
    return list(found[:MOST])


def to_begin(person_id: UUID) -> list[Measure]:
    """Running measures of a person that are served under supervision and have no case yet."""
    of = records([person_id])
    begun = Supervision.objects.about(of).exclude(state__in=ERRORS)
    known = list(begun.values_list("measure", flat=True))
    running = measures_of(of).filter(ended_on=None).exclude(pk__in=known)
    return [measure for measure in running if registration_of(measure)]


def declared_residence(person_id: UUID) -> str:
    """Where the person is declared to live today; "" when nobody said."""
    rows = Address.objects.about(records([person_id])).on(timezone.localdate())
    found = rows.filter(kind=Address.Kind.DECLARED).order_by("-since").first()
    return str(found or "")


def next_dates(cases: Iterable[Supervision]) -> dict[UUID, date]:
    """By when the next work of each of these cases is due: one query."""
    refs = {case.case_ref(): case.pk for case in cases}
    items = WorkItem.objects.filter(case__in=list(refs), closed_at=None).exclude(due=None)
    return {refs[case]: due for case, due in items.order_by("-due").values_list("case", "due")}
