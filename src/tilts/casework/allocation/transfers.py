"""Reads of transfers between units."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tilts.casework.proceedings.queries import records
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import Actor

from .guards_of_transfers import OPEN
from .models import Transfer
from .queries import officers_under, paths_led_by


def transfers_of(people: Iterable[UUID]) -> QuerySet[Any]:
    """Every transfer of people, on any of their records, the newest first."""
    return _whole(Transfer.objects.about(records(people))).order_by("-pk")


def _whole(rows: Any) -> QuerySet[Any]:
    whole: QuerySet[Any] = rows.select_related(
        "person", "from_unit", "to_unit__agency", "asked_by", "officer", "unit"
    )
    return whole


def one_transfer(transfer_id: UUID) -> Transfer:
    """The transfer; raises Refused when it is not visible."""
    found: Transfer | None = _whole(Transfer.objects).filter(pk=transfer_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def open_transfers(actor: Actor) -> list[Transfer]:
    """Open transfers from and to the units in which an actor allocates, the next day first."""
    paths = paths_led_by(actor)
    led = (Q(from_unit__path__under=p) | Q(to_unit__path__under=p) for p in paths)
    rows = _whole(Transfer.objects).filter(reduce(or_, led, Q(pk__in=[])), state__in=OPEN)
    return list(rows.order_by("on", "pk"))


def units_to_ask(case_unit: Unit, day: date) -> QuerySet[Any]:
    """Open units of the same service that may be asked, in the order of the tree."""
    rows: QuerySet[Any] = Unit.objects.on(day).filter(agency=case_unit.agency_id)
    return rows.exclude(pk=case_unit.pk).order_by("path")


def officers_who_may_take(case: Transfer, day: date) -> list[Staff]:
    """Who works in the unit that is asked, by name."""
    return list(officers_under([case.to_unit.path], day))
