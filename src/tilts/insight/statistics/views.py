"""Pages of statistics: the tables, their files, and the people behind a number."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tilts.platform.access.authority import require
from tilts.platform.access.doors import door
from tilts.platform.design.paging import capped_count, keyset_page
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from .files import KINDS
from .forms import QuestionForm
from .pages import pages
from .presenting import chart_of, lines_of, rows_of
from .queries import (
    SEE_RESULTS,
    Answered,
    assessments_counted,
    overdue_counted,
    people_behind,
    people_overdue,
)
from .rules import SEE


@door(SEE)
def assessments(request: Any) -> HttpResponse:
    """People by their assessments, and those whose assessment is overdue."""
    form = _asked(request)
    context: dict[str, Any] = {
        "form": form,
        "asked": request.GET.urlencode(),
        "pages": pages("statistics:assessments"),
    }
    if not form.is_valid():
        return render(request, "statistics/assessments.html", context, status=422)
    question = form.question()
    counted = assessments_counted(request.actor, question)
    late = overdue_counted(request.actor, question.filters.units)
    context["counted"] = _shown(request, counted, "statistics:people")
    context["overdue"] = _shown(request, late, "statistics:overdue")
    return render(request, "statistics/assessments.html", context)


@door(SEE)
def download(request: Any, kind: str) -> HttpResponse:
    """The same table as a file, with the same numbers hidden."""
    form = _asked(request)
    if kind not in KINDS or not form.is_valid():
        raise Http404
    content_type, write = KINDS[kind]
    counted = assessments_counted(request.actor, form.question())
    called = f"assessments{'-rounded' if counted.rounded else ''}.{kind}"
    name = {"Content-Disposition": f'attachment; filename="{called}"'}
    return HttpResponse(write(lines_of(counted)), content_type=content_type, headers=name)


@door(SEE)
def people(request: Any) -> HttpResponse:
    """The people behind a number, as far as the actor may see their assessments."""
    require(request.actor, SEE_RESULTS)
    form = _asked(request)
    if not form.is_valid():
        raise Http404
    return _listed(request, people_behind(request.actor, form.question(), *_cell(request)))


@door(SEE)
def overdue(request: Any) -> HttpResponse:
    """The people whose assessment is overdue, likewise."""
    require(request.actor, SEE_RESULTS)
    form = _asked(request)
    if not form.is_valid():
        raise Http404
    units = form.question().filters.units
    return _listed(request, people_overdue(request.actor, units, *_cell(request)))


def _asked(request: Any) -> QuestionForm:
    return QuestionForm(request.GET.dict(), by=request.actor)


def _cell(request: Any) -> tuple[str, str]:
    """The row and column that were chosen."""
    return request.GET.get("row", ""), request.GET.get("column", "")


def _shown(request: Any, answered: Answered, view: str) -> dict[str, Any]:
    """A table for the page; who may see the people behind its numbers gets there."""
    to_people: Callable[[str, str], str] | None = None
    if SEE_RESULTS in request.actor.capabilities:
        asked = request.GET.dict()

        def to_people(row: str, column: str) -> str:
            return f"{reverse(view)}?{urlencode({**asked, 'row': row, 'column': column})}"

    table = answered.table
    lines = lines_of(answered)
    return {
        "columns": lines[0][1:],
        "rows": rows_of(answered, to_people),
        "sums": lines[-1][1:] if table.of_columns is not None and table.rows else None,
        "chart": chart_of(answered),
        "rounded": answered.rounded,
    }


def _listed(request: Any, rows: Any) -> HttpResponse:
    """A page of people, after it was written down that they are shown."""
    page = keyset_page(rows, ["sort_key", "pk"], request.GET.get("page"))
    if page.items:
        shown = [person.pk for person in page.items]
        consult(request.actor, shown, way=Way.SEARCH, purpose="search", about="statistics")
    without_cell = {
        name: value for name, value in request.GET.items() if name not in ("row", "column", "page")
    }
    context = {"page": page, "total": capped_count(rows), "back": urlencode(without_cell)}
    return render(request, "statistics/people.html", context)
