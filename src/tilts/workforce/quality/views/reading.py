"""One drawn piece of work, and reading it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tilts.platform.access.reasons import refuse_if
from tilts.platform.forms.pages import SheetPage
from tilts.platform.forms.results import progress
from tilts.platform.forms.saving import filled_in
from tilts.platform.workflow.ways import status_lines, ways
from tilts.workforce.competence.views.common import entered, take

from .. import verbs
from ..guards import NOT_YOURS, STANDS, why_not_read
from ..models import Reading
from ..presenting import drawn_title, reading_rows, score_rows
from ..queries import one_drawn, one_reading, readings_of
from ..rules import LEAD, READ, SEE, why_not_there


@entered(SEE)
def one(request: Any, drawn_id: UUID) -> HttpResponse:
    """A drawn piece: where it is seen, who reads it, what was said once it is read."""
    drawn, actor = one_drawn(request.actor, drawn_id), request.actor
    readings = readings_of(drawn)
    leads = not why_not_there(actor, LEAD, drawn.unit.path)
    told = drawn.state == "read"
    context = {
        "drawn": drawn,
        "title": drawn_title(drawn),
        "url": drawn.kind.page(drawn.piece) if drawn.kind and drawn.workers else "",
        "readings": [
            {"row": row, "said": reading_rows(row) if told else []} for row in readings
        ],
        "scores": score_rows(drawn, readings) if told else [],
        "reasons": [*why_not_there(actor, READ, drawn.unit.path), *why_not_read(drawn, actor)],
        "ways": ways(drawn, actor, "quality:move") if leads else [],
        "history": status_lines(drawn, _("drawn")),
        "leads": leads,
    }  # fmt: skip
    return render(request, "quality/drawn.html", context)


@entered(SEE)
def begin(request: Any, drawn_id: UUID) -> HttpResponse:
    """Begin to read, or go on where questions are open."""
    drawn = one_drawn(request.actor, drawn_id)
    back = reverse("quality:drawn", args=[drawn.pk])

    def onwards(begun: Reading) -> tuple[Any, ...]:
        sections = progress(begun.sheet)
        first = next((one for one in sections if one.left), sections[0])
        return ("quality:section", begun.pk, first.section.id)

    return take(request, verbs.BEGIN, drawn, onwards=onwards, back=back, told=drawn_title(drawn))


@entered(SEE)
def section(request: Any, reading_id: UUID, name: str) -> HttpResponse:
    """One section of the form; answers are saved as they are given."""
    reading = one_reading(request.actor, reading_id)
    refuse_if([] if reading.reader_id == request.actor.party else [NOT_YOURS])
    refuse_if([STANDS] if reading.is_done else why_not_read(reading.drawn, request.actor))

    def url(one: str) -> str:
        return reverse("quality:section", args=[reading.pk, one])

    page = SheetPage(reading.sheet, name, url=url, end=reverse("quality:finish", args=[reading.pk]))
    drawn = reading.drawn
    work = drawn.kind.page(drawn.piece) if drawn.kind else ""
    context = {"reading": reading, "title": drawn_title(drawn), "work": work}
    return filled_in(request, page, "quality/section.html", context)


@entered(SEE)
def finish(request: Any, reading_id: UUID) -> HttpResponse:
    """Let the answers stand; a first reader says whether they are sure."""
    reading = one_reading(request.actor, reading_id)
    onwards = ("quality:drawn", reading.drawn_id)
    back = reverse("quality:drawn", args=[reading.drawn_id])
    return take(request, verbs.FINISH, reading, onwards=lambda done: onwards, back=back, final=True)


@entered(LEAD)
def moved(request: Any, drawn_id: UUID, code: str) -> HttpResponse:
    """Leave a piece out, or take it back in."""
    drawn = one_drawn(request.actor, drawn_id)
    onwards, back = ("quality:drawn", drawn.pk), reverse("quality:drawn", args=[drawn.pk])
    verb = verbs.moving(code)
    return take(
        request, verb, drawn, onwards=lambda done: onwards, back=back, told=drawn_title(drawn)
    )
