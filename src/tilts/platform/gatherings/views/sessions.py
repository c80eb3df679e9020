"""One session, with its attendance sheet."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused
from tilts.platform.documents.kinds import PDF
from tilts.platform.documents.views import HEADERS
from tilts.platform.record.models import Way

from ..actions import Told
from ..forms import SheetForm
from ..hooks import names_of
from ..looks import look_at
from ..marking import save_sheet
from ..models import Session
from ..paper import attendance_paper
from ..presenting import SOMEBODY, listed, named, title_of
from ..queries import leaders_by_session, sheet_of
from ..rules import MARK, RUN, SEE, why_not_series
from .common import found_session


@door(SEE)
def session(request: Any, session_id: UUID) -> HttpResponse:
    """A session: when, where, who leads it, and who attended."""
    row = found_session(request.actor, session_id)
    rows = sheet_of(row)
    sheet = SheetForm(row, rows, request.POST or None)
    if request.method == "POST" and sheet.is_valid():
        try:
            _say(request, save_sheet(request.actor, row, sheet))
            return redirect("gatherings:session", row.pk)
        except Refused as refused:
            sheet.head.add_error(None, [str(reason.text) for reason in refused.reasons])
    look_at(request.actor, [enrolment for enrolment, _was in rows], f"gatherings.session:{row.pk}")
    context = {**_about(request.actor, row), **_sheet(request.actor, row, sheet)}
    return render(request, "gatherings/session.html", context, status=422 if sheet.faults else 200)


@door(SEE)
def paper(request: Any, session_id: UUID) -> HttpResponse:
    """The sheet as a PDF, for a room without a computer. Printing is a look of its own.

    Nobody's sheet is not there.
    """
    row = found_session(request.actor, session_id)
    enrolled = [enrolment for enrolment, _was in sheet_of(row)]
    if not enrolled:
        raise Http404
    look_at(request.actor, enrolled, f"gatherings.session:{row.pk}", way=Way.PRINT)
    name = {"Content-Disposition": 'inline; filename="attendance.pdf"'}
    content = attendance_paper(row, enrolled)
    return HttpResponse(content, content_type=PDF, headers=HEADERS | name)


def _say(request: Any, told: dict[UUID, Told]) -> None:
    """What came of the sheet, in a line."""
    n = sum(one == Told.WRITTEN for one in told.values())
    late = sum(one == Told.OVERTAKEN for one in told.values())
    if late:
        text = ngettext(
            "%(n)s mark is older than what was said since: that stays.",
            "%(n)s marks are older than what was said since: that stays.",
            late,
        )
        messages.warning(request, text % {"n": late})
    if n or not late:
        text = ngettext("%(n)s person is marked.", "%(n)s people are marked.", n)
        messages.success(request, text % {"n": n} if n else _("It was saved already."))


def _about(actor: Any, row: Session) -> dict[str, Any]:
    leading = leaders_by_session([row]).get(row.pk, [])
    planned = not row.is_cancelled and row.starts_at > timezone.now()
    may_run = planned and not row.series.closed_on and not why_not_series(actor, RUN, row.series)
    return {
        "session": row,
        "series": row.series,
        "title": title_of(row),
        "template": named(row.series.template),
        "leaders": listed(leading, names_of(leading)),
        "may_run": may_run,
        "ahead": planned,
    }


def _sheet(actor: Any, row: Session, sheet: SheetForm) -> dict[str, Any]:
    names = names_of(line.enrolment.party_id for line in sheet.lines)
    lines = [
        {"form": line, "shown": names.get(line.enrolment.party_id, SOMEBODY), "was": line.was}
        for line in sheet.lines
    ]
    left = sum(line.was is None for line in sheet.lines)
    return {
        "sheet": sheet,
        "lines": sorted(lines, key=lambda line: line["shown"].in_order),
        "left": left,
        "may_mark": not row.is_cancelled and not why_not_series(actor, MARK, row.series),
    }
