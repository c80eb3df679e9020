"""Reads of draws, of what was drawn, and of readings. Each asks for whom: units bound it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.models import WorkItem

from .models import Draw, Drawn, Reading, Stratum
from .rules import LEAD, READ, reached

Rows = QuerySet[Any]


def draws(actor: Actor) -> Rows:
    """Every draw with a stratum in a unit that the actor leads, or with none; latest first."""
    strata = Stratum.objects.filter(draw=OuterRef("pk"))
    led, empty = strata.filter(reached(actor, LEAD)), ~Exists(strata)
    rows = Draw.objects.filter(Q(Exists(led)) | Q(empty, agency=actor.agency))
    newest: Rows = rows.order_by("-month", "material", "pk")
    return newest


def one_draw(actor: Actor, draw_id: UUID) -> Draw:
    """The draw; raises Refused when no stratum of it is in a unit that the actor leads."""
    found: Draw | None = draws(actor).filter(pk=draw_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def strata_of(actor: Actor, draw: Draw) -> list[Stratum]:
    """The strata of a draw in the units that the actor leads, by name."""
    rows = Stratum.objects.filter(reached(actor, LEAD), draw=draw).select_related("draw", "unit")
    return sorted(rows, key=lambda row: row.name)


def pieces_of(actor: Actor, draw: Draw) -> list[Drawn]:
    """What was drawn, as far as the actor leads, by stratum and in the order of the draw."""
    rows = Drawn.objects.filter(reached(actor, LEAD), stratum__draw=draw)
    shown = rows.select_related("stratum__unit", "stratum__draw", "unit")
    return sorted(shown, key=lambda row: (row.stratum.name, row.piece))


def one_drawn(actor: Actor, drawn_id: UUID) -> Drawn:
    """A drawn piece; raises Refused unless the actor reads or leads in its unit."""
    rows = Drawn.objects.filter(reached(actor, READ, LEAD))
    rows = rows.select_related("stratum__draw__agency", "stratum__unit", "unit__agency")
    found: Drawn | None = rows.filter(pk=drawn_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def one_reading(actor: Actor, reading_id: UUID) -> Reading:
    """A reading; raises Refused unless the actor reads or leads in its unit."""
    found = Reading.objects.select_related("sheet", "reader").filter(pk=reading_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    reading: Reading = found
    reading.drawn = one_drawn(actor, reading.drawn_id)
    return reading


def readings_of(drawn: Drawn) -> list[Reading]:
    """The first reader's, then the second's."""
    rows = Reading.objects.filter(drawn=drawn).select_related("sheet", "reader")
    return list(rows.order_by("part"))


def work_on(drawn: Drawn) -> list[WorkItem]:
    """The open work of a drawn piece, read apart from the scope: it is about nobody."""
    with seen_by(SERVICE):
        return list(WorkItem.objects.filter(case=drawn.case_ref(), closed_at=None))


def counted(actor: Actor, since: date) -> list[dict[str, Any]]:
    """Per stratum of every month from a day on: drawn, read, sound, called for a second reader.

    In the units that the actor leads; by kind of work, programme or instrument, unit, month. What
    was entered in error stays among what was drawn, and is none of the others.
    """
    rows = Stratum.objects.filter(reached(actor, LEAD), draw__month__gte=since)
    counts = ~Q(drawn__state__in=ERRORS)
    doubted = counts & Q(drawn__readings__sure=False, drawn__readings__part="first")
    told = rows.annotate(
        pieces=Count("drawn", distinct=True),
        read=Count("drawn", filter=counts & Q(drawn__sound__isnull=False), distinct=True),
        sound=Count("drawn", filter=counts & Q(drawn__sound=True), distinct=True),
        doubted=Count("drawn", filter=doubted, distinct=True),
    ).select_related("unit", "draw")
    return [
        {
            "material": row.draw.material,
            "strand": row.strand,
            "unit": row.unit,
            "month": row.draw.month,
            "draw": row.draw_id,
            "finished": len(row.frame),
            "drawn": row.pieces,
            "read": row.read,
            "sound": row.sound,
            "doubted": row.doubted,
        }
        for row in sorted(told, key=lambda row: (row.draw.material, row.name, row.draw.month))
    ]
